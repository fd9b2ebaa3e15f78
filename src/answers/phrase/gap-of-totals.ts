import type { Measure } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import type { Aggregate } from '../knowledge/aggregate.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { Row } from '../knowledge/select.ts';
import { say } from './draft.ts';
import { PARTS } from './item-figures.ts';
import { measureText } from './values.ts';
import type { Words } from './words.ts';

/** Figures that are one amount less another. */
const GAPS: ReadonlySet<Measure> = new Set<Measure>(['unsettled', 'uncollected']);

/**
 * Beside a gap, which is told of the items that declare both amounts, what the two totals leave: whoever asks for their
 * difference may mean that one.
 */
export function gapOfTotals(
  words: Words,
  aggregates: readonly Aggregate[],
  rows: readonly Row[],
): readonly string[] {
  return aggregates.flatMap(({ measure, missing }) => {
    if (!GAPS.has(measure) || missing === 0) return [];
    const sides = PARTS[measure] ?? [];
    const [whole, part] = sides.map((side) => sumOf(rows, side));
    if (whole == null || part == null) return [];
    const text = (value: number): string => measureText(words, measure, value);
    const [first, second] = sides.map((side) => words.measures[side]);
    return [
      say(
        words,
        `${capital(words.measures[measure])}: sono contate le voci che dichiarano i due importi. Fra i totali la differenza è ${text(whole - part)}: ${first} ${text(whole)} meno ${second} ${text(part)}, dichiarati anche da voci diverse.`,
        `${capital(words.measures[measure])}: items that declare both amounts are counted. Between the totals the difference is ${text(whole - part)}: ${first} ${text(whole)} less ${second} ${text(part)}, declared by other items, too.`,
      ),
    ];
  });
}

function sumOf(rows: readonly Row[], measure: Measure): number | null {
  const values = rows.flatMap((row) => measureOf(row.figures, row.of.item, measure) ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}
