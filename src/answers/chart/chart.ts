import type { Language } from '../../words/language.ts';
import type { Cell } from '../answer.ts';

/** What an axis counts, for its ticks: the figures themselves carry the text that is read. */
export type ChartUnit = 'eur' | 'percent' | 'count' | 'other';

/** What a series means, for its colour; `plain` takes the body's colours in turn. */
export type Tone = 'plain' | 'good' | 'partial' | 'warning' | 'absent' | 'muted';

export interface ChartSeries {
  readonly name: string;
  readonly tone: Tone;
}

interface ChartHead {
  /** The finding, as a sentence. */
  readonly title: string;
  /** What is shown: figure, scope, year. */
  readonly subtitle: string;
  /** Where the figures stand; null where nobody printed them. */
  readonly source: string | null;
  readonly language: Language;
  /** What is not in the picture, and why. */
  readonly remarks: readonly string[];
  /** What the rows stand for: "Settore". */
  readonly rowsAre: string;
  /** The body's own, `#rrggbb`; absent for Traguardo's. */
  readonly colours?: readonly string[];
}

export interface ChartRow {
  readonly label: string;
  /** One for each series; a value of null is not declared, and has no mark. */
  readonly figures: readonly Cell[];
  /** What its parts make, as read; null where they make nothing. */
  readonly total: string | null;
}

/** A value that the others are held against: the neutral 3, a limit. */
export interface Reference {
  readonly label: string;
  readonly figure: Cell;
}

/** Amounts of several things: across for names, upright for years and classes, in their order. */
export interface BarChart extends ChartHead {
  readonly form: 'bars';
  readonly upright: boolean;
  readonly stacked: boolean;
  readonly unit: ChartUnit;
  readonly series: readonly ChartSeries[];
  readonly rows: readonly ChartRow[];
  readonly reference: Reference | null;
}

/** Amounts from one moment to the next. */
export interface LineChart extends ChartHead {
  readonly form: 'lines';
  readonly unit: ChartUnit;
  readonly series: readonly ChartSeries[];
  /** A row for each moment, oldest first. */
  readonly rows: readonly ChartRow[];
  readonly reference: Reference | null;
  /** Moments at which something happened, by row: the steps of a ladder. */
  readonly marks: readonly { readonly row: number; readonly label: string }[];
}

/** One amount against another. */
export interface PointChart extends ChartHead {
  readonly form: 'points';
  /** Across, then upwards; a row has a figure for each. */
  readonly axes: readonly [
    { readonly name: string; readonly unit: ChartUnit },
    { readonly name: string; readonly unit: ChartUnit },
  ];
  readonly rows: readonly ChartRow[];
}

export type SpanState = 'done' | 'late' | 'open';

/** What lasts from one day to another. */
export interface SpanChart extends ChartHead {
  readonly form: 'spans';
  readonly rows: readonly {
    readonly label: string;
    /** ISO days, inclusive. */
    readonly from: string;
    readonly to: string;
    readonly doneOn: string | null;
    readonly state: SpanState;
  }[];
  /** ISO day. */
  readonly today: string;
}

/** Figures as a picture shows them, before any medium draws it. */
export type Chart = BarChart | LineChart | PointChart | SpanChart;
