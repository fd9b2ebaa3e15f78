import type { Fact, Plan } from '../../domain/types.ts';
import { keeps } from '../knowledge/bounds.ts';
import type { QueryOf } from '../query.ts';
import { query as figuresOf } from './asked.ts';

/** A row of the answer: one figure, or several added up. */
export interface FactRow {
  readonly facts: readonly Fact[];
  readonly value: number;
}

/** Figures of the context tables, limited and ordered as a query wants them. */
export interface FactsResult {
  readonly rows: readonly FactRow[];
  /** The limit to them, as a number. */
  readonly bound: QueryOf<'fact'>['bound'];
  /** From where the distance of the rows is told, as a number. */
  readonly near: QueryOf<'fact'>['near'];
  /** How many rows were compared, before a limit or a place of the ranking. */
  readonly compared: number;
  /** The rows that were compared, in the same order. */
  readonly all: readonly FactRow[];
  /** How many more share the last place that was asked for. */
  readonly ties: number;
  /** The printed total of the rows. */
  readonly whole: Fact | null;
  /** What each row is a part of, where it is told as such. */
  readonly base: number | null;
  /** What the result is told as a part of, too. */
  readonly of: readonly Fact[];
  /** Other figures of the rows. */
  readonly also: readonly Fact[];
}

/** Decimals of the tables are at most two: binary noise is none of the figure. */
export const exact = (value: number): number => Math.round(value * 100) / 100;

/** The rows of a query, without a word. */
export function evaluateFacts({ facts }: Plan, query: QueryOf<'fact'>): FactsResult {
  const byCode = new Map(facts.map((fact) => [fact.code, fact]));
  const said = query.codes.flatMap((code) => byCode.get(code) ?? []);
  const whole = query.whole === null ? null : (byCode.get(query.whole) ?? null);
  const base = query.rows === 'share' ? (whole ?? sumOf(said)).value : null;
  const all = rowsOf(said, query, base ?? 0);
  const bound = boundOf(all, query);
  const meets = ({ facts: [own] }: FactRow, one: QueryOf<'fact'>['where'][number]): boolean =>
    one.codes.some((code) => {
      const value = byCode.get(code)?.subject === own?.subject ? byCode.get(code)?.value : undefined;
      return value !== undefined && (one.bound === null || keeps(value, one.bound));
    });
  const held = all.filter(
    (row) => (bound === null || keeps(row.value, bound)) && query.where.every((one) => meets(row, one)),
  );
  // "Meno PC fissi tra quelli che hanno più di 10 notebook": only those are compared.
  const among = query.bound === null ? held : all;
  const near = query.near && { ...query.near, value: limitValue(all, query.near) };
  const weight = ({ value }: FactRow): number => (near ? exact(Math.abs(value - near.value)) : value);
  const sign = query.order === 'max' ? -1 : 1;
  const inOrder = (some: readonly FactRow[]): readonly FactRow[] =>
    query.order === null ? some : some.toSorted((one, other) => sign * (weight(one) - weight(other)));
  const sorted = inOrder(held);
  const { rows, ties } =
    query.best === null ? placesOf(sorted, query, weight) : { rows: bestOf(sorted, query.best), ties: 0 };
  return {
    rows,
    bound,
    near,
    compared: among.length,
    all: inOrder(among),
    ties,
    whole: base === null ? whole : null,
    base,
    of: query.of.flatMap((code) => byCode.get(code) ?? []),
    also: query.also
      .flatMap((code) => byCode.get(code) ?? [])
      .filter(({ subject }) => rows.some(({ facts: own }) => own.some((fact) => fact.subject === subject))),
  };
}

/** «E quanti notebook ha?», after the row that comes first: that figure of it, and not the order once more, where it is printed. */
export function figuresAsked(plan: Plan, query: QueryOf<'fact'>): QueryOf<'fact'> {
  if (!query.told) return query;
  const { rows, also } = evaluateFacts(plan, query);
  const first = query.limit === null ? rows.filter(({ value }) => value === rows[0]?.value) : rows;
  const own = also.filter(({ subject }) =>
    first.some(({ facts }) => facts.some((fact) => fact.subject === subject)),
  );
  return own.length === first.length ? figuresOf(own) : query;
}

function rowsOf(
  facts: readonly Fact[],
  { by, rows }: Pick<QueryOf<'fact'>, 'by' | 'rows'>,
  base: number,
): readonly FactRow[] {
  if (rows === 'share')
    return base === 0 ? [] : facts.map((fact) => ({ facts: [fact], value: fact.value / base }));
  if (by === null) return facts.map((fact) => ({ facts: [fact], value: fact.value }));
  if (rows === 'steps') return stepsOf(facts);
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact[by], [...(groups.get(fact[by]) ?? []), fact]);
  return [...groups.values()].flatMap((own) => {
    if (rows === 'sum') return [sumOf(own)];
    if (rows === 'quotient' || rows === 'part') return quotientOf(own);
    if (rows === 'rest') return quotientOf(own).map((row) => ({ ...row, value: 1 - row.value }));
    if (rows === 'growth') return growthOf(own);
    return rows === 'change' ? changeOf(own) : gapOf(own);
  });
}

const sumOf = (facts: readonly Fact[]): FactRow => ({
  facts,
  value: exact(facts.reduce((sum, { value }) => sum + value, 0)),
});

/** The first that is said less the second; none where only one is printed. */
const gapOf = ([first, second]: readonly Fact[]): readonly FactRow[] =>
  first && second ? [{ facts: [first, second], value: exact(first.value - second.value) }] : [];

/** The first that is said over the others together, for each euro where these are money; none where they are nothing. */
function quotientOf([first, ...others]: readonly Fact[]): readonly FactRow[] {
  const under = sumOf(others).value / (first?.unit !== 'eur' && others[0]?.unit === 'eur' ? 100 : 1);
  return first && under !== 0 ? [{ facts: [first, ...others], value: first.value / under }] : [];
}

/** Each period less the one before it. */
function stepsOf(facts: readonly Fact[]): readonly FactRow[] {
  const inTime = [...facts].sort((one, other) => one.period.localeCompare(other.period));
  return inTime.slice(1).flatMap((late, at) => {
    const early = inTime[at];
    return early ? [{ facts: [late, early], value: exact(late.value - early.value) }] : [];
  });
}

/** A limit that is the mean of the rows, as a number. */
const boundOf = (rows: readonly FactRow[], { bound }: QueryOf<'fact'>): QueryOf<'fact'>['bound'] =>
  bound && { ...bound, value: limitValue(rows, bound) };

/** A value, which may be the mean of the rows. */
const limitValue = (
  rows: readonly FactRow[],
  { value, than }: { readonly value: number; readonly than: string | null },
): number =>
  than === 'mean' ? exact(rows.reduce((sum, row) => sum + row.value, 0) / Math.max(1, rows.length)) : value;

/** The first rows of each group, in the order; those that share its value with it. */
function bestOf(sorted: readonly FactRow[], best: 'subject' | 'measure' | 'period'): readonly FactRow[] {
  const groups = new Map<string, FactRow[]>();
  for (const row of sorted) {
    const key = row.facts[0]?.[best] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .sort(([one], [other]) => one.localeCompare(other, 'it', { numeric: true }))
    .flatMap(([, own]) => own.filter(({ value }) => value === own[0]?.value));
}

/** The last period less the first; none where only one is printed. */
function changeOf(facts: readonly Fact[]): readonly FactRow[] {
  const inTime = [...facts].sort((one, other) => one.period.localeCompare(other.period));
  const [first, last] = [inTime[0], inTime.at(-1)];
  return first && last && first !== last
    ? [{ facts: [first, last], value: exact(last.value - first.value) }]
    : [];
}

/** The same, in per cent of the first; none where that is nothing. */
const growthOf = (facts: readonly Fact[]): readonly FactRow[] =>
  changeOf(facts).flatMap(({ facts: ends, value }) => {
    const base = Math.abs(ends[0]?.value ?? 0);
    return base === 0 ? [] : [{ facts: ends, value: exact((100 * value) / base) }];
  });

/** The places asked for, with all that share the last of them: "il secondo" is the second value, not the second row. */
function placesOf(
  sorted: readonly FactRow[],
  { order, from, limit, beside, ends }: QueryOf<'fact'>,
  weight: (row: FactRow) => number,
): Pick<FactsResult, 'rows' | 'ties'> {
  const last = sorted.at(-1);
  if (ends && last)
    return {
      rows: sorted.filter(({ value }) => value === sorted[0]?.value || value === last.value),
      ties: 0,
    };
  if (beside !== null) return { rows: neighboursOf(sorted, beside), ties: 0 };
  if (order === null || (limit === null && from === 1)) return { rows: sorted, ties: 0 };
  const after = sorted.slice(from - 1);
  const first = after[0];
  const start = first ? sorted.findIndex((row) => weight(row) === weight(first)) : 0;
  const kept = sorted.slice(from > 1 ? start : from - 1);
  const lowest = kept[(limit ?? kept.length) - 1];
  const rows = kept.filter(
    (one, at) => at < (limit ?? kept.length) || (lowest !== undefined && weight(one) === weight(lowest)),
  );
  return { rows, ties: rows.length - Math.min(limit ?? rows.length, rows.length) };
}

/** The row that follows, or goes before, the one that holds a figure; all of them where several share its value. */
function neighboursOf(
  sorted: readonly FactRow[],
  { code, step }: NonNullable<QueryOf<'fact'>['beside']>,
): readonly FactRow[] {
  const at = sorted.findIndex(({ facts }) => facts.some((fact) => fact.code === code));
  const own = sorted[at];
  if (!own) return [];
  const beyond = (step === 1 ? sorted.slice(at + 1) : sorted.slice(0, at).reverse()).filter(
    ({ value }) => value !== own.value,
  );
  const next = beyond[0];
  return beyond.filter(({ value }) => value === next?.value);
}
