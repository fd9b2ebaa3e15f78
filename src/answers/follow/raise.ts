import type { ItemRef } from '../../domain/types.ts';
import { type Atom, type FiguresQuery, NO_FIGURES } from '../figures/figures-query.ts';
import { sums } from '../figures/plain-figures.ts';
import { itemOfRow } from '../knowledge/item-rows.ts';
import { findPassages } from '../knowledge/passages.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Query, QueryOf } from '../query.ts';
import { evaluateFacts } from '../tables/evaluate-facts.ts';
import { COUNT, split } from './shown-set.ts';

/*
 * The other way of `grammar/lower.ts`: what was answered as a query of its own, as one of figures, which can be
 * edited part by part.
 */

/** The same as a query of figures; null for what is no set of items and no figure of them. */
export function raise(query: Query, index: PlanIndex): FiguresQuery | null {
  switch (query.type) {
    case 'figures':
      return apart(query);
    case 'item':
      return raiseItem(query, index);
    case 'structure':
      return raiseStructure(query.codes, index, query.aspect === 'units', query.aspect === 'departments');
    case 'passage':
      return raiseItems(findPassages(index, query.words, query).map(({ one }) => one.ref));
    case 'parts':
      return raiseItems(query.scope.items ?? []);
    case 'goal':
      return query.numbers.length === 0
        ? null
        : { ...NO_FIGURES, select: [{ type: 'goal', numbers: query.numbers }] };
    default:
      return null;
  }
}

/** What is known of items besides their figures was told of these items. */
const raiseItems = (refs: readonly ItemRef[]): FiguresQuery | null =>
  refs.length === 0
    ? null
    : { ...NO_FIGURES, select: [{ type: 'items', refs: [...refs] }], by: refs.length > 1 ? 'item' : null };

/** All that one structure has, or each of the departments that were listed. */
function raiseStructure(
  codes: readonly string[],
  { plan }: PlanIndex,
  isOfUnits = false,
  isOfDepartments = false,
): FiguresQuery | null {
  const [code, ...others] = codes;
  if (code === undefined)
    return isOfDepartments ? { ...NO_FIGURES, by: 'department', columns: [COUNT] } : null;
  if (others.length > 0) return null;
  const level = plan.departments.some((one) => one.code === code) ? 'department' : 'unit';
  const by = isOfUnits && level === 'department' ? 'unit' : null;
  return { ...NO_FIGURES, select: [{ type: 'structure', level, codes: [code] }], by };
}

/**
 * What a table's figures were told of, at the place that was asked for or as they were named: the items whose rows they are, or
 * all that a structure has; null where they were of several structures, or of anything else.
 */
export function raiseOwner(query: QueryOf<'fact'>, index: PlanIndex): FiguresQuery | null {
  const { plan } = index;
  const { rows } = evaluateFacts(plan, query);
  const first = rows.filter(({ value }) => query.order === null || value === rows[0]?.value);
  const subjects = [...new Set(first.flatMap(({ facts }) => facts.map(({ subject }) => subject)))];
  const refs = subjects.flatMap((subject) => itemOfRow(index, subject)?.ref ?? []);
  if (refs.length > 0 && refs.length === subjects.length) return raiseItems(refs);
  const known = new Set([...plan.departments, ...plan.units].map(({ code }) => code));
  return subjects.every((subject) => known.has(subject)) ? raiseStructure(subjects, index) : null;
}

function raiseItem({ items: named, measures, department }: QueryOf<'item'>, index: PlanIndex): FiguresQuery {
  // «Quanto pesa il 24?»: of the objective alone it was told.
  const weigh = measures.every((one) => one === 'weight' || one === 'cost_per_weight');
  const weighed = named.filter((ref) => weigh && index.byRef.get(ref)?.item.weight != null);
  const items = measures.length > 0 && weighed.length > 0 ? weighed : named;
  const place: readonly Atom[] =
    department === null ? [] : [{ type: 'structure', level: 'department', codes: [department] }];
  return {
    ...NO_FIGURES,
    select: [{ type: 'items', refs: items }, ...place],
    by: items.length > 1 ? 'item' : null,
    columns: sums(measures),
  };
}

/** Rows that were held against each other, each by itself; of two of which the lesser was asked for, it is the one that was told. */
function apart({ sides, ...query }: FiguresQuery): FiguresQuery {
  const [by] = query.columns;
  const [named] = query.select.filter(({ type }) => type !== 'kind');
  return sides === 'least' && by && named && split(named).length === 2
    ? { ...query, order: { by, direction: 'least', from: 1, limit: 1, per: null } }
    : query;
}
