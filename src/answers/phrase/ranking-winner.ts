import { capital } from '../../words/sentences.ts';
import type { Row } from '../knowledge/select.ts';
import type { QueryOf } from '../query.ts';
import type { Phrasing } from './draft.ts';
import { attributeSentence } from './item-attributes.ts';
import { measurePhrase } from './item-figures.ts';

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
