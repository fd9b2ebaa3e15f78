import type { ChartSeries, Tone } from '../answers/chart/chart.ts';

export type Shade = 'light' | 'dark';

/** Colours of a picture; every mark stands out from the ground by 3 : 1, every text by 4.5 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
export interface Theme {
  readonly ground: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly colours: readonly string[];
  readonly tones: Readonly<Record<Exclude<Tone, 'plain'>, string>>;
}

/** For a plan that sets no colours: apart also for those who do not tell red from green. */
export const DEFAULT_COLOURS: readonly string[] = ['#1d4f91', '#d1701b', '#2a8a73', '#8a4f9e', '#a83246'];

const GROUNDS = {
  light: { ground: '#ffffff', text: '#1d2733', faint: '#56616d', grid: '#dde2e8' },
  dark: { ground: '#1a1d21', text: '#f2f4f6', faint: '#b6bec7', grid: '#3a4048' },
} as const satisfies Readonly<Record<Shade, unknown>>;

const TONES: Theme['tones'] = {
  good: '#1f7a5c',
  partial: '#3f7fc1',
  warning: '#d1701b',
  absent: '#8b95a1',
  muted: '#8b95a1',
};

/** A mark's least contrast with the ground. */
const LEAST = 3;

/** @param colours of the body, `#rrggbb`; those that would not be seen are moved until they are */
export function themeOf(shade: Shade, colours: readonly string[] = DEFAULT_COLOURS): Theme {
  const base = GROUNDS[shade];
  const seen = (colour: string): string => visible(colour, base.ground);
  const own = [...colours, ...DEFAULT_COLOURS].map(seen);
  return {
    ...base,
    colours: [...new Set(own)],
    tones: {
      good: seen(TONES.good),
      partial: seen(TONES.partial),
      warning: seen(TONES.warning),
      absent: seen(TONES.absent),
      muted: seen(TONES.muted),
    },
  };
}

/** The colours of some series: those with a meaning have its colour, the others the body's in turn. */
export function coloursOf(theme: Theme, series: readonly ChartSeries[]): readonly string[] {
  let next = 0;
  return series.map(({ tone }) =>
    tone === 'plain' ? (theme.colours[next++ % theme.colours.length] ?? theme.text) : theme.tones[tone],
  );
}

/** Black or white, whichever is read better on a colour. */
export const inkOn = (colour: string): string =>
  contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000';

/** Darker on a light ground, lighter on a dark one, until it stands out. */
function visible(colour: string, ground: string): string {
  const towards = luminance(ground) > 0.5 ? 0 : 255;
  let channels = channelsOf(colour);
  for (let step = 0; step < 20 && contrast(hex(channels), ground) < LEAST; step++)
    channels = channels.map((one) => Math.round(one + (towards - one) * 0.12));
  return hex(channels);
}

/** Source: w3.org/TR/WCAG22, relative luminance and contrast ratio. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channelsOf = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const hex = (channels: readonly number[]): string =>
  `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
