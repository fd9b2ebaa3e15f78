import type { PlanIndex } from '../knowledge/plan-index.ts';
import { selectEntries } from './atoms.ts';
import { compare, scaled } from './conditions.ts';
import { type Entry, isMember } from './entries.ts';
import { evaluateExpr, type Ground, groundOf, isAdditiveExpr, medianOf, unitOfExpr } from './expressions.ts';
import { type Expr, type FiguresQuery, isOfAll } from './figures-query.ts';
import type { FiguresRow, FiguresTable, Ordering, RowSubject, Value } from './figures-table.ts';
import { printedTotals } from './printed.ts';
import { besideOf, isNearItself, placed, placesBy, rankItems, thanOf } from './ranking.ts';
import { silentFigures } from './silent.ts';
import { type Part, splitBy } from './split.ts';
import { inCents } from './units.ts';
import { inPlan, ofRow, spansYears, yearsIn, yearsOf } from './years.ts';

/** Runs a query on a plan: rows and figures, each with what it rests on. */
export function evaluate(asked: FiguresQuery, index: PlanIndex): FiguresTable {
  const query = plain(asked);
  const ground = groundOf(index, rankItems);
  const selection = selectEntries(index, query.select, rankItems);
  const whole: Part = { subject: { type: 'all' }, ...selection };
  const outer = query.order?.per ? splitBy(index, selection, query.order.per) : [whole];
  const made = outer.map((part) => {
    const rows = withWhole(partsOf(index, query, part), query).map((one) => rowOf(ground, query, part, one));
    const held = holding(ground, query, spansYears(query) ? rows.filter(isSomething) : rows);
    return { ...inOrder(held.rows, query, ground), undecided: held.undecided, tested: rows.length };
  });
  const rows = made.flatMap((one) => one.rows);
  const base = { query, selection, rows, silent: silentFigures(index, query) };
  return {
    ...base,
    overall: query.columns.map((expr, at) => overallOf(ground, base, expr, at)),
    ordering: mergeOrderings(made.flatMap((one) => one.ordering ?? [])),
    idle: idleOf(index, query, whole),
    undecided: {
      count: made.reduce((sum, one) => sum + one.undecided, 0),
      of: made.reduce((sum, one) => sum + one.tested, 0),
    },
    folded: query.fold === null ? null : foldedOf(ground, base, query.fold),
    checks: printedTotals(index, query, rows),
  };
}

/** What a query leaves unsaid, said: a list has a row for each item, a ranking shows what it ranks by. */
function plain(query: FiguresQuery): FiguresQuery {
  const listed = query.columns.length === 0 || query.order !== null || query.fold !== null;
  const columns = query.columns.length === 0 && query.order !== null ? [query.order.by] : query.columns;
  const fold = query.fold !== null && columns.length === 0 ? 'count' : query.fold;
  return { ...query, columns, fold, by: query.by ?? (listed ? 'item' : null) };
}

function partsOf(index: PlanIndex, query: FiguresQuery, part: Part): readonly Part[] {
  const { by } = query;
  if (by === null) return [{ ...part, subject: { type: 'all' } }];
  const own = splitBy(index, part, by);
  if (by === 'goal' || query.sides) return ofNamed(own, query);
  if (by !== 'department' && by !== 'unit') return own;
  // A structure that only another year's plan has is a row too.
  const known = new Set(own.map(({ subject }) => JSON.stringify(subject)));
  const others = yearsIn(query).flatMap((year) => {
    const other = index.years.get(year);
    if (!other || other === index) return [];
    return splitBy(other, selectEntries(other, inPlan(query.select, index, other), rankItems), by)
      .filter(({ subject, entries }) => entries.length > 0 && !known.has(JSON.stringify(subject)))
      .map((one) => ({ ...one, entries: [] }));
  });
  return [...own, ...others];
}

/** «Del goal 4 e del goal 11»: a row for each of these, whatever else its items are linked to; sides as they are named. */
function ofNamed(parts: readonly Part[], { select, by }: FiguresQuery): readonly Part[] {
  const named = select.flatMap((atom): readonly (string | number)[] => {
    if (atom.type === 'structure') return atom.level === by ? atom.codes : [];
    if (atom.type === 'goal') return by === 'goal' ? atom.numbers : [];
    if (atom.type === 'kind') return by === 'kind' ? atom.kinds : [];
    return atom.type === 'items' && by === 'item' ? atom.refs : [];
  });
  return named.length < 2
    ? parts
    : named.flatMap((name) => parts.find(({ subject }) => nameOf(subject) === String(name)) ?? []);
}

/** A structure or goal with nothing in it is no row, unless how many it has is what was asked. */
function withWhole(parts: readonly Part[], query: FiguresQuery): readonly Part[] {
  const { by, having, columns, order } = query;
  // What has nothing this year may have had something in another.
  if (spansYears(query)) return parts;
  const counted = having.some(({ expr }) => isCount(expr));
  if (by === null || counted || query.sides) return parts;
  const onlyCounts = columns.length > 0 && columns.every(isCount) && (order === null || isCount(order.by));
  return parts.filter(({ entries }) => (onlyCounts ? entries.some(isMember) : entries.length > 0));
}

/** «Quale U.O. ha meno obiettivi?»: the structures that have none are no rows, and the fewest of all. */
function idleOf(index: PlanIndex, query: FiguresQuery, whole: Part): readonly RowSubject[] {
  const { by, order, having } = query;
  const areFewest =
    order?.direction === 'least' && order.from === 1 && order.per == null && isCount(order.by);
  if (!areFewest || having.length > 0 || (by !== 'department' && by !== 'unit')) return [];
  const parts = partsOf(index, query, whole);
  const kept = new Set(withWhole(parts, query));
  return parts.filter((part) => !kept.has(part)).map(({ subject }) => subject);
}

/** A row of several years that one of them has something for. */
const isSomething = ({ cells }: FiguresRow): boolean =>
  cells.some((cell) =>
    (cell.sides ?? [cell]).some(({ value, unit }) => value !== null && !(unit === 'count' && value === 0)),
  );

const isCount = (expr: Expr): boolean =>
  expr.type === 'fold' && (expr.figure === 'items' || expr.fold === 'count');

function rowOf(ground: Ground, query: FiguresQuery, outer: Part, { subject, entries }: Part): FiguresRow {
  return {
    subject,
    within: outer.subject.type === 'all' ? null : outer.subject,
    entries,
    items: entries.filter(isMember).length,
    cells: query.columns.map((expr) => evaluateExpr(ground, ofRow(expr, subject), entries)),
    rank: null,
  };
}

/** The rows of which all conditions hold, and how many declare nothing to hold them against. */
function holding(
  ground: Ground,
  query: FiguresQuery,
  rows: readonly FiguresRow[],
): { readonly rows: readonly FiguresRow[]; readonly undecided: number } {
  const { having } = query;
  if (having.length === 0) return { rows, undecided: 0 };
  const tested = having.map((condition) => {
    const { expr, op } = condition;
    const values = rows.map((row) => evaluateExpr(ground, ofRow(expr, row.subject), row.entries).value);
    const { than } = condition;
    if ('expr' in than)
      return values.map((value, at) =>
        compare(
          value,
          op,
          scaled(evaluateExpr(ground, than.expr, rows[at]?.entries ?? []).value, than.times),
        ),
      );
    const bound = thanOf(ground, query.select, { expr, than }, values);
    return values.map((value) => compare(value, op, bound));
  });
  const of = (at: number) => tested.map((held) => held[at] ?? null);
  return {
    rows: rows.filter((_, at) => of(at).every((held) => held === true)),
    undecided: rows.filter((_, at) => of(at).includes(null) && !of(at).includes(false)).length,
  };
}

function inOrder(
  rows: readonly FiguresRow[],
  { order, select }: FiguresQuery,
  ground: Ground,
): { readonly rows: readonly FiguresRow[]; readonly ordering: Ordering | null } {
  if (order === null) return { rows, ordering: null };
  const others = rows.filter(({ subject }) => !isNearItself(order, nameOf(subject)));
  const valued = others.map((row) => ({
    row,
    by: evaluateExpr(ground, ofRow(order.by, row.subject), row.entries),
  }));
  const { beside } = order;
  const places = placesBy(
    ground,
    select,
    order,
    valued.map(({ by }) => by.value),
  );
  const { shown, ordering } = placed(
    valued,
    ({ by }) => places(by.value),
    beside ? WHOLE_ORDER(order) : order,
  );
  return {
    rows: (beside
      ? besideOf(shown, ({ row: { row } }) => nameOf(row.subject), beside, order.limit ?? 1)
      : shown
    ).map(({ row: { row, by }, place }) => ({ ...row, rank: { by, place } })),
    ordering,
  };
}

const WHOLE_ORDER = <O extends object>(order: O) => ({ ...order, from: 1, limit: null });

/** What a query calls a row by. */
function nameOf(subject: FiguresRow['subject']): string {
  switch (subject.type) {
    case 'all':
    case 'value':
      return '';
    case 'item':
      return subject.ref;
    case 'kind':
      return subject.kind;
    case 'goal':
      return String(subject.number);
    default:
      return subject.code;
  }
}

function mergeOrderings(orderings: readonly Ordering[]): Ordering | null {
  const [first] = orderings;
  if (!first) return null;
  const sum = (pick: (one: Ordering) => number): number => orderings.reduce((all, one) => all + pick(one), 0);
  return {
    compared: sum((one) => one.compared),
    undeclared: sum((one) => one.undeclared),
    tied: sum((one) => one.tied),
    sharedBefore: orderings.length === 1 ? first.sharedBefore : [],
  };
}

type Base = Pick<FiguresTable, 'query' | 'selection' | 'rows'>;

/** A column over all that the rows are made of: for whole groupings the set itself, in which nothing is counted twice. */
function overallOf(ground: Ground, { query, selection, rows }: Base, expr: Expr, at: number): Value | null {
  if (query.by === null) return rows[0]?.cells[at] ?? null;
  const cut = query.order !== null || query.having.length > 0;
  // What another year's plan has in all is more than these rows have there.
  if (yearsOf(expr).length > 0 && (cut || query.by === 'item')) return null;
  // Groups that are all in order are all there are: what several share is one in the whole.
  const areAll = query.having.length === 0 && (query.order === null || isOfAll(query.order));
  if (query.by !== 'item' && areAll) return evaluateExpr(ground, expr, selection.entries);
  if (query.by === 'item' && query.order?.per == null)
    return evaluateExpr(
      ground,
      expr,
      rows.flatMap((row) => row.entries),
    );
  const values = rows.flatMap((row) => row.cells[at]?.value ?? []);
  const [like] = rows.flatMap((row) => row.cells[at] ?? []);
  if (!like || values.length === 0 || !isAdditiveExpr(expr)) return null;
  return {
    ...like,
    value: values.reduce((sum, value) => sum + value, 0),
    entries: rows.flatMap((row) => row.cells[at]?.entries ?? []),
    declared: values.length,
    missing: rows.length - values.length,
    sides: null,
    other: null,
  };
}

function foldedOf(
  ground: Ground,
  base: Base,
  fold: NonNullable<FiguresQuery['fold']>,
): NonNullable<FiguresTable['folded']> {
  const { query, rows } = base;
  if (fold === 'count') return { value: rows.length, unit: 'count', of: rows.length, holders: [] };
  const [expr] = query.columns;
  const values = rows.flatMap((row) => row.cells[0]?.value ?? []);
  const unit = expr === undefined ? 'count' : unitOfExpr(expr);
  const made = (value: number | null) => ({
    value,
    unit,
    of: values.length,
    holders: rows.filter((row) => value !== null && row.cells[0]?.value === value),
  });
  if (expr === undefined || values.length === 0) return made(null);
  if (fold === 'min') return made(Math.min(...values));
  if (fold === 'max') return made(Math.max(...values));
  if (fold === 'median') return made(inCents(medianOf(values), unit));
  const sum = values.reduce((all, value) => all + value, 0);
  if (fold === 'mean') return made(inCents(sum / values.length, unit));
  if (isAdditiveExpr(expr)) return made(sum);
  return made(evaluateExpr(ground, expr, distinct(rows.flatMap((row) => row.entries))).value);
}

/** Each item once, where groups share it. */
const distinct = (entries: readonly Entry[]): readonly Entry[] => [
  ...new Map(entries.map((entry) => [`${entry.of.ref}/${entry.lines.join()}`, entry])).values(),
];
