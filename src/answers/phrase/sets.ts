import { formatDay } from '../../words/days.ts';
import { formatCount } from '../../words/formats.ts';
import type { Measure } from '../../words/measures.ts';
import type { AnswerTable } from '../answer.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Row, selectRows } from '../knowledge/select.ts';
import type { Filter } from '../query.ts';
import { describeFilter } from './describe.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { deadlineOf } from './names.ts';
import { listSource } from './sources.ts';
import { figureColumn, itemColumns, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { measureCell } from './values.ts';
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
