import { expect, it } from 'vitest';
import { type GridColumn, gridChart } from '../../../src/answers/chart/grid-chart.ts';
import { buildPlanIndex } from '../../../src/answers/knowledge/plan-index.ts';
import { planWords } from '../../../src/answers/phrase/plan-words.ts';
import { luccaPlan } from '../../support/plan.ts';

const column = (name: string): GridColumn => ({ name, unit: 'percent', adds: false, whole: null });
const shares = (names: readonly string[]) => ({
  subtitle: '2021',
  source: null,
  rowsAre: { one: 'settore', many: 'settori' },
  columns: names.map(column),
  rows: [80, 90].map((value, at) => ({
    label: `Settore ${at + 1}`,
    short: `Settore ${at + 1}`,
    figures: names.map(() => ({ text: `${value} %`, value })),
  })),
  inOrder: false,
  parts: null,
});

it.each([
  [['quota'], []],
  [['quota', 'media'], ['Non è nella figura: media.']],
  [['quota', 'media', 'tasso'], ['Non sono nella figura: media e tasso.']],
])('says which columns of %j the picture does not show, one or several', (names, remarks) => {
  const words = planWords(buildPlanIndex(luccaPlan()), 'it');
  expect(gridChart(words, shares(names))?.remarks).toEqual(remarks);
});
