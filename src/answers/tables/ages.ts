import type { FactLabel } from '../knowledge/fact-tables.ts';
import type { Token } from '../language/tokens.ts';
import type { SmallWords } from './table-words.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The ages a class of a table covers: "30-39 anni", "Oltre 59 anni"; null for what is no class of years. */
function classOf(text: string): Span | null {
  const range = /^(\d+)-(\d+) anni/.exec(text);
  if (range) return { from: Number(range[1]), to: Number(range[2]) };
  const over = /^oltre (\d+) anni/i.exec(text);
  return over ? { from: Number(over[1]) + 1, to: 150 } : null;
}

export const isClassOfAges = (label: string): boolean => classOf(label) !== null;

/**
 * "Sotto i 40 anni", "over 50", "tra 40 e 59", "quarantenni": the classes that lie within. Null where no age is said, where
 * the labels are no classes of years; no label where a limit falls inside a class: then the document cannot tell.
 */
export function readAges(
  labels: readonly FactLabel[],
  tokens: readonly Token[],
  small: SmallWords,
): { readonly labels: readonly FactLabel[]; readonly explained: ReadonlySet<string> } | null {
  const classes = labels.flatMap((label) => {
    const span = classOf(label.text);
    return span ? [{ label, ...span }] : [];
  });
  if (classes.length < 2) return null;
  const said = saidAges(tokens, small);
  if (!said) return null;
  const starts = classes.map((one) => one.from);
  // "Over 50" and "più di 50" include the class that starts at 50: the classes are shown.
  const from = said.from === null ? 0 : starts.includes(said.from) ? said.from : said.from + 1;
  // «Tra 30 e 50 anni» ends where the class that starts at 50 begins.
  const to = said.to !== null && starts.includes(said.to) ? said.to - 1 : (said.to ?? 150);
  const within = classes.filter((one) => one.from >= from && one.to <= to);
  const cut = classes.some((one) => (one.from < from && one.to >= from) || (one.from <= to && one.to > to));
  return { labels: cut ? [] : within.map((one) => one.label), explained: said.explained };
}

function saidAges(
  tokens: readonly Token[],
  { is, worth }: SmallWords,
): {
  readonly from: number | null;
  readonly to: number | null;
  readonly explained: ReadonlySet<string>;
} | null {
  const decade = tokens.find(({ text }) => worth('decade', text) !== null);
  if (decade) {
    const from = worth('decade', decade.text) ?? 0;
    return { from, to: from + 9, explained: new Set([decade.key, String(from), String(from + 9)]) };
  }
  const numbers = tokens.flatMap((token, at) =>
    token.type === 'number' && token.value >= 14 && token.value <= 80 && Number.isInteger(token.value)
      ? [{ at, value: token.value, key: token.key }]
      : [],
  );
  const [first, second] = numbers;
  if (!first) return null;
  const before = tokens.slice(Math.max(0, first.at - 3), first.at).filter((token) => !token.light);
  // "Dai 50 anni in su", "60 anni e oltre".
  const after = tokens
    .slice(first.at + 1, first.at + 5)
    .map(({ text }) => text)
    .join(' ');
  const upward = /^(anni )?(in su|in poi|in avanti|e oltre|o piu|e piu)\b/.test(after);
  const explained = new Set(
    [...numbers.map((one) => one.key), ...before.map((token) => token.key)].concat(
      'anni',
      'anno',
      'eta',
      ...(upward ? ['su', 'poi', 'avanti', 'oltre', 'piu'] : []),
    ),
  );
  // «Non superano i 59 anni», «non più di 59»: what is denied is the other side.
  const denied = tokens.slice(Math.max(0, first.at - 5), first.at).some(({ text }) => text === 'non');
  const speaks = tokens.some((token) => is('age', token.text));
  if (second && second.value > first.value && speaks)
    return { from: first.value, to: second.value, explained };
  if (denied && speaks) {
    if (before.some((token) => is('young', token.text))) return { from: first.value, to: null, explained };
    if (before.some((token) => is('reached', token.text)))
      return { from: null, to: first.value - 1, explained };
    return before.some((token) => is('old', token.text)) ? { from: null, to: first.value, explained } : null;
  }
  if (before.some((token) => is('young', token.text)) && speaks)
    return { from: null, to: first.value - 1, explained };
  if ((upward || before.some((token) => is('old', token.text))) && speaks)
    return { from: first.value, to: null, explained };
  return null;
}
