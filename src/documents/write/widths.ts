import type { Fonts } from '../../charts/font.ts';
import { isNumeric, type ReadTable } from '../cells.ts';
import type { DocumentTable } from '../document.ts';

/** More than this of a table one word cannot claim: it is broken instead. */
const MOST_FOR_A_WORD = 0.3;

/**
 * How wide each column of a table is: none narrower than its longest word or its longest figure, the rest shared by
 * how much each has to say.
 * @param whole what there is for all of them, without the space between
 */
export function columnWidths(
  { columns }: DocumentTable,
  { rows, total }: ReadTable,
  { regular, bold }: Fonts,
  size: number,
  whole: number,
): readonly number[] {
  const needs = columns.map((column, at) => {
    const cells = rows.map((row) => row[at] ?? '');
    const heads = [column.label, ...(total === null ? [] : [total[at] ?? ''])];
    const wordsIn = (text: string): readonly string[] =>
      text === column.label || !isNumeric(column) ? text.split(/[ \n]/) : [text];
    const widest = (texts: readonly string[], font: typeof regular): number =>
      Math.max(0, ...texts.map((text) => font.widthOf(text, size)));
    const least = Math.max(widest(cells.flatMap(wordsIn), regular), widest(heads.flatMap(wordsIn), bold));
    return {
      // A hair more, or what is measured elsewhere to the last digit is broken.
      least: Math.min(least, whole * MOST_FOR_A_WORD) + size / 10,
      most: Math.max(widest(cells, regular), widest(heads, bold)) + size / 10,
    };
  });
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  const least = sum(needs.map((one) => one.least));
  const most = sum(needs.map((one) => one.most));
  if (least >= whole) return needs.map((one) => (one.least * whole) / least);
  // There is room for everything: what is left is everybody's alike.
  if (most <= whole) return needs.map((one) => one.most + (whole - most) / needs.length);
  const wanted = needs.map((one) => Math.sqrt(Math.max(0, one.most - one.least)));
  const all = sum(wanted);
  return needs.map((one, at) => one.least + ((whole - least) * (wanted[at] ?? 0)) / all);
}
