import type { Choice } from '../answer.ts';
import { planMeasures } from '../knowledge/plan-measures.ts';
import { say } from '../phrase/draft.ts';
import { isPlace } from './entries.ts';
import type { Expr } from './figures-query.ts';
import type { FiguresTable } from './figures-table.ts';
import { isCount } from './single-headline.ts';
import type { Voice } from './voice.ts';

const costs = (index: Voice['index']): readonly Expr[] =>
  planMeasures(index).cost.map((figure) => ({ type: 'fold', fold: 'sum', figure }));

/** What is likely to be asked next: the figures of what was counted, the departments behind a total. */
export function followUpsOf({ index, words }: Voice, { query, rows }: FiguresTable): readonly Choice[] {
  if (query.by !== null || query.columns.length !== 1) return [];
  const [column] = query.columns;
  if (column === undefined || rows.every(({ items }) => items === 0)) return [];
  if (isCount(column))
    return [{ label: say(words, 'Costi', 'Costs'), query: { ...query, columns: costs(index) } }];
  const placed = query.select.some((atom) => isPlace(atom) || atom.type === 'items');
  return placed || column.type !== 'fold'
    ? []
    : [
        {
          label: say(words, `Per ${words.levels.department.one.split('/')[0]}`, 'By department'),
          query: { ...query, by: 'department' },
        },
      ];
}
