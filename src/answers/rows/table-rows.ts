import { attainmentOfIndicator, dueDayOf, numberOfDay } from '../../domain/plan/index.ts';
import { type IsoDay, itemRef } from '../../domain/types.ts';
import { COST_MEASURES } from '../../words/measures.ts';
import { keeps } from '../knowledge/bounds.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import {
  type AskOf,
  NUMBER_COLUMNS,
  type NumberColumn,
  type RowTest,
  type Scope,
  type TextColumn,
} from '../parts/parts-query.ts';
import { leadingCode, valuesIn } from '../parts/parts-words.ts';
import { itemsIn } from '../parts/scope.ts';
import { type Line, linesIn } from './budget-lines.ts';
import type { Measured } from './indicator-text.ts';
import { type Step, statesOf, stepsOf } from './steps.ts';

/** One row of a table of the plan, whatever the table: its words and its numbers, column by column. */
export interface TableRow {
  readonly of: IndexedItem;
  /** Its own name; null for a line of the budget or an item. */
  readonly name: string | null;
  /** Of its target, its result and its baseline, as printed. */
  readonly unit: string | null;
  readonly day: IsoDay | null;
  /** Of a milestone. */
  readonly step?: Step;
  /** Of an indicator. */
  readonly measured?: Measured;
  /** Of the budget. */
  readonly line?: Line;
  /** What it says in a column; empty where it says nothing. */
  readonly texts: (column: TextColumn) => readonly string[];
  /** Null where nothing is declared. Amounts are cents. */
  readonly number: (column: NumberColumn) => number | null;
}

type Ask = AskOf<'rows'>;

/** The rows of a table that belong to some items, in plan order, before any test. */
export function rowsOf(
  index: PlanIndex,
  table: Ask['table'],
  scope: Scope,
  year: number,
  today: IsoDay,
): readonly TableRow[] {
  const { plan } = index;
  switch (table) {
    case 'items':
      return itemsIn(index, scope)
        .filter(({ item }) => scope.kind !== null || scope.items !== null || item.kind !== 'indicator')
        .map((of) => ({
          of,
          name: null,
          unit: null,
          day: dueDayOf(of.item),
          texts: (column) => ofItem(index, of, column),
          number: (column) =>
            column === 'weight' || column === 'attainment'
              ? of.item[column]
              : COST_MEASURES.some((one) => one === column)
                ? of.figures[column as (typeof COST_MEASURES)[number]]
                : null,
        }));
    case 'indicators':
      return ofItems(index, scope, plan.indicators).map(({ of, row }) => {
        const measured = attainmentOfIndicator(
          year === plan.head.year ? row : { ...row, result: null },
          year,
        );
        const { result, baseline, weight } = measured.indicator;
        const { target, percent, isReached } = measured;
        return {
          of,
          name: row.name,
          unit: row.unit,
          day: null,
          measured: { ...measured, of },
          texts: (column) => {
            if (column === 'named') return [row.name];
            if (column === 'unit') return row.unit === null ? [] : [row.unit];
            if (column === 'direction') return row.direction === null ? [] : [row.direction];
            if (column !== 'state') return ofItem(index, of, column);
            if (result === null) return ['silent'];
            return isReached === null ? [] : [isReached ? 'reached' : 'below'];
          },
          number: (column) => {
            if (column === 'gap') return result === null || target === null ? null : result - target;
            const own = { target, result, baseline, weight, attainment: percent };
            return column in own ? own[column as keyof typeof own] : null;
          },
        };
      });
    case 'milestones':
      return stepsOf(index, scope).map((step) => ({
        of: step.of,
        name: step.milestone.name,
        unit: null,
        day: step.day,
        step,
        texts: (column) => {
          if (column === 'named') return [step.milestone.name];
          if (column === 'state') return statesOf(step, today);
          if (column !== 'responsible') return ofItem(index, step.of, column);
          return step.milestone.responsible === null ? [] : [step.milestone.responsible];
        },
        number: (column) => {
          if (column === 'weight') return step.milestone.weight;
          return column === 'day' && step.day !== null ? numberOfDay(step.day) : null;
        },
      }));
    case 'budget':
      return linesIn(index, scope).map((line) => ({
        of: line.of,
        name: null,
        unit: null,
        day: null,
        line,
        texts: (column) => {
          switch (column) {
            case 'entry':
              return [line.entry];
            case 'year':
              return [String(line.year)];
            case 'chapter':
            case 'fund':
            case 'cup':
              return line[column] === null ? [] : [line[column]];
            case 'mission':
            case 'programme':
              return line[column] === null
                ? ofItem(index, line.of, column)
                : [inFull(index, column, line[column])];
            case 'atDepartment':
              return line.department === null ? ofItem(index, line.of, column) : [line.department];
            case 'atUnit':
              return line.unit === null ? ofItem(index, line.of, column) : [line.unit];
            default:
              return ofItem(index, line.of, column);
          }
        },
        number: (column) => (column === 'amount' ? line.amount : null),
      }));
  }
}

function ofItems<Row extends { readonly kind: IndexedItem['item']['kind']; readonly number: number }>(
  index: PlanIndex,
  scope: Scope,
  rows: readonly Row[],
): readonly { readonly of: IndexedItem; readonly row: Row }[] {
  const items = new Map(itemsIn(index, scope).map((one) => [one.ref, one]));
  return rows.flatMap((row) => {
    const of = items.get(itemRef(row));
    return of ? [{ of, row }] : [];
  });
}

/** What an item says in a column, for all its rows. */
function ofItem({ plan, tier, above }: PlanIndex, of: IndexedItem, column: TextColumn): readonly string[] {
  switch (column) {
    case 'item':
      return [of.ref];
    case 'atDepartment':
      return of.departments;
    case 'atUnit':
      return tier === null
        ? of.units
        : [...new Set(of.units.flatMap(above).filter((code) => tier.codes.has(code)))];
    case 'named':
    case 'state':
    case 'chapter':
    case 'fund':
    case 'cup':
    case 'entry':
    case 'year':
      return [];
    default:
      return valuesIn(plan, of.item, column);
  }
}

/** Whether a column holds numbers. */
export const isNumber = (column: NumberColumn | TextColumn): column is NumberColumn =>
  NUMBER_COLUMNS.some((one) => one === column);

/** A mission or programme that a line gives by its code alone, as the items name it: "9 Sviluppo sostenibile" of "9". */
function inFull({ plan }: PlanIndex, field: 'mission' | 'programme', code: string): string {
  const named = plan.items.flatMap((item) => valuesIn(plan, item, field));
  return named.find((value) => leadingCode(value) === code) ?? code;
}

/** "9" and "9 Sviluppo sostenibile": a value is also said by the code that it begins with. */
const isSame = (one: string, other: string): boolean =>
  one === other || leadingCode(one) === other || leadingCode(other) === one;

/** Whether a row passes a test; a number that is not declared passes no limit. */
export function passes(row: TableRow, test: RowTest, within: (code: string) => readonly string[]): boolean {
  if ('values' in test) {
    const own = row.texts(test.column);
    const held = test.column === 'atUnit' ? [...own, ...own.flatMap(within)] : own;
    return test.values.some((value) => held.some((one) => isSame(one, value))) !== test.not;
  }
  if ('declared' in test)
    return (
      (isNumber(test.column) ? row.number(test.column) !== null : row.texts(test.column).length > 0) ===
      test.declared
    );
  const value = row.number(test.column);
  return value !== null && keeps(value, test);
}
