import type { Fact, Plan } from '../../domain/types.ts';
import type { QueryOf } from '../query.ts';

/** A row of the answer: one figure, or several added up. */
export interface FactRow {
  readonly facts: readonly Fact[];
  readonly value: number;
}

/** Figures of the context tables, limited and ordered as a query wants them. */
export interface FactsResult {
  readonly rows: readonly FactRow[];
  /** How many rows were compared, before a limit or a place of the ranking. */
  readonly compared: number;
  /** The rows that were compared, in the same order. */
  readonly all: readonly FactRow[];
  /** How many more share the last place that was asked for. */
  readonly ties: number;
  /** The printed total of the rows. */
  readonly whole: Fact | null;
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
  const all = rowsOf(said, query);
  const held = query.bound === null ? all : all.filter(({ value }) => holds(value, query.bound));
  const sign = query.order === 'max' ? -1 : 1;
  const sorted =
    query.order === null ? held : [...held].sort((one, other) => sign * (one.value - other.value));
  const { rows, ties } = placesOf(sorted, query);
  return {
    rows,
    compared: all.length,
    all: query.order === null ? all : [...all].sort((one, other) => sign * (one.value - other.value)),
    ties,
    whole: query.whole === null ? null : (byCode.get(query.whole) ?? null),
    of: query.of.flatMap((code) => byCode.get(code) ?? []),
    also: query.also
      .flatMap((code) => byCode.get(code) ?? [])
      .filter(({ subject }) => rows.some(({ facts: own }) => own.some((fact) => fact.subject === subject))),
  };
}

function rowsOf(
  facts: readonly Fact[],
  { by, rows }: Pick<QueryOf<'fact'>, 'by' | 'rows'>,
): readonly FactRow[] {
  if (by === null) return facts.map((fact) => ({ facts: [fact], value: fact.value }));
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact[by], [...(groups.get(fact[by]) ?? []), fact]);
  return [...groups.values()].flatMap((own) => {
    if (rows === 'sum') return [sumOf(own)];
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

/** The last period less the first; none where only one is printed. */
function changeOf(facts: readonly Fact[]): readonly FactRow[] {
  const inTime = [...facts].sort((one, other) => one.period.localeCompare(other.period));
  const [first, last] = [inTime[0], inTime.at(-1)];
  return first && last && first !== last
    ? [{ facts: [first, last], value: exact(last.value - first.value) }]
    : [];
}

function holds(value: number, bound: QueryOf<'fact'>['bound']): boolean {
  if (!bound) return true;
  switch (bound.op) {
    case 'gt':
      return value > bound.value;
    case 'gte':
      return value >= bound.value;
    case 'lt':
      return value < bound.value;
    case 'lte':
      return value <= bound.value;
    case 'between':
      return value >= bound.value && value <= (bound.to ?? bound.value);
  }
}

/** The places asked for, with all that share the last of them: "il secondo" is the second value, not the second row. */
function placesOf(
  sorted: readonly FactRow[],
  { order, from, limit, beside }: QueryOf<'fact'>,
): Pick<FactsResult, 'rows' | 'ties'> {
  if (beside !== null) return { rows: neighboursOf(sorted, beside), ties: 0 };
  if (order === null || (limit === null && from === 1)) return { rows: sorted, ties: 0 };
  const after = sorted.slice(from - 1);
  const first = after[0];
  const start = first ? sorted.findIndex(({ value }) => value === first.value) : 0;
  const kept = sorted.slice(from > 1 ? start : from - 1);
  const last = kept[(limit ?? kept.length) - 1];
  const rows = kept.filter((one, at) => at < (limit ?? kept.length) || one.value === last?.value);
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
