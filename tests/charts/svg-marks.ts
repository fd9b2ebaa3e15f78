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
