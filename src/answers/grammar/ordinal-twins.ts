import type { PlanIndex } from '../knowledge/plan-index.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import type { Piece } from './pieces.ts';

type Named = Piece & { readonly cat: 'atoms' };

/**
 * "Aree prima, seconda e terza", "la prima e la seconda area": structures whose names differ from one that is named by
 * their ordinal alone, with that one.
 * @param names structures that the question names
 */
export function ordinalTwins(
  { plan }: Pick<PlanIndex, 'plan'>,
  tokens: readonly Token[],
  names: readonly Piece[],
): readonly Named[] {
  const twinOf = (level: 'department' | 'unit', code: string, place: number): string | undefined => {
    const all = level === 'department' ? plan.departments : plan.units;
    const own = apart(all.find((one) => one.code === code)?.name ?? '');
    return own.place === null
      ? undefined
      : all
          .map((one) => ({ code: one.code, ...apart(one.name) }))
          .find((one) => one.rest === own.rest && one.place === place)?.code;
  };
  return names.flatMap((piece): readonly Named[] => {
    const [only, ...more] = piece.cat === 'atoms' ? piece.atoms : [];
    if (only?.type !== 'structure' || more.length > 0 || only.codes.length !== 1) return [];
    const [own = ''] = only.codes;
    const after = sideBySide(tokens, piece.to, 1);
    const before = sideBySide(tokens, piece.from - 1, -1);
    const said = [...before.toReversed(), ...after];
    const codes = said.map(({ place }) => twinOf(only.level, own, place));
    if (codes.length === 0 || codes.includes(undefined)) return [];
    const twins = codes.filter((code) => code !== undefined);
    return [
      {
        cat: 'atoms',
        atoms: [
          {
            ...only,
            codes: [...twins.slice(0, before.length), own, ...twins.slice(before.length)],
          },
        ],
        from: Math.min(piece.from, ...said.map(({ at }) => at)),
        to: Math.max(piece.to, ...said.map(({ at }) => at + 1)),
      },
    ];
  });
}

/** A name without its ordinal, and the ordinal. */
function apart(name: string): { readonly rest: string; readonly place: number | null } {
  const words = name.toLowerCase().split(/\s+/);
  const at = words.findIndex((word) => ordinalWord(word) !== null);
  return at < 0
    ? { rest: name, place: null }
    : { rest: words.toSpliced(at, 1).join(' '), place: ordinalWord(words[at] ?? '') };
}

/** Ordinals that "e" or a comma joins to a name, from it on. */
function sideBySide(
  tokens: readonly Token[],
  start: number,
  step: 1 | -1,
): readonly { readonly at: number; readonly place: number }[] {
  const found: { at: number; place: number }[] = [];
  let at = start;
  for (;;) {
    let joined = false;
    while (/^(e|ed|la|il|l|della|del|dell)$/.test(tokens[at]?.text ?? '')) {
      joined ||= /^ed?$/.test(tokens[at]?.text ?? '');
      at += step;
    }
    const place = ordinalWord(tokens[at]?.text ?? '');
    const paused = (step === 1 ? tokens[at] : tokens[at + 1])?.pause === true;
    if (place === null || !(joined || paused)) return found;
    found.push({ at, place });
    at += step;
  }
}
