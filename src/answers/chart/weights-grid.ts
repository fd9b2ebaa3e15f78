import { capital } from '../../words/sentences.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import { rowLabel } from '../phrase/names.ts';
import { measureCell } from '../phrase/values.ts';
import type { WeightsResult, WeightsRow } from '../weights/weigh.ts';
import type { Grid } from './grid-chart.ts';

/** What each structure cost against what it attained by weight; of a trial nothing, since it is of figures that are not. */
export function weightsGrid({ index, words }: Phrasing, result: WeightsResult): Omit<Grid, 'source'> | null {
  if (result.changes.length > 0) return null;
  const rows = result.rows.filter(({ subject }) => subject.level !== 'body');
  const level = rows.every(({ subject }) => subject.level === 'unit') ? 'unit' : 'department';
  const name = ({ subject }: WeightsRow): string =>
    subject.level === 'body' ? '' : rowLabel(index, words, { type: subject.level, code: subject.code });
  return {
    subtitle: say(
      words,
      `${words.measures[result.cost]} e raggiungimento pesato, ${index.plan.head.year}`,
      `${words.measures[result.cost]} and weighted attainment, ${index.plan.head.year}`,
    ),
    rowsAre: words.levels[level],
    columns: [
      { name: words.measures[result.cost], unit: 'eur', adds: true, whole: null },
      {
        name: capital(say(words, 'raggiungimento pesato', 'weighted attainment')),
        unit: 'percent',
        adds: false,
        whole: null,
      },
    ],
    rows: rows.map((row) => ({
      label: name(row),
      short: row.subject.level === 'body' ? '' : row.subject.code,
      figures: [
        measureCell(words, result.cost, row.now.cost),
        measureCell(words, 'attainment', row.now.percent),
      ],
    })),
    inOrder: false,
    parts: null,
  };
}
