import { joined } from '../../words/articles.ts';
import { type Measure, RESOURCES_USED } from '../../words/measures.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { Row } from '../knowledge/select.ts';
import { say } from './draft.ts';
import { measureText } from './values.ts';
import type { Words } from './words.ts';

/** What each derived figure is made of, to show it next to the result or in place of one that cannot be made. */
const PARTS: Readonly<Partial<Record<Measure, readonly Measure[]>>> = {
  resources: ['personnel', 'settled'],
  unsettled: ['committed', 'settled'],
  uncollected: ['assessed', 'collected'],
  settlement_rate: ['settled', 'committed'],
  collection_rate: ['collected', 'assessed'],
  personnel_share: ['personnel', 'resources'],
  direct_share: ['settled', 'resources'],
  cost_per_weight: ['personnel', 'weight'],
};

/** "riscosso su accertato 26,93 % (riscosso 909.476,90 €, accertato 3.377.545,16 €)". */
export function measurePhrase(words: Words, row: Row, measure: Measure): string {
  const text = (one: Measure): string =>
    `${one === 'resources' && measure !== one ? RESOURCES_USED[words.language] : words.measures[one]} ${measureText(words, one, measureOf(row.figures, row.of.item, one))}`;
  const parts = PARTS[measure] ?? [];
  return parts.length === 0 ? text(measure) : `${text(measure)} (${parts.map(text).join(', ')})`;
}

/** Assessed against collected, committed against settled: the difference is what one looks for. */
export function differenceOf(words: Words, row: Row, measures: readonly Measure[]): string {
  const pair = measures.join();
  const gap: Measure | null = /^(assessed,collected|collected,assessed)$/.test(pair)
    ? 'uncollected'
    : /^(committed,settled|settled,committed)$/.test(pair)
      ? 'unsettled'
      : null;
  const value = gap && measureOf(row.figures, row.of.item, gap);
  return gap === null || value === null
    ? ''
    : `; ${say(words, 'differenza', 'difference')} ${measureText(words, gap, value)}`;
}

/** "Quanto costa": personnel first, then what else was declared. */
export function costSentence(words: Words, row: Row, name: string, year: number): string {
  const { figures, item } = { figures: row.figures, item: row.of.item };
  const personnel = measureText(words, 'personnel', figures.personnel);
  const first =
    figures.personnel === null
      ? `${name}: ${words.measures.personnel} ${words.notDeclared} (${year}).`
      : say(
          words,
          `${name} è costato ${personnel} di personale ${joined('in', year)}.`,
          `${name} cost ${personnel} in personnel in ${year}.`,
        );
  const direct =
    figures.committed === null && figures.settled === null
      ? say(words, 'Costi diretti: non dichiarati', 'Direct costs: not declared')
      : `${say(words, 'Costi diretti', 'Direct costs')}: ${words.measures.committed} ${measureText(words, 'committed', figures.committed)}, ${words.measures.settled} ${measureText(words, 'settled', figures.settled)}`;
  const used = measureOf(figures, item, 'resources');
  const silent =
    figures.settled === null && (figures.personnel !== null || figures.committed !== null)
      ? say(words, ' (solo personale: liquidato non dichiarato)', ' (personnel only: settled not declared)')
      : '';
  return `${first} ${direct}${used === null ? '' : `; ${words.measures.resources} ${measureText(words, 'resources', used)}${silent}`}.`;
}
