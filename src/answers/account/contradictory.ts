import { MEASURE_NAMES } from '../../words/measures.ts';
import type { Atom } from '../figures/figures-query.ts';
import type { Query } from '../query.ts';

/** What a figure must be: within bounds, and declared or not. */
interface Held {
  readonly measure: keyof typeof MEASURE_NAMES;
  readonly op: string;
  readonly value: number | null;
}

/**
 * The figures that a query holds against themselves («più di 50.000 € impegnati e con impegnato zero»): nothing can be
 * so, and most likely one of the two was said of something else.
 */
export function contradictory(query: Query): readonly string[] {
  const held: readonly Held[] =
    query.type === 'figures'
      ? query.select.flatMap((atom): readonly Held[] =>
          atom.type === 'bound' && atom.figure !== 'items' && 'value' in atom.than
            ? [{ measure: atom.figure, op: atom.op, value: atom.than.value }]
            : atom.type === 'not' && atom.atom.type === 'declared' && atom.atom.figure !== 'items'
              ? [{ measure: atom.atom.figure, op: 'undeclared', value: null }]
              : [],
        )
      : [];
  const clashing = held.filter((one, at) =>
    held
      .slice(0, at)
      .some((other) => other.measure === one.measure && (excludes(one, other) || excludes(other, one))),
  );
  return [
    ...new Set([...clashing.map(({ measure }) => MEASURE_NAMES[measure].it), ...leftOutOfOthers(query)]),
  ];
}

/** «Settore 7 tranne il settore 9»: what is left out of others is most likely one of several that were to be. */
function leftOutOfOthers(query: Query): readonly string[] {
  if (query.type !== 'figures') return [];
  const codesOf = (atom: Atom | null): readonly string[] => (atom?.type === 'structure' ? atom.codes : []);
  const inside = query.select.flatMap((atom) =>
    atom.type === 'structure' && !atom.first && !atom.held ? atom.codes : [],
  );
  const levels = query.select.flatMap((atom) => (atom.type === 'structure' ? [atom.level] : []));
  return query.select.flatMap((atom) => {
    const out = atom.type === 'not' ? atom.atom : null;
    const isApart = out?.type === 'structure' && levels.includes(out.level);
    return isApart && inside.length > 0 && codesOf(out).every((code) => !inside.includes(code))
      ? codesOf(out)
      : [];
  });
}

/** Whether no value can be as both say; asked both ways round. */
function excludes(one: Held, other: Held): boolean {
  if (one.op === 'undeclared') return other.op !== 'undeclared';
  if (one.value === null || other.value === null) return false;
  const least = { gt: one.value, gte: one.value, eq: one.value }[one.op];
  const most = { lt: other.value, lte: other.value, eq: other.value }[other.op];
  if (least === undefined || most === undefined) return false;
  return least > most || (least === most && (one.op === 'gt' || other.op === 'lt'));
}
