import type { ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Measure } from '../../words/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Atom, type Expr, type FiguresQuery, NO_FIGURES } from './figures-query.ts';

/** How many there are. */
export const COUNT: Expr = { type: 'fold', fold: 'sum', figure: 'items' };

/** The day on which each is due. */
export const DEADLINE: Expr = { type: 'fold', fold: 'sum', figure: 'deadline' };

export const sums = (measures: readonly Measure[], fold: 'sum' | 'mean' = 'sum'): readonly Expr[] =>
  measures.map((figure) => ({ type: 'fold', fold, figure }));

/**
 * Figures of a set: in one, or a row for each of a level; the items themselves where no figure is told.
 * @param select where it names no kind, what the body works on is meant
 */
export const figuresOf = (
  index: Pick<PlanIndex, 'worked' | 'items'>,
  select: readonly Atom[],
  columns: readonly Expr[],
  by: FiguresQuery['by'] = columns.length === 0 ? 'item' : null,
): FiguresQuery => ({ ...NO_FIGURES, select: ofWork(select, index), columns, by });

/** Items of a kind, of any where none is said. */
export const ofKind = (kind: ItemKind | null | undefined): readonly Atom[] =>
  kind == null ? [] : [{ type: 'kind', kinds: [kind] }];

/** Items of some departments and units, of all where none is named. */
export const inStructures = (
  departments: readonly string[],
  units: readonly string[] = [],
): readonly Atom[] =>
  (
    [
      ['department', departments],
      ['unit', units],
    ] as const
  ).flatMap(([level, codes]) => (codes.length === 0 ? [] : [{ type: 'structure', level, codes } as const]));

/** These items; all of them where nothing is said. */
export const ofRefs = (refs: readonly ItemRef[] | null): readonly Atom[] =>
  refs === null ? [] : [{ type: 'items', refs: [...refs] }];

/** What is asked of no kind is asked of what the body works on: its indicators measure, and are not counted with it. */
export function ofWork(
  select: readonly Atom[],
  { worked, items }: Pick<PlanIndex, 'worked' | 'items'>,
): readonly Atom[] {
  if (worked.length === items.length || worked.length === 0) return select;
  if (select.some(({ type }) => type === 'kind' || type === 'items')) return select;
  const kinds = [...new Set(worked.map(({ item }) => item.kind))];
  const rest = select.map((atom) =>
    atom.type === 'top'
      ? { ...atom, of: { ...atom.of, select: ofWork(atom.of.select, { worked, items }) } }
      : atom,
  );
  return rest.some(({ type }) => type === 'top') ? rest : [{ type: 'kind', kinds }, ...rest];
}
