import { QUESTION_KIND_NAMES } from '../../words/question-kinds.ts';
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
  const { unsaid } = query;
  if (unsaid)
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Nel documento non trovo detto ${QUESTION_KIND_NAMES[unsaid].it}. Di questo dice: ${found.text}`,
        `I do not find in the document ${QUESTION_KIND_NAMES[unsaid].en}. Of this it says: ${found.text}`,
      ),
      notes: inItalian(words),
      sources: [`${plan.head.document}, ${found.source}`],
    };
  return {
    headline: found.text,
    notes: inItalian(words),
    sources: [`${plan.head.document}, ${found.source}`],
  };
}
