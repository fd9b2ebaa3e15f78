import type { Measure } from '../../words/measures.ts';
import type { ValueUnit } from '../answer.ts';
import { nounOf } from '../figures/describe-atoms.ts';
import { evaluate } from '../figures/evaluate.ts';
import { amountText, labelOf } from '../figures/expr-text.ts';
import { rankColumn } from '../figures/figures-grid.ts';
import type { Value } from '../figures/figures-table.ts';
import { briefName, levelNames, rowName } from '../figures/subjects.ts';
import { answerUnit } from '../figures/units.ts';
import { isAdditive, MEASURE_UNITS, measureOf } from '../knowledge/measures.ts';
import type { Row } from '../knowledge/select.ts';
import { describeQuery } from '../phrase/describe.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import { fullName, shortName } from '../phrase/names.ts';
import { measureCell, numberCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { Result } from '../run/result.ts';
import type { ChartUnit } from './chart.ts';
import type { Grid, GridColumn, GridRow } from './grid-chart.ts';

/** Grids as queries give them; what is read off a query's own rows, never computed anew. */
type GridOf<T extends Result['type']> = (
  phrasing: Phrasing,
  result: Extract<Result, { type: T }>,
) => Omit<Grid, 'source'> | null;

const axisUnit = (unit: ValueUnit): ChartUnit => (unit === 'points' ? 'other' : unit);

/** Resources used are personnel and settled: drawn as what they are made of. */
function partsAmong(measures: readonly Measure[]): Grid['parts'] {
  const at = (measure: Measure): number => measures.indexOf(measure);
  const [of, personnel, settled] = [at('resources'), at('personnel'), at('settled')];
  const isOnlyMoney = measures.every((measure) => MEASURE_UNITS[measure] === 'eur');
  return isOnlyMoney && of >= 0 && personnel >= 0 && settled >= 0
    ? { of, columns: [personnel, settled] }
    : null;
}

/** Against a result money stands for what was used in all: its parts would be other points. */
function againstResult(measures: readonly Measure[]): readonly Measure[] {
  const other = measures.find((measure) => MEASURE_UNITS[measure] !== 'eur');
  const money = measures.filter((measure) => MEASURE_UNITS[measure] === 'eur');
  if (other === undefined || money.length < 2) return measures;
  return [money.includes('resources') ? 'resources' : (money[0] ?? 'personnel'), other];
}

const itemRows = (words: Words, rows: readonly Row[], measures: readonly Measure[]): readonly GridRow[] =>
  rows.map((row) => ({
    label: fullName(words, row.of),
    short: shortName(words, row.of),
    figures: measures.map((measure) =>
      measureCell(words, measure, measureOf(row.figures, row.of.item, measure)),
    ),
  }));

const itemColumns = (words: Words, measures: readonly Measure[]): readonly GridColumn[] =>
  measures.map((measure) => ({
    name: words.measures[measure],
    unit: axisUnit(MEASURE_UNITS[measure]),
    adds: isAdditive(measure),
    whole: null,
  }));

/** Of several items their figures; of one what it cost and earned. */
export const itemGrid: GridOf<'item'> = ({ index, words }, { query, rows }) => {
  const asked = query.measures.length > 0 ? query.measures : (['personnel', 'settled', 'resources'] as const);
  if (rows.length > 1) {
    const measures = againstResult(asked);
    return {
      subtitle: describeQuery(index, words, query),
      rowsAre: words.levels.item,
      columns: itemColumns(words, measures),
      rows: itemRows(words, rows, measures),
      inOrder: false,
      parts: partsAmong(measures),
    };
  }
  const [row] = rows;
  if (!row) return null;
  const amounts = (['personnel', 'committed', 'settled', 'assessed', 'collected'] as const).filter(
    (measure) => query.measures.length === 0 || query.measures.includes(measure),
  );
  return {
    subtitle: `${fullName(words, row.of)}, ${index.plan.head.year}`,
    rowsAre: { one: say(words, 'cifra', 'figure'), many: say(words, 'cifre', 'figures') },
    columns: [{ name: say(words, 'importo', 'amount'), unit: 'eur', adds: true, whole: null }],
    rows: amounts.map((measure) => ({
      label: words.measures[measure],
      short: words.measures[measure],
      figures: [measureCell(words, measure, measureOf(row.figures, row.of.item, measure))],
    })),
    inOrder: true,
    parts: null,
  };
};

export const goalGrid: GridOf<'goal'> = ({ index, words }, { goals }) => ({
  subtitle: say(
    words,
    `Obiettivi e processi legati ai goal dell’Agenda 2030, ${index.plan.head.year}`,
    `Items linked to the goals of the 2030 Agenda, ${index.plan.head.year}`,
  ),
  rowsAre: words.levels.goal,
  columns: [{ name: words.anyKind.many, unit: 'count', adds: true, whole: null }],
  rows: goals
    .filter(({ items }) => items.length > 0)
    .map(({ goal, items }) => ({
      label: `${goal.number} ${goal.shortName}`,
      short: `goal ${goal.number} (${goal.shortName})`,
      figures: [numberCell(items.length)],
    })),
  inOrder: false,
  parts: null,
});

/** How many are drawn where the first alone is told. */
const MOST_FOLLOWING = 10;

/** Rows of a figures query, with what they were ordered by where no column shows it. */
export const figuresGrid: GridOf<'figures'> = (phrasing, { table: asked }) => {
  const { order } = asked.query;
  // One winner is seen among those that follow.
  const table =
    order?.limit === 1 && order.per === null
      ? evaluate({ ...asked.query, order: { ...order, limit: MOST_FOLLOWING } }, phrasing.index)
      : asked;
  const { query, rows, overall } = table;
  const isClass = query.by === 'weight' || query.by === 'deadline';
  if (query.by === null || (query.fold !== null && query.by === 'item')) return null;
  const noun = nounOf(phrasing, query.select);
  const byRank = rankColumn(table);
  const exprs = [...(byRank === null ? [] : [byRank]), ...query.columns];
  const cells = (row: (typeof rows)[number]): readonly Value[] => [
    ...(byRank === null || row.rank === null ? [] : [row.rank.by]),
    ...row.cells,
  ];
  const units = exprs.map((_, at) => rows.map(cells).find((own) => own[at] !== undefined)?.[at]?.unit);
  const shown = exprs
    .map((_, at) => at)
    .filter((at) => units[at] !== undefined && units[at] !== 'mixed' && units[at] !== 'day');
  const money = exprs.map((expr) => (expr.type === 'fold' && expr.fold === 'sum' ? expr.figure : null));
  const measures = shown.map((at) => money[at]);
  const place = (figure: string): number => measures.indexOf(figure as never);
  const isMoney = shown.every((at) => units[at] === 'eur');
  const parts = ['resources', 'personnel', 'settled'].map(place);
  const [of = -1, personnel = -1, settled = -1] = parts;
  return {
    subtitle: describeQuery(phrasing.index, phrasing.words, query),
    rowsAre: levelNames(phrasing.words, query.by),
    columns: shown.map((at): GridColumn => {
      const expr = exprs[at];
      const unit = answerUnit(units[at] ?? 'mixed');
      const isSum = expr?.type === 'fold' && (expr.fold === 'sum' || expr.figure === 'items');
      const adds = isSum && unit !== 'percent' && query.order?.direction !== 'least';
      const total = byRank === null ? overall[at] : null;
      return {
        name: expr ? labelOf(phrasing, expr, noun) : '',
        unit: axisUnit(unit),
        adds,
        whole: adds ? (total?.value ?? null) : null,
      };
    }),
    rows: (isClass ? rows.toReversed() : rows).map((row) => ({
      label: rowName(phrasing, row.subject),
      short: `${query.by === 'weight' ? `${phrasing.words.measures.weight} ` : ''}${briefName(phrasing, row.subject)}`,
      figures: shown.map((at) => {
        const value = cells(row)[at];
        return value
          ? { text: amountText(phrasing, value), value: value.value }
          : { text: phrasing.words.notDeclared, value: null };
      }),
    })),
    inOrder: isClass || query.order !== null,
    classes: isClass,
    parts:
      isMoney && of >= 0 && personnel >= 0 && settled >= 0 ? { of, columns: [personnel, settled] } : null,
  };
};
