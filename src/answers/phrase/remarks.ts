import type { ItemKind } from '../../domain/types.ts';
import { type Remark, remarksOf } from '../knowledge/remarks.ts';
import type { QueryOf } from '../query.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { capital } from './values.ts';
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
  const [, kind, number] = /^(objective|process|indicator):(\d+)$/.exec(subject) ?? [];
  if (kind) return `${capital(words.kinds[kind as ItemKind].one)} ${number}: ${note}`;
  return /^(u\.?o\.|staff|settore)/i.test(subject) ? `${subject}: ${note}` : note;
};
