import { type Child, el, fragment, ICONS, icon } from '../dom.ts';

/*
 * Emoji that carry a meaning, drawn here: where no font has them, an empty box would stand in their place. The others
 * stay characters.
 */

interface Sign {
  /** Its colour: a custom property of the theme, without the dashes. */
  readonly tone: 'ok' | 'info' | 'wait' | 'bad';
  /** Line drawing of 20 by 20. */
  readonly path: string;
  /** As a screen reader says it. */
  readonly name: string;
}

const CIRCLE = 'M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16z';
const CHECK = 'M6 10.4l2.8 2.8L14 7.6';
const SIGNS: Readonly<Record<string, Sign>> = {
  '✅': { tone: 'ok', path: `${CIRCLE}${CHECK}`, name: 'spunta' },
  '✔': { tone: 'ok', path: 'M3.5 11l4.2 4.2L16.5 6', name: 'spunta' },
  '☑': { tone: 'info', path: `M2.5 2.5h15v15h-15z${CHECK}`, name: 'casella spuntata' },
  '↩': { tone: 'wait', path: 'M7 4L3 8l4 4M3 8h9a4.5 4.5 0 0 1 0 9H8', name: 'freccia indietro' },
  '🔄': {
    tone: 'wait',
    path: 'M16.5 8A7 7 0 0 0 4 6.2M3.5 12A7 7 0 0 0 16 13.8M4 2.5v3.9h3.9M16 17.5v-3.9h-3.9',
    name: 'frecce in cerchio',
  },
  '❌': { tone: 'bad', path: 'M4.5 4.5l11 11M15.5 4.5l-11 11', name: 'croce' },
  '⚠': { tone: 'wait', path: 'M10 2.5L18.5 17h-17zM10 8v4M10 14.5h.01', name: 'attenzione' },
  '⛔': { tone: 'bad', path: `${CIRCLE}M6 10h8`, name: 'divieto' },
  ℹ: { tone: 'info', path: `${CIRCLE}M10 9v5M10 6.2h.01`, name: 'informazione' },
  '⏳': {
    tone: 'wait',
    path: 'M5 2.5h10M5 17.5h10M6 2.5c0 5 8 5 8 15M14 2.5c0 5-8 5-8 15',
    name: 'clessidra',
  },
  '⏰': {
    tone: 'info',
    path: 'M10 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10 7.5V11l2.5 1.5M2.5 5L5 2.5M17.5 5L15 2.5',
    name: 'sveglia',
  },
  '📌': { tone: 'info', path: 'M7 2.5h6l-1 6 3 3H5l3-3zM10 11.5v6', name: 'puntina' },
  '✏': { tone: 'info', path: 'M3 17l1-4L14 3l3 3L7 16zM12 5l3 3', name: 'matita' },
  '👍': { tone: 'info', path: ICONS.thumbUp, name: 'pollice in su' },
  '👎': { tone: 'info', path: ICONS.thumbDown, name: 'pollice in giù' },
  '👀': { tone: 'info', path: ICONS.eye, name: 'occhi' },
  '⏸': { tone: 'wait', path: 'M7 4v12M13 4v12', name: 'pausa' },
};

/** A drawn sign, with the mark that asks for an emoji rather than a character. */
const DRAWN = new RegExp(`(?:${Object.keys(SIGNS).join('|')})\uFE0F?`, 'gu');

/** Whether a character is drawn here, and how it is called. */
export const signName = (character: string): string | undefined =>
  SIGNS[character.replace('\uFE0F', '')]?.name;

function sign(character: string): Node {
  const known = SIGNS[character.replace('\uFE0F', '')];
  if (!known) return document.createTextNode(character);
  return el(
    'span',
    { class: `sign sign-${known.tone}`, role: 'img', 'aria-label': known.name },
    icon(known.path),
  );
}

/** A text whose signs are drawn. */
export function withSigns(text: string): DocumentFragment {
  const parts: Child[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(DRAWN)) {
    parts.push(text.slice(from, index), sign(found));
    from = index + found.length;
  }
  return fragment(...parts, text.slice(from));
}
