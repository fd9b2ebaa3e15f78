import type { Condition, Filter } from '../query.ts';
import { keeps } from './bounds.ts';
import { measureOf } from './measures.ts';
import { remember } from './memo.ts';
import { type Figures, type IndexedItem, type PlanIndex, sumLines, unique } from './plan-index.ts';

/** An item as a question sees it: whole, or the part of it that falls in the structures asked about. */
export interface Row {
  readonly of: IndexedItem;
  readonly figures: Figures;
  /** Numbers of the cost lines behind the figures. */
  readonly lines: readonly number[];
  /** It is shared, and its cost is not split down to the unit that was asked about. */
  readonly unsplit: boolean;
}

/** The rows a filter lets through, in the plan's order. */
export function selectRows(index: PlanIndex, filter: Filter): readonly Row[] {
  const lasting = filter.items === null && filter.conditions.length === 0;
  const key = lasting ? `rows:${JSON.stringify({ ...filter, mine: false })}` : '';
  return lasting ? remember(index.memo, key, () => findRows(index, filter)) : findRows(index, filter);
}

function findRows(index: PlanIndex, filter: Filter): readonly Row[] {
  const rows: Row[] = [];
  for (const one of narrowest(index, filter)) {
    if (!matchesItem(one, filter)) continue;
    const row = toRow(one, filter.departments, filter.units);
    if (filter.revenue !== null && hasRevenue(row.figures) !== filter.revenue) continue;
    if (filter.conditions.every((condition) => holds(row, condition))) rows.push(row);
  }
  return rows;
}

/** The smallest ready-made set that surely holds every match. */
function narrowest(index: PlanIndex, filter: Filter): readonly IndexedItem[] {
  if (filter.items !== null) return unique(filter.items).flatMap((ref) => index.byRef.get(ref) ?? []);
  const sets: (readonly IndexedItem[])[] = [filter.kind === null ? index.worked : index.items];
  if (filter.kind) sets.push(index.byKind.get(filter.kind) ?? []);
  if (filter.goals.length > 0) sets.push(union(filter.goals.map((goal) => index.byGoal.get(goal) ?? [])));
  if (filter.units.length + filter.departments.length > 0)
    sets.push(
      union([
        ...filter.units.map((unit) => index.byUnit.get(unit) ?? []),
        ...filter.departments.map((code) => index.byDepartment.get(code) ?? []),
      ]),
    );
  return sets.reduce((least, set) => (set.length < least.length ? set : least));
}

const union = (sets: readonly (readonly IndexedItem[])[]): readonly IndexedItem[] =>
  sets.length === 1 ? (sets[0] ?? []) : unique(sets.flat());

function matchesItem(one: IndexedItem, filter: Filter): boolean {
  const { item } = one;
  if (filter.kind === null ? filter.items === null && item.kind === 'indicator' : item.kind !== filter.kind)
    return false;
  if (filter.scope !== null && item.scope !== filter.scope) return false;
  if (filter.goals.length > 0 && !filter.goals.some((goal) => item.goals.includes(goal))) return false;
  const length = item.horizonEnd - item.horizonStart + 1;
  if (filter.years !== null && (length < filter.years.min || length > filter.years.max)) return false;
  if (filter.due !== null && (item.horizonEnd < filter.due.from || item.horizonEnd > filter.due.to))
    return false;
  if (filter.start !== null && (item.horizonStart < filter.start.from || item.horizonStart > filter.start.to))
    return false;
  if (filter.units.length + filter.departments.length === 0) return true;
  return (
    filter.units.some((unit) => one.within.includes(unit)) ||
    filter.departments.some((code) => one.departments.includes(code))
  );
}

/** The part of an item that belongs to some departments or units; the whole when none is named. */
export function toRow(one: IndexedItem, departments: readonly string[], units: readonly string[]): Row {
  if (departments.length + units.length === 0)
    return { of: one, figures: one.figures, lines: one.lines.map((line) => line.row), unsplit: false };
  const own = one.lines.filter(
    (line) => departments.includes(line.department) || line.within.some((unit) => units.includes(unit)),
  );
  return {
    of: one,
    figures: own.length === one.lines.length ? one.figures : sumLines(own),
    lines: own.map((line) => line.row),
    unsplit: own.length === 0 && one.lines.length > 0,
  };
}

const hasRevenue = (figures: Figures): boolean => figures.assessed !== null || figures.collected !== null;

function holds(row: Row, { measure, op, value, to }: Condition): boolean {
  const actual = measureOf(row.figures, row.of.item, measure);
  if (op === 'declared') return actual !== null;
  if (op === 'undeclared') return actual === null;
  if (actual === null || value === null) return false;
  return keeps(actual, { op, value, to });
}
