import { formatCount } from '../../words/formats.ts';
import { counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { say } from '../phrase/draft.ts';
import { departmentName, unitName } from '../phrase/names.ts';
import { figureColumn, tableOf, wordColumn } from '../phrase/table-of.ts';
import { joinAnd, numberCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { AskOf } from './parts-query.ts';

type Ask = AskOf<'years'>;

/** A structure, and how many of its items are among some. */
export interface CountedStructure {
  readonly name: string;
  readonly count: number;
}

/**
 * How many of some items each structure has, an item of several counted for each; those with none only where the
 * fewest are asked for.
 * @param all the items among which the structures are found
 */
export function countedBy(
  index: PlanIndex,
  all: readonly IndexedItem[],
  items: readonly IndexedItem[],
  by: NonNullable<Ask['by']>,
  order: Ask['order'],
): readonly CountedStructure[] {
  const counts = new Map<string, number>();
  const chosen = new Set(items);
  for (const one of order === 'least' ? all : items)
    for (const name of structuresOf(index, one, by))
      counts.set(name, (counts.get(name) ?? 0) + (chosen.has(one) ? 1 : 0));
  const groups = [...counts].map(([name, count]) => ({ name, count }));
  const sign = order === 'least' ? 1 : -1;
  return groups.sort((a, b) => sign * (a.count - b.count));
}

/** An item that no unit has is its department's. */
const structuresOf = (
  { plan }: PlanIndex,
  { departments, units }: IndexedItem,
  by: NonNullable<Ask['by']>,
): readonly string[] =>
  by === 'unit' && units.length > 0
    ? units.map((code) => unitName(plan, code))
    : departments.map((code) => departmentName(plan, code));

/** "A2.06 Tributi: 3 obiettivi, il numero più alto": all that have as many are named. */
export function firstText(
  words: Words,
  groups: readonly CountedStructure[],
  noun: { readonly one: string; readonly many: string },
  order: NonNullable<Ask['order']>,
): string {
  const count = groups[0]?.count ?? 0;
  const names = groups.filter((one) => one.count === count).map(({ name }) => name);
  const each = names.length > 1 ? say(words, ' ciascuna', ' each') : '';
  const rank =
    order === 'most'
      ? say(words, 'il numero più alto', 'the highest number')
      : say(words, 'il numero più basso', 'the lowest number');
  return `${joinAnd(words, names)}: ${counted(count, noun.one, noun.many)}${each}, ${rank},`;
}

/** One row for each structure. */
export const tableOfGroups = (words: Words, groups: readonly CountedStructure[], many: string): AnswerTable =>
  tableOf(groups, [
    wordColumn(say(words, 'Struttura', 'Structure'), ({ name }) => name),
    figureColumn(many, ({ count }) => numberCell(count, formatCount(count))),
  ]);
