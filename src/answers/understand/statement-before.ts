import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isSureOf, type Message, namesPlace, placeOf } from './half.ts';
import type { Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

/**
 * «Ho letto la relazione ieri. Quanto ha incassato il settore 9?»: what is told before the question, of which nothing is
 * made, is said not to be taken into account. «Siamo nel settore 9. Quanto abbiamo incassato?»: of what it names.
 */
export function afterStatement({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary, cut } = context;
  if (outcomes.every(({ type }) => type === 'query')) return null;
  const sentences = [...text.matchAll(/[^.!?;\n]+(?:[.!?;\n]+(?!\s)[^.!?;\n]+)*[.!?;\n]*\s*/gu)].map(
    ([said]) => said,
  );
  const told = sentences.map((said) => ({ said, reading: readTokens(vocabulary, cut(said)) }));
  const first = told.findIndex(({ said, reading }) => !states(said, reading, vocabulary));
  if (first < 1) return null;
  const before = told.slice(0, first);
  const question = told
    .slice(first)
    .map(({ said }) => said)
    .join('');
  const place = placeOf(before);
  const own = readTokens(vocabulary, cut(question));
  const outcome = understand(
    place === null || namesPlace(own) ? question : `${question} ${place.words}`,
    context,
  );
  if (!isSureOf(outcome)) return null;
  const ignored = before.map(({ said }) => said.trim().replace(/[.!;]+$/u, ''));
  return place !== null && !namesPlace(own)
    ? outcome
    : outcome.map((one, at) => (one.type === 'query' && at === 0 ? { ...one, ignored } : one));
}

/** It asks nothing, and says no figure. */
const states = (said: string, { tokens, measures, concepts }: Reading, { operations }: Vocabulary): boolean =>
  !said.includes('?') &&
  measures.length === 0 &&
  !tokens.some(({ text }) => operations.get('asks')?.has(text)) &&
  ![...concepts].some((concept) => /^(ask|attr|rank|op|follow|talk):/.test(concept));
