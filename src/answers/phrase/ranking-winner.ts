import type { Measure } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import type { Row } from '../knowledge/select.ts';
import type { QueryOf } from '../query.ts';
import type { Phrasing } from './draft.ts';
import { attributeSentence } from './item-attributes.ts';
import { measurePhrase } from './item-figures.ts';

const PARTS: readonly Measure[] = ['personnel', 'settled'];

/** What is told beside what a ranking goes by: what else was asked, and of what something costs its parts. */
export function toldBeside({ measure, also }: QueryOf<'ranking'>): QueryOf<'ranking'>['also'] {
  if (measure !== 'resources') return also;
  const measures = also?.measures ?? [];
  return {
    measures: [...PARTS.filter((part) => !measures.includes(part)), ...measures],
    attributes: also?.attributes ?? [],
  };
}

/** "Quanto pesa l'obiettivo più caro?": what else is asked of the items that come first, a sentence each. */
export function winnerSentences(
  { index, words }: Phrasing,
  also: QueryOf<'ranking'>['also'],
  rows: readonly Row[],
): string {
  if (also === null || rows.length === 0 || rows.length > 3) return '';
  const sentences = rows.flatMap((row) => {
    const prefix = rows.length > 1 ? `${row.of.item.number}: ` : '';
    const figures = also.measures.map((measure) => measurePhrase(words, row, measure)).join('; ');
    const said = also.attributes.map((one) =>
      attributeSentence(index, words, new Map(), row, one, null).trim(),
    );
    return [
      ...(figures ? [`${capital(prefix + figures)}.`] : []),
      ...said.map((one) => prefix + capital(one)),
    ];
  });
  return ` ${sentences.join(' ')}`;
}
