import { itemsOfBothYears } from '../../domain/plan/index.ts';
import { type ItemRef, itemRef } from '../../domain/types.ts';
import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Atom, Expr, FiguresQuery } from './figures-query.ts';
import type { RowSubject, Subject } from './figures-table.ts';

/** The years whose plans an expression looks at, in the order in which it names them. */
export function yearsOf(expr: Expr): readonly number[] {
  if (expr.type === 'fold' || expr.type === 'number') return [];
  if (expr.type === 'op') return [...new Set([...yearsOf(expr.left), ...yearsOf(expr.right)])];
  return expr.year === null ? yearsOf(expr.expr) : [expr.year];
}

/** The years whose plans a query looks at, the earliest first; none where it looks at its own alone. */
export const yearsIn = ({ columns, having, order }: FiguresQuery): readonly number[] =>
  [...columns, ...having.map(({ expr }) => expr), ...(order ? [order.by] : [])]
    .flatMap(yearsOf)
    .filter((year, at, all) => all.indexOf(year) === at)
    .sort((a, b) => a - b);

/** It holds figures of several years' plans against each other. */
export const spansYears = (query: FiguresQuery): boolean => yearsIn(query).length > 0;

/** What is of another year's plan, or of some of the row's own items, is, in a row, of what the row stands for. */
export function ofRow(expr: Expr, subject: RowSubject): Expr {
  if (expr.type === 'fold' || expr.type === 'number' || subject.type === 'all' || subject.type === 'value')
    return expr;
  if (expr.type === 'op')
    return { ...expr, left: ofRow(expr.left, subject), right: ofRow(expr.right, subject) };
  return expr.year === null && !expr.inRow ? expr : { ...expr, select: [...expr.select, atomOf(subject)] };
}

function atomOf(subject: Subject): Atom {
  switch (subject.type) {
    case 'item':
      return { type: 'items', refs: [subject.ref] };
    case 'kind':
      return { type: 'kind', kinds: [subject.kind] };
    case 'goal':
      return { type: 'goal', numbers: [subject.number] };
    default:
      return { type: 'structure', level: subject.type, codes: [subject.code] };
  }
}

/** The same set in another year's plan: items have other numbers there, and one that it has not is none of them. */
export const inPlan = (select: readonly Atom[], from: PlanIndex, to: PlanIndex): readonly Atom[] =>
  from === to ? select : select.map((atom) => renumbered(atom, () => numbersIn(from, to)));

function renumbered(atom: Atom, numbers: () => ReadonlyMap<ItemRef, ItemRef>): Atom {
  switch (atom.type) {
    case 'items':
      return { ...atom, refs: atom.refs.flatMap((ref) => numbers().get(ref) ?? []) };
    case 'not':
      return { ...atom, atom: renumbered(atom.atom, numbers) };
    case 'any':
      return { ...atom, atoms: atom.atoms.map((one) => renumbered(one, numbers)) };
    default:
      return atom;
  }
}

/** The number that each item of a plan has in that of another year, found by its key; one that is not there has none. */
export const numbersIn = (from: PlanIndex, to: PlanIndex): ReadonlyMap<ItemRef, ItemRef> =>
  remember(from.memo, `numbers:${to.plan.head.year}`, () => {
    const [earlier, later] = from.plan.head.year < to.plan.head.year ? [from, to] : [to, from];
    const pairs = itemsOfBothYears(
      earlier.items.map(({ item }) => item),
      later.items.map(({ item }) => item),
    );
    return new Map(
      pairs.map(({ before, after }) => {
        const [own, other] = earlier === from ? [before, after] : [after, before];
        return [itemRef(own), itemRef(other)];
      }),
    );
  });
