import { readItemRef } from '../../domain/types.ts';
import { itemName } from '../../words/kinds.ts';
import { capital } from '../../words/sentences.ts';
import { type Remark, remarksOf } from '../knowledge/remarks.ts';
import type { QueryOf } from '../query.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import type { Words } from './words.ts';

/** What the document contradicts, or how it is to be read, in the words of the plan's own remarks. */
export function phraseRemarks({ index, words }: Phrasing, query: QueryOf<'remark'>): Draft {
  const { byCode } = remarksOf(index);
  const found = query.remarks.flatMap((code) => byCode.get(code) ?? []);
  const [first, ...others] = found;
  if (!first)
    return {
      kind: 'no_data',
      headline: say(words, 'Non trovo questa nota.', 'I cannot find this remark.'),
    };
  const { document } = index.plan.head;
  return {
    headline: told(words, first),
    notes: others.map((one) => told(words, one)),
    sources: [...new Set(found.map(({ source }) => `${document}, ${source}`))],
  };
}

const told = (words: Words, { subject, note }: Remark): string => {
  const item = readItemRef(subject);
  if (item) return `${capital(itemName(item, words.language))}: ${note}`;
  return /^(u\.?o\.|staff|settore)/i.test(subject) ? `${subject}: ${note}` : note;
};
