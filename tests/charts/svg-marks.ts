import type { Fonts } from '../../src/charts/font.ts';

/** A mark of a picture, as whoever opens the SVG finds it. */
export interface Mark {
  readonly series: number;
  readonly row: number;
  readonly title: string;
  /** Its outline, where it has one. */
  readonly path: string;
  /** Where it was moved to. */
  readonly moved: string;
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The marks of an SVG, in the order drawn. */
export const marksIn = (svg: string): readonly Mark[] =>
  [...svg.matchAll(/<(\w+) ([^>]*data-series="(\d+)" data-row="(\d+)"[^>]*)><title>([^<]*)<\/title>/g)].map(
    ([, , attributes = '', series, row, title = '']) => ({
      series: Number(series),
      row: Number(row),
      title: unescaped(title),
      path: / ?d="([^"]*)"/.exec(attributes)?.[1] ?? '',
      moved: /transform="([^"]*)"/.exec(attributes)?.[1] ?? '',
    }),
  );

/** Width and height of a bar, in pixels: it is drawn by moves along its sides. */
export function sizeOf({ path }: Mark): { readonly width: number; readonly height: number } {
  const [, wide = '0'] = /l(-?[\d.]+) 0/.exec(path) ?? [];
  const [, high = '0'] = /l0 (-?[\d.]+)/.exec(path) ?? [];
  return { width: Math.abs(Number(wide)), height: Math.abs(Number(high)) };
}

/** Where a point was put: circles are moved and scaled into place. */
export function placeOf({ moved }: Mark): { readonly x: number; readonly y: number } {
  const numbers = [...moved.matchAll(/-?[\d.]+/g)].map(Number);
  const [x = 0, y = 0] = moved.startsWith('matrix') ? numbers.slice(4) : numbers;
  return { x, y };
}

/** A text of a picture, and the room that it takes. */
export interface WrittenText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the texts of a picture stand, as their font is wide. */
export function textsIn(svg: string, fonts: Fonts): readonly WrittenText[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', written = '']) => {
    const text = unescaped(written);
    const size = Number(/font-size:([\d.]+)px/.exec(attributes)?.[1]);
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
    const [, movedX = '0', movedY = '0'] = /translate\(([-\d.]+)[ ,]+([-\d.]+)/.exec(attributes) ?? [];
    const x = Number(movedX) + Number(/ x="([-\d.]+)"/.exec(attributes)?.[1] ?? 0);
    const baseline = /dominant-baseline="(\w+)"/.exec(attributes)?.[1];
    const y = Number(movedY) + Number(/ y="([-\d.]+)"/.exec(attributes)?.[1] ?? 0);
    const font = /font-weight:bold/.test(attributes) ? fonts.bold : fonts.regular;
    const width = font.widthOf(text, size);
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    const top = baseline === 'central' ? y - size / 2 : y - size * 0.8;
    return { text, left, right: left + width, top, bottom: top + size };
  });
}
