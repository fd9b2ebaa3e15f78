const CELLS = 8;
const FULL = '▇';
const EMPTY = '░';

/**
 * How much of something there is, where there can be no picture: `▇▇▇▇░░░░ 6/12`. It is full only when nothing is
 * missing, and empty only when there is nothing.
 */
export const progressBar = (part: number, whole: number): string => `${barOf(part, whole)} ${part}/${whole}`;

/** The bar alone. */
export function barOf(part: number, whole: number, cells: number = CELLS): string {
  const exact = whole <= 0 ? 0 : (part / whole) * cells;
  const most = part < whole ? cells - 1 : cells;
  const least = part > 0 ? 1 : 0;
  const filled = Math.max(least, Math.min(most, Math.round(exact)));
  return FULL.repeat(filled) + EMPTY.repeat(cells - filled);
}
