import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { entryOf } from './entries.ts';
import { figuresOf } from './expressions.ts';
import type { Atom, Figure, FiguresQuery } from './figures-query.ts';
import { figureOf } from './measures.ts';
import { yearsIn } from './years.ts';

/** The figures that a query needs and nobody in its plans declares: an answer says so, rather than "none". */
export function silentFigures(index: PlanIndex, query: FiguresQuery): readonly Figure[] {
  const needed = [
    ...query.columns.flatMap(figuresOf),
    ...query.having.flatMap(({ expr }) => figuresOf(expr)),
    ...(query.order ? figuresOf(query.order.by) : []),
    ...query.select.flatMap(figuresOfAtom),
  ];
  const plans = [index, ...yearsIn(query).flatMap((year) => index.years.get(year) ?? [])];
  return [...new Set(needed)].filter((figure) => !plans.some((plan) => isDeclared(plan, figure)));
}

const isDeclared = (index: PlanIndex, figure: Figure): boolean =>
  figure === 'items' ||
  remember(index.memo, `figures:declared:${figure}`, () =>
    index.items.some((one) => figureOf(entryOf(one, null), figure) !== null),
  );

function figuresOfAtom(atom: Atom): readonly Figure[] {
  switch (atom.type) {
    case 'bound':
      return [atom.figure];
    case 'versus':
      return [atom.figure, atom.other];
    case 'top':
      return [...figuresOf(atom.of.by), ...atom.of.select.flatMap(figuresOfAtom)];
    case 'not':
      return figuresOfAtom(atom.atom);
    case 'any':
      return atom.atoms.flatMap(figuresOfAtom);
    default:
      return [];
  }
}
