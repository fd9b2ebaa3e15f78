import { formatDay } from '../../words/days.ts';
import type { Measure } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import type { AnswerTable, Cell } from '../answer.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { mainCost, planMeasures } from '../knowledge/plan-measures.ts';
import type { Row } from '../knowledge/select.ts';
import { cardLines } from '../parts/card-lines.ts';
import type { Result } from '../run/result.ts';
import { type Phrasing, say } from './draft.ts';
import { attributeText, goalsText, stateText } from './item-attributes.ts';
import { deadlineOf, fullName, responsibleOf, shortName } from './names.ts';
import { figureColumn, tableOf, wordColumn } from './table-of.ts';
import { measureCell, numberCell, textCell } from './values.ts';
import type { Words } from './words.ts';

type ItemResult = Extract<Result, { type: 'item' }>;

const CARD_MEASURES: readonly Measure[] = [
  'personnel',
  'committed',
  'settled',
  'resources',
  'assessed',
  'collected',
];

export function oneTable(
  { index, words }: Phrasing,
  result: ItemResult,
  row: Row,
  card: boolean,
): AnswerTable | null {
  const { item } = row.of;
  const lines: (readonly [string, Cell])[] = [];
  if (card) {
    lines.push([words.attributes.title, textCell(item.title)]);
    if (item.code) lines.push([say(words, 'codice', 'code'), textCell(item.code)]);
    lines.push([say(words, 'in breve', 'in short'), textCell(item.summary)]);
    lines.push([words.attributes.responsible, textCell(responsibleOf(index.plan, words, row.of))]);
    if (item.weight !== null) lines.push([words.measures.weight, numberCell(item.weight)]);
    lines.push([words.measures.attainment, measureCell(words, 'attainment', item.attainment)]);
    lines.push([words.attributes.deadline, textCell(formatDay(deadlineOf(row.of)))]);
    if (item.goals.length > 0) lines.push([words.attributes.goals, textCell(goalsText(index, words, row))]);
    lines.push(...cardLines({ index, words }, row.of));
    const state = result.states.get(row.of.ref);
    if (state) lines.push([words.attributes.state, textCell(stateText(words, result.states, row))]);
  }
  const measures = card
    ? CARD_MEASURES.filter(
        (one) =>
          (one === mainCost(index) && !planMeasures(index).free) ||
          (measureOf(row.figures, item, one) !== null &&
            // Without a cost of personnel it is what was settled, said twice.
            !(one === 'resources' && planMeasures(index).own)),
      )
    : result.query.measures;
  if (!card && measures.length < 2) return null;
  for (const measure of measures)
    lines.push([words.measures[measure], measureCell(words, measure, measureOf(row.figures, item, measure))]);
  return {
    columns: [
      { label: say(words, 'Voce', 'Item'), numeric: false },
      { label: capital(shortName(words, row.of)), numeric: false },
    ],
    rows: lines.map(([label, cell]) => [textCell(label), cell]),
    total: lines.length,
  };
}

/** The figures that cards show side by side: what the plan is spoken of by, and the rest where one of them has it. */
const cardMeasures = (index: PlanIndex, rows: readonly Row[]): readonly Measure[] =>
  (['personnel', 'committed', 'settled', 'weight', 'attainment'] as const).filter(
    (one) =>
      !planMeasures(index).own ||
      one === mainCost(index) ||
      rows.some((row) => measureOf(row.figures, row.of.item, one) !== null),
  );

/** A column for each of some measures of items. */
const measureColumns = (words: Words, measures: readonly Measure[]) =>
  measures.map((measure) =>
    figureColumn(words.measures[measure], ({ figures, of }: Row) =>
      measureCell(words, measure, measureOf(figures, of.item, measure)),
    ),
  );

export function manyTable(
  { index, words }: Phrasing,
  result: ItemResult,
  rows: readonly Row[],
  card: boolean,
): AnswerTable {
  const { query } = result;
  const measures: readonly Measure[] = card ? cardMeasures(index, rows) : query.measures;
  const attributes = card ? (['responsible'] as const) : query.attributes;
  return tableOf(rows, [
    wordColumn(say(words, 'Voce', 'Item'), ({ of }) => fullName(words, of)),
    ...measureColumns(words, measures),
    ...attributes.map((attribute) =>
      wordColumn(words.attributes[attribute], (row: Row) =>
        attributeText(index, words, result.states, row, attribute),
      ),
    ),
  ]);
}
