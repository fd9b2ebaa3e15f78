import { joined } from '../../words/articles.ts';
import { type Measure, RESOURCES_USED } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
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

/** "Quanto costa": the resources used, with what they are made of, then what was set aside. */
export function costSentence(words: Words, row: Row, name: string, year: number): string {
  const { figures, of } = row;
  const used = measureOf(figures, of.item, 'resources');
  const text = (one: Measure): string =>
    `${words.measures[one]} ${measureText(words, one, measureOf(figures, of.item, one))}`;
  const parts = `${text('personnel')}, ${text('settled')}`;
  const aside = `${capital(text('committed'))}.`;
  return used === null
    ? `${name}: ${RESOURCES_USED[words.language]} ${words.notDeclared} (${year}; ${parts}). ${aside}`
    : say(
        words,
        `${name} è costato ${measureText(words, 'resources', used)} di risorse utilizzate ${joined('in', year)} (${parts}). ${aside}`,
        `${name} used resources for ${measureText(words, 'resources', used)} in ${year} (${parts}). ${aside}`,
      );
}
