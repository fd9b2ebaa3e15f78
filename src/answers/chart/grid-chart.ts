import { the } from '../../words/articles.ts';
import { formatPercent } from '../../words/formats.ts';
import { capital } from '../../words/sentences.ts';
import type { Cell } from '../answer.ts';
import { say } from '../phrase/draft.ts';
import { joinAnd, numberCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { Chart, ChartRow, ChartUnit } from './chart.ts';

export interface GridColumn {
  readonly name: string;
  readonly unit: ChartUnit;
  /** Figures of several rows make one together. */
  readonly adds: boolean;
  /** What all the rows make; null where that means nothing. */
  readonly whole: number | null;
}

export interface GridRow {
  readonly label: string;
  /** In a sentence. */
  readonly short: string;
  readonly figures: readonly Cell[];
}

/** Rows and figures of a query, whatever the query, ready to be drawn. */
export interface Grid {
  readonly subtitle: string;
  readonly source: string | null;
  /** What a row stands for, and several. */
  readonly rowsAre: { readonly one: string; readonly many: string };
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  /** Rows stand in an order that means something: a ranking, years, weights. */
  readonly inOrder: boolean;
  /** Classes of one thing, side by side; few enough to stand. */
  readonly classes?: boolean;
  /** Columns that are parts of another: personnel and settled of the resources used. */
  readonly parts: { readonly of: number; readonly columns: readonly number[] } | null;
}

/** So many rows are drawn as bars; of more the first, or how they are spread. */
const MOST_BARS = 15;
const MOST_GROUPED = 3;
const MOST_UPRIGHT = 12;

type Head = Pick<Chart, 'subtitle' | 'source' | 'language' | 'rowsAre'>;

/** Draws a grid in the form that its columns want; null where there is nothing to compare. */
export function gridChart(words: Words, grid: Grid): Chart | null {
  const said = grid.rows.filter(({ figures }) => figures.some(({ value }) => value !== null));
  if (said.length < 2 || grid.columns.length === 0) return null;
  const head: Head = {
    subtitle: capital(grid.subtitle),
    source: grid.source,
    language: words.language,
    rowsAre: capital(grid.rowsAre.one),
  };
  if (grid.parts !== null) return partsChart(words, grid, grid.parts, head);
  const [first, second] = grid.columns;
  if (!first) return null;
  const units = new Set(grid.columns.map(({ unit }) => unit));
  if (second && units.size > 1) return pointsChart(words, grid, head);
  if (!second && first.unit === 'percent' && said.length > MOST_BARS) return spreadChart(words, grid, head);
  if (second && grid.columns.length <= MOST_GROUPED && first.unit !== 'percent')
    return groupedChart(words, grid, head);
  return barsChart(words, grid, head);
}

const valueIn = (row: GridRow, column: number): number => row.figures[column]?.value ?? 0;

/** The rows that are drawn, the largest first unless they have an order of their own, and what is said of the others. */
function shownRows(
  words: Words,
  { rows, inOrder, rowsAre }: Grid,
  column: number,
): { readonly rows: readonly GridRow[]; readonly remarks: readonly string[] } {
  const known = (row: GridRow): boolean => row.figures[column]?.value !== null;
  const ordered = inOrder
    ? rows
    : rows.toSorted((a, b) => Number(known(b)) - Number(known(a)) || valueIn(b, column) - valueIn(a, column));
  const left = rows.length - MOST_BARS;
  return {
    rows: ordered.slice(0, MOST_BARS),
    remarks:
      left <= 0
        ? []
        : [
            say(
              words,
              `Qui i primi ${MOST_BARS} su ${rows.length} (${rowsAre.many}).`,
              `The first ${MOST_BARS} of ${rows.length} (${rowsAre.many}).`,
            ),
          ],
  };
}

const rowOf = ({ label, figures }: GridRow, total: string | null = null): ChartRow => ({
  label,
  figures,
  total,
});

function barsChart(words: Words, grid: Grid, head: Head): Chart {
  const [column] = grid.columns;
  const { rows, remarks } = shownRows(words, grid, 0);
  return {
    form: 'bars',
    ...head,
    title: column ? columnTitle(words, grid, column) : '',
    remarks: [...remarks, ...leftOut(words, grid.columns.slice(1))],
    upright: grid.classes === true && rows.length <= MOST_UPRIGHT,
    stacked: false,
    unit: column?.unit ?? 'other',
    series: [{ name: column?.name ?? '', tone: 'plain' }],
    rows: rows.map(({ label, figures }) => ({ label, figures: figures.slice(0, 1), total: null })),
    reference: null,
  };
}

/** Which columns the picture does not show. */
function leftOut(words: Words, columns: readonly GridColumn[]): readonly string[] {
  if (columns.length === 0) return [];
  const names = joinAnd(
    words,
    columns.map(({ name }) => name),
  );
  return [
    say(
      words,
      `Non ${columns.length === 1 ? 'è' : 'sono'} nella figura: ${names}.`,
      `Not in the picture: ${names}.`,
    ),
  ];
}

/** What adds up has a first, with its part of the whole; what does not, goes from one end to the other. */
function columnTitle(words: Words, { rows }: Grid, { adds, whole, unit, name }: GridColumn): string {
  const known = rows.filter(({ figures }) => figures[0]?.value !== null);
  const values = known.map((row) => valueIn(row, 0));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const holding = (value: number): readonly GridRow[] => known.filter((row) => valueIn(row, 0) === value);
  const counted = unit === 'count' ? ` ${name}` : '';
  const text = (value: number): string => `${holding(value)[0]?.figures[0]?.text ?? ''}${counted}`;
  const names = (value: number): string => namesOf(words, holding(value));
  if (low === high)
    return say(words, `Tutti hanno lo stesso valore: ${text(high)}`, `All have the same: ${text(high)}`);
  if (!adds)
    return say(
      words,
      `Da ${text(low)} (${names(low)}) a ${text(high)} (${names(high)})`,
      `From ${text(low)} (${names(low)}) to ${text(high)} (${names(high)})`,
    );
  const share =
    whole !== null && whole > 0 && holding(high).length === 1 && high < whole
      ? say(
          words,
          `: ${the(formatPercent((100 * high) / whole))} del totale`,
          `: ${formatPercent((100 * high) / whole)} of the total`,
        )
      : '';
  return say(
    words,
    `${capital(names(high))} al primo posto con ${text(high)}${share}`,
    `${capital(names(high))} first with ${text(high)}${share}`,
  );
}

/** The rows by name where they are few, and how many they are where they are not. */
function namesOf(words: Words, rows: readonly GridRow[]): string {
  if (rows.length < 3)
    return joinAnd(
      words,
      rows.map(({ short }) => short),
    );
  return say(words, `${rows.length} a pari merito`, `${rows.length} of them`);
}

function partsChart(words: Words, grid: Grid, parts: NonNullable<Grid['parts']>, head: Head): Chart {
  const { rows, remarks } = shownRows(words, grid, parts.of);
  const column = grid.columns[parts.of];
  const only: Grid = {
    ...grid,
    rows: grid.rows.map((row) => ({ ...row, figures: row.figures.slice(parts.of, parts.of + 1) })),
  };
  const left = grid.columns.filter((_, at) => at !== parts.of && !parts.columns.includes(at));
  return {
    form: 'bars',
    ...head,
    title: column ? columnTitle(words, only, column) : '',
    remarks: [...remarks, ...leftOut(words, left)],
    upright: false,
    stacked: true,
    unit: column?.unit ?? 'other',
    series: parts.columns.map((at) => ({ name: grid.columns[at]?.name ?? '', tone: 'plain' })),
    rows: rows.map((row) => ({
      label: row.label,
      figures: parts.columns.flatMap((at) => row.figures[at] ?? []),
      total: row.figures[parts.of]?.text ?? null,
    })),
    reference: null,
  };
}

function groupedChart(words: Words, grid: Grid, head: Head): Chart {
  const { rows, remarks } = shownRows(words, grid, 0);
  const [first, second] = grid.columns;
  const widest = grid.rows
    .filter(({ figures }) => figures[0]?.value !== null && figures[1]?.value !== null)
    .toSorted((a, b) => Math.abs(gapOf(b)) - Math.abs(gapOf(a)))[0];
  return {
    form: 'bars',
    ...head,
    title:
      widest && first && second
        ? say(
            words,
            `La distanza più ampia: ${widest.short}, ${first.name} ${widest.figures[0]?.text}, ${second.name} ${widest.figures[1]?.text}`,
            `The widest gap is that of ${widest.short}: ${first.name} ${widest.figures[0]?.text}, ${second.name} ${widest.figures[1]?.text}`,
          )
        : capital(
            joinAnd(
              words,
              grid.columns.map(({ name }) => name),
            ),
          ),
    remarks,
    upright: false,
    stacked: false,
    unit: first?.unit ?? 'other',
    series: grid.columns.map(({ name }) => ({ name, tone: 'plain' })),
    rows: rows.map((row) => rowOf(row)),
    reference: null,
  };
}

const gapOf = (row: GridRow): number => valueIn(row, 0) - valueIn(row, 1);

/** The first column across, the first of another unit upwards. */
function pointsChart(words: Words, grid: Grid, head: Head): Chart | null {
  const [first] = grid.columns;
  const other = grid.columns.findIndex(({ unit }) => unit !== first?.unit);
  // Money lies across: its figures are the widest.
  const [x, y] = grid.columns[other]?.unit === 'eur' ? [other, 0] : [0, other];
  const [across, upwards] = [grid.columns[x], grid.columns[y]];
  const placed = grid.rows.filter(({ figures }) => figures[x]?.value !== null && figures[y]?.value !== null);
  const top = placed.toSorted((a, b) => valueIn(b, x) - valueIn(a, x))[0];
  if (!across || !upwards || !top || placed.length < 2) return null;
  const left = grid.rows.length - placed.length;
  const pair = (row: GridRow): readonly Cell[] => [x, y].flatMap((at) => row.figures[at] ?? []);
  return {
    form: 'points',
    ...head,
    title: say(
      words,
      `${capital(top.short)} al primo posto con ${top.figures[x]?.text}: ${upwards.name} ${top.figures[y]?.text}`,
      `${capital(top.short)} first with ${top.figures[x]?.text}: ${upwards.name} ${top.figures[y]?.text}`,
    ),
    remarks:
      left === 0
        ? []
        : [
            say(
              words,
              `${left} su ${grid.rows.length} non dichiarano entrambe le cifre e non sono nella figura.`,
              `${left} of ${grid.rows.length} do not declare both figures and are not in the picture.`,
            ),
          ],
    axes: [
      { name: capital(across.name), unit: across.unit },
      { name: capital(upwards.name), unit: upwards.unit },
    ],
    rows: grid.rows.map((row) => ({ label: row.short, figures: pair(row), total: null })),
  };
}

/** Classes of a percentage, by their least value. */
const CLASSES: readonly { readonly from: number; readonly label: string }[] = [
  { from: Number.NEGATIVE_INFINITY, label: '' },
  { from: 50, label: '50–69 %' },
  { from: 70, label: '70–89 %' },
  { from: 90, label: '90–99 %' },
  { from: 100, label: '100 %' },
];

/** How many rows are in each class of a percentage. */
function spreadChart(words: Words, grid: Grid, head: Head): Chart {
  const values = grid.rows.map(({ figures }) => figures[0]?.value ?? null);
  const known = values.filter((value) => value !== null);
  const classOf = (value: number): number => CLASSES.findLastIndex(({ from }) => value >= from);
  const full = known.filter((value) => value >= 100).length;
  const low = Math.min(...known);
  const lowest = grid.rows.filter(({ figures }) => figures[0]?.value === low);
  const silent = values.length - known.length;
  const over = known.some((value) => value > 100);
  const label = (at: number): string => {
    if (at === 0) return say(words, 'sotto 50 %', 'under 50 %');
    return at === CLASSES.length - 1 && over
      ? say(words, '100 % e oltre', '100 % or more')
      : (CLASSES[at]?.label ?? '');
  };
  return {
    form: 'bars',
    ...head,
    rowsAre: capital(grid.columns[0]?.name ?? ''),
    title: say(
      words,
      `${full} su ${known.length} al 100 %${low < 100 ? `; il valore più basso è ${lowest[0]?.figures[0]?.text} (${namesOf(words, lowest)})` : ''}`,
      `${full} of ${known.length} at 100 %${low < 100 ? `; the lowest is ${lowest[0]?.figures[0]?.text} (${namesOf(words, lowest)})` : ''}`,
    ),
    remarks: [],
    upright: true,
    stacked: false,
    unit: 'count',
    series: [{ name: grid.rowsAre.many, tone: 'plain' }],
    rows: [
      ...CLASSES.map((_, at) => ({
        label: label(at),
        figures: [numberCell(known.filter((value) => classOf(value) === at).length)],
        total: null,
      })),
      ...(silent === 0 ? [] : [{ label: words.notDeclared, figures: [numberCell(silent)], total: null }]),
    ],
    reference: null,
  };
}
