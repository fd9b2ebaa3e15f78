import type { Cell } from '../../src/answers/answer.ts';
import type { BarChart, Chart, LineChart, PointChart, SpanChart } from '../../src/answers/chart/chart.ts';

/** A figure as it is read. */
export const figure = (value: number | null, text = String(value)): Cell => ({
  value,
  text: value === null ? 'non dichiarato' : text,
});

const HEAD = {
  title: 'Il Settore 5 ne ha più di tutti',
  subtitle: 'Voci per settore, 2021',
  source: 'sezione 4',
  language: 'it',
  remarks: [],
  rowsAre: 'Settore',
} as const;

export const BARS: BarChart = {
  ...HEAD,
  form: 'bars',
  upright: false,
  stacked: false,
  unit: 'count',
  series: [{ name: 'voci', tone: 'plain' }],
  rows: [
    { label: 'Settore 1', figures: [figure(12)], total: null },
    { label: 'Settore 2', figures: [figure(null)], total: null },
    { label: 'Settore 5 «Tutela & cura <verde>»', figures: [figure(30)], total: null },
  ],
  reference: null,
};

export const STACKED: BarChart = {
  ...BARS,
  stacked: true,
  series: [
    { name: 'arrivati', tone: 'good' },
    { name: 'mancanti', tone: 'absent' },
  ],
  rows: [
    { label: 'Settore 1', figures: [figure(4), figure(8)], total: '12' },
    { label: 'Settore 5', figures: [figure(0), figure(30)], total: '30' },
  ],
};

export const LINES: LineChart = {
  ...HEAD,
  form: 'lines',
  unit: 'percent',
  series: [{ name: 'raccolta differenziata', tone: 'plain' }],
  rows: [2016, 2017, 2018].map((year, at) => ({
    label: String(year),
    figures: [figure([70, null, 77.5][at] ?? null)],
    total: null,
  })),
  reference: { label: 'limite', figure: figure(75) },
  marks: [],
};

export const POINTS: PointChart = {
  ...HEAD,
  form: 'points',
  axes: [
    { name: 'costo', unit: 'eur' },
    { name: 'raggiungimento', unit: 'percent' },
  ],
  rows: [
    { label: 'obiettivo 1', figures: [figure(100_000), figure(80)], total: null },
    { label: 'obiettivo 2', figures: [figure(null), figure(100)], total: null },
    { label: 'obiettivo 3', figures: [figure(900_000), figure(95)], total: null },
  ],
};

export const SPANS: SpanChart = {
  ...HEAD,
  form: 'spans',
  rows: [
    { label: 'Gara', from: '2021-01-10', to: '2021-03-31', doneOn: '2021-04-10', state: 'done' },
    { label: 'Lavori', from: '2021-04-01', to: '2021-06-30', doneOn: null, state: 'late' },
  ],
  today: '2021-05-20',
};

export const ALL: readonly Chart[] = [BARS, STACKED, { ...BARS, upright: true }, LINES, POINTS, SPANS];
