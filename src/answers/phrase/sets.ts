import { isDeepStrictEqual } from 'node:util';
import { comparisonsOf } from '../../domain/plan/index.ts';
import { formatDay } from '../../words/days.ts';
import { formatCount, formatPercent } from '../../words/formats.ts';
import { ITEM_KINDS } from '../../words/kinds.ts';
import type { Measure } from '../../words/measures.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { planMeasures } from '../knowledge/plan-measures.ts';
import { type Row, selectRows } from '../knowledge/select.ts';
import { EVERYTHING, type Filter } from '../query.ts';
import type { Result } from '../run/result.ts';
import { deadlineNotes } from './deadlines.ts';
import { describeFilter } from './describe.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { deadlineOf, fullName, refsOf } from './names.ts';
import { listSource, rowSources } from './sources.ts';
import { figureColumn, itemColumns, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { joinAnd, measureCell, measureText } from './values.ts';
import type { Words } from './words.ts';

export const MOST_ITEMS = 60;

/** A column for each of some measures of items. */
export const measureColumns = (words: Words, measures: readonly Measure[]) =>
  measures.map((measure) =>
    figureColumn(words.measures[measure], ({ figures, of }: Row) =>
      measureCell(words, measure, measureOf(figures, of.item, measure)),
    ),
  );

/** Items as rows of a table, with the columns that matter to the question. */
export function itemTable(
  words: Words,
  rows: readonly Row[],
  measures: readonly Measure[],
  deadlines = false,
): AnswerTable {
  return tableOf(
    rows,
    [
      ...itemColumns(words, ({ of }: Row) => of),
      ...measureColumns(words, measures),
      ...(deadlines ? [wordColumn(words.measures.deadline, ({ of }: Row) => formatDay(deadlineOf(of)))] : []),
    ],
    MOST_ROWS,
  );
}

/**
 * What is said of an empty set. Where nothing in the plan says what was asked, that is no "none".
 * @param filter what the set was chosen by
 */
export function nothing({ index, words }: Phrasing, described: string, filter: Filter | null = null): Draft {
  const silent = filter && silentCondition(index, filter);
  if (silent)
    return {
      headline: say(
        words,
        `Non lo so dai dati: nel piano ${index.plan.head.year} nessuna delle ${formatCount(silent.of)} voci (${describeFilter(index, words, silent.filter)}) riporta ${words.measures[silent.measure]}.`,
        `The data do not say: none of the ${formatCount(silent.of)} items (${describeFilter(index, words, silent.filter)}) reports ${words.measures[silent.measure]} in ${index.plan.head.year}.`,
      ),
      sources: listSource(index),
      value: null,
      unit: null,
    };
  return {
    headline: say(
      words,
      `Nessuno: nel piano ${index.plan.head.year} non ci sono ${described}.`,
      `None: there are no ${described} in ${index.plan.head.year}.`,
    ),
    sources: listSource(index),
    value: 0,
    unit: 'count',
  };
}

/** A condition on a figure that none of the items declares, which the other conditions let through. */
function silentCondition(
  index: PlanIndex,
  filter: Filter,
): { readonly measure: Measure; readonly of: number; readonly filter: Filter } | null {
  for (const condition of filter.conditions) {
    if (condition.op === 'declared' || condition.op === 'undeclared') continue;
    const open = { ...filter, conditions: filter.conditions.filter((one) => one !== condition) };
    const rows = selectRows(index, open);
    if (
      rows.length > 0 &&
      rows.every((row) => measureOf(row.figures, row.of.item, condition.measure) === null)
    )
      return { measure: condition.measure, of: rows.length, filter: open };
  }
  return null;
}

/** How many, and which. */
export function phraseCount(phrasing: Phrasing, result: Extract<Result, { type: 'count' }>): Draft {
  const { index, words } = phrasing;
  const { query, rows, structures, whole } = result;
  const described = describeFilter(index, words, query.filter);
  const count = query.of === 'item' ? rows.length : structures.length;
  if (count === 0) return nothing(phrasing, described, query.filter);
  const year = index.plan.head.year;
  const level = words.levels[query.of];
  const headline =
    query.of === 'item'
      ? `${counted(count, singular(words, query.filter, described), described)}${whole ? shareOf(phrasing, count, whole) : ''}, ${year}.`
      : `${counted(count, level.one, level.many)} ${say(words, 'con', 'with')} ${described}: ${structures.slice(0, 40).join(', ')} (${year}).`;
  return {
    headline,
    notes: [...kindSplit(words, query.filter, rows), ...printedCounts(phrasing, query.filter)],
    sources: listSource(index),
    proof: {
      filter: described,
      rows: rows.slice(0, MOST_ROWS).map((row) => fullName(words, row.of)),
      formula: say(words, 'conteggio delle voci', 'count of the items'),
      sum: null,
    },
    value: count,
    unit: 'count',
    items: refsOf(rows.slice(0, MOST_ITEMS)),
    followUps: [
      {
        label: say(words, 'Costi', 'Costs'),
        query: {
          type: 'total',
          filter: query.filter,
          measures: [...planMeasures(index).cost],
          mode: 'sum',
          groupBy: null,
        },
      },
    ],
  };
}

/** What the document counts itself, where its own rows give another number: the items of the plan that have revenue. */
function printedCounts({ index, words }: Phrasing, filter: Filter): readonly string[] {
  const { kind } = filter;
  const plain = { ...EVERYTHING, kind, revenue: true };
  if (!isDeepStrictEqual(filter, plain)) return [];
  return comparisonsOf(index.plan)
    .filter((one) => one.measure === 'items_with_revenue' && (kind === null || one.kind === kind))
    .filter(({ declared, computed }) => declared !== computed)
    .map((one) => {
      const items = (count: number): string =>
        counted(count, words.kinds[one.kind].one, words.kinds[one.kind].many);
      return say(
        words,
        `Il testo del documento (sez. ${one.section}) conta ${items(one.declared)} con entrate; le sue righe ne danno ${one.computed}.`,
        `The text of the document (sec. ${one.section}) counts ${items(one.declared)} with revenue; its rows give ${one.computed}.`,
      );
    });
}

/** " su 69 obiettivi: 94,2 %". */
function shareOf(
  { index, words }: Phrasing,
  part: number,
  whole: NonNullable<Extract<Result, { type: 'count' }>['whole']>,
): string {
  const of = `${say(words, 'su', 'of')} ${formatCount(whole.count)} ${describeFilter(index, words, whole.filter)}`;
  return whole.count === 0 ? ` ${of}` : ` ${of}: ${formatPercent((part / whole.count) * 100)}`;
}

/** ": 31/12/2021 (4), 31/12/2022 (1)". */
function dueSummary(rows: readonly Row[]): string {
  const days = [...Map.groupBy(rows, (row) => deadlineOf(row.of))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `: ${days.map(([day, due]) => `${formatDay(day)} (${due.length})`).join(', ')}`;
}

const SINGULARS: readonly (readonly [RegExp, string])[] = [
  [/\btrasversali\b/g, 'trasversale'],
  [/\blegati\b/g, 'legato'],
  [/\b(bi|tri|quadri|quinqu|pluri)ennali\b/g, '$1ennale'],
  [/\bannuali\b/g, 'annuale'],
  [/\biniziati\b/g, 'iniziato'],
  [/\blegate\b/g, 'legata'],
  [/\biniziate\b/g, 'iniziata'],
];

/** "1 obiettivo trasversale" out of "obiettivi trasversali". */
function singular(words: Words, filter: Filter, described: string): string {
  const many = filter.kind === null ? words.anyKind.many : words.kinds[filter.kind].many;
  const one = filter.kind === null ? words.anyKind.one : words.kinds[filter.kind].one;
  const out = described.startsWith(many) ? one + described.slice(many.length) : described;
  return SINGULARS.reduce((text, [plural, form]) => text.replace(plural, form), out);
}

/** When both kinds were counted, how many of each. */
function kindSplit(words: Words, filter: Filter, rows: readonly Row[]): readonly string[] {
  if (filter.kind !== null) return [];
  const parts = ITEM_KINDS.flatMap((kind) => {
    const count = rows.filter((row) => row.of.item.kind === kind).length;
    return count === 0 ? [] : [counted(count, words.kinds[kind].one, words.kinds[kind].many)];
  });
  return parts.length > 1 ? [`${capital(joinAnd(words, parts))}.`] : [];
}

/** The items that satisfy a filter. */
export function phraseList(phrasing: Phrasing, result: Extract<Result, { type: 'list' }>): Draft {
  const { index, words } = phrasing;
  const { query, rows, aggregates } = result;
  const described = describeFilter(index, words, query.filter);
  if (rows.length === 0) return nothing(phrasing, described, query.filter);
  // What must be under a bound is seen row by row; what must only be there is worth its sum.
  const conditioned = query.filter.conditions.flatMap((one) => (one.op === 'declared' ? [] : [one.measure]));
  const sums = aggregates
    .filter((one) => !conditioned.includes(one.measure) && one.value !== null)
    .map((one) => `${words.measures[one.measure]} ${measureText(words, one.measure, one.value)}`);
  return {
    headline: `${counted(rows.length, singular(words, query.filter, described), described)}, ${index.plan.head.year}${sums.length > 0 ? `: ${sums.join('; ')}` : ''}${query.deadlines ? dueSummary(rows) : ''}.`,
    table: itemTable(words, rows, query.columns, query.deadlines),
    notes: [
      ...(query.deadlines ? deadlineNotes(index.plan, words, rows) : []),
      ...kindSplit(words, query.filter, rows),
      ...printedCounts(phrasing, query.filter),
    ],
    sources: query.columns.length > 0 ? rowSources(index, rows, query.columns, false) : listSource(index),
    proof: {
      filter: described,
      rows: rows.slice(0, MOST_ROWS).map((row) => fullName(words, row.of)),
      formula: say(words, 'elenco delle voci che soddisfano il filtro', 'items that satisfy the filter'),
      sum: null,
    },
    value: rows.length,
    unit: 'count',
    items: refsOf(rows.slice(0, MOST_ITEMS)),
  };
}
