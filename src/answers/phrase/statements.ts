import type { QueryOf } from '../query.ts';
import { inItalian } from './as-of.ts';
import { type Draft, type Phrasing, say } from './draft.ts';

/** What the document says in words, with its section. */
export function phraseStatement({ index, words }: Phrasing, query: QueryOf<'statement'>): Draft {
  const { plan } = index;
  const found = plan.statements.find(({ code }) => code === query.code);
  if (!found)
    return {
      kind: 'no_data',
      headline: say(words, 'Il documento non lo dice.', 'The document does not say that.'),
    };
  return {
    headline: found.text,
    notes: inItalian(words),
    sources: [`${plan.head.document}, ${found.source}`],
  };
}
