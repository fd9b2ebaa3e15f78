import { attainmentOfIndicator } from '../../domain/plan/index.ts';
import { joined } from '../../words/articles.ts';
import { capital } from '../../words/sentences.ts';
import type { Cell } from '../answer.ts';
import { nounOf } from '../figures/describe-atoms.ts';
import { describeScope } from '../figures/describe-set.ts';
import { amountText, labelOf } from '../figures/expr-text.ts';
import type { Value } from '../figures/figures-table.ts';
import { answerUnit } from '../figures/units.ts';
import { spansYears, yearsOf } from '../figures/years.ts';
import type { PartsResult } from '../parts/phrase-parts.ts';
import { indicatorSeries } from '../parts/phrase-years.ts';
import { scopeText } from '../parts/scope.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import { indicatorValue } from '../rows/indicator-text.ts';
import type { Result } from '../run/result.ts';
import type { Chart } from './chart.ts';

/** One indicator over the years, against what was expected of it; null for several, whose units differ. */
export function yearsChart(
  { index, words }: Phrasing,
  { query }: PartsResult,
  source: string | null,
): Chart | null {
  const { scope, ask } = query;
  if (ask.of !== 'years' || ask.change !== 'series') return null;
  const series = indicatorSeries(index, scope, ask.names);
  const [points] = series;
  const [first] = points ?? [];
  if (series.length !== 1 || !points || !first) return null;
  const { indicator } = first;
  const cell = (value: number | null): Cell => ({ text: indicatorValue(words, indicator, value), value });
  const start =
    indicator.baseline === null || indicator.baselineYear === null
      ? []
      : [{ label: String(indicator.baselineYear), result: cell(indicator.baseline), target: cell(null) }];
  const told = [
    ...start,
    ...points.map((point) => ({
      label: String(point.year),
      result: cell(point.indicator.result),
      target: cell(attainmentOfIndicator(point.indicator, point.year).target),
    })),
  ];
  if (told.length < 2) return null;
  const last = told.findLast(({ result }) => result.value !== null);
  return {
    form: 'lines',
    title: last
      ? say(
          words,
          `${indicator.name}: ${last.result.text} ${joined('in', last.label)}${last.target.value === null ? '' : ` (atteso ${last.target.text})`}`,
          `${indicator.name}: ${last.result.text} in ${last.label}${last.target.value === null ? '' : ` (target ${last.target.text})`}`,
        )
      : say(words, `${indicator.name}: nessun risultato dichiarato`, `${indicator.name}: no result declared`),
    subtitle: say(
      words,
      `Risultato e atteso, anno per anno, ${scopeText(index, words, scope)}`,
      `Result and target by year, ${scopeText(index, words, scope)}`,
    ),
    source,
    language: words.language,
    remarks: [],
    rowsAre: say(words, 'Anno', 'Year'),
    unit: indicator.unit === '%' ? 'percent' : 'other',
    series: [
      { name: say(words, 'risultato', 'result'), tone: 'plain' },
      { name: say(words, 'atteso', 'target'), tone: 'muted' },
    ],
    rows: told.map(({ label, result, target }) => ({ label, figures: [result, target], total: null })),
    reference: null,
    marks: [],
  };
}

/** The same figure of several years' plans, side by side; null for anything else. */
export function planYearsChart(
  phrasing: Phrasing,
  { table }: Extract<Result, { type: 'figures' }>,
  source: string | null,
): Chart | null {
  const { words, index } = phrasing;
  const { query, rows } = table;
  const [row] = rows;
  if (query.by !== null || !row || !spansYears(query)) return null;
  const leaves = row.cells.flatMap(leavesOf).flatMap((value) => {
    const [year] = yearsOf(value.expr);
    return [{ value, year: year ?? index.plan.head.year }];
  });
  const byYear = new Map(leaves.map(({ year, value }) => [year, value]));
  const told = [...byYear].toSorted(([a], [b]) => a - b);
  const units = new Set(told.map(([, { unit }]) => unit));
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last || told.length < 2 || units.size !== 1 || leaves.length !== byYear.size) return null;
  const cell = (value: Value): Cell => ({ text: amountText(phrasing, value), value: value.value });
  const unit = answerUnit(first[1].unit);
  const figure = first[1].expr.type === 'over' ? first[1].expr.expr : first[1].expr;
  const name = labelOf(phrasing, figure, nounOf(phrasing, query.select));
  const [from, to] = [first[1].value, last[1].value];
  const moved = from === null || to === null ? null : Math.sign(to - from);
  const ends = `${cell(first[1]).text} (${first[0]}) ${say(words, 'a', 'to')} ${cell(last[1]).text} (${last[0]})`;
  return {
    form: 'bars',
    title:
      moved === null
        ? capital(name)
        : moved === 0
          ? say(words, `Invariato: ${cell(last[1]).text}`, `Unchanged: ${cell(last[1]).text}`)
          : `${moved > 0 ? say(words, 'In aumento: da', 'Up: from') : say(words, 'In calo: da', 'Down: from')} ${ends}`,
    subtitle: capital(`${name}, ${describeScope(phrasing, query.select, query.mine)}`),
    source,
    language: words.language,
    remarks: [],
    rowsAre: say(words, 'Anno', 'Year'),
    upright: true,
    stacked: false,
    unit: unit === 'points' ? 'other' : unit,
    series: [{ name, tone: 'plain' }],
    rows: told.map(([year, value]) => ({ label: String(year), figures: [cell(value)], total: null })),
    reference: null,
  };
}

const leavesOf = (value: Value): readonly Value[] =>
  value.sides === null ? [value] : value.sides.flatMap(leavesOf);
