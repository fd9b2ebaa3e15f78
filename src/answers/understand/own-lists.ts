import { isDeepStrictEqual } from 'node:util';
import { OF_THESE } from '../follow/goes-on.ts';
import { normalise } from '../language/normalise.ts';
import { isList } from '../query.ts';
import { type Asked, askedBack, leans, type Understand } from './half.ts';
import type { Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

/**
 * «Quale dura più di un anno e quale è senza peso?»: each asks for a list of its own, of what the first names, and never
 * for the rows that both hold of. One that is not understood by itself is asked back. Null for any other message.
 */
export function eachOwnList(
  requests: readonly string[],
  outcomes: readonly Outcome[],
  context: Asked,
  understand: Understand,
): readonly Outcome[] | null {
  const whole = listedBy(outcomes);
  const { operations } = context.vocabulary;
  const [first, ...others] = requests.map((request) => ({
    request,
    reading: readTokens(context.vocabulary, context.cut(request)),
  }));
  const isAnswered = outcomes.every(({ type }) => type === 'query');
  if ((whole === null && isAnswered) || first === undefined || OF_THESE.test(requests.join(' '))) return null;
  const nounOf = ({ tokens, spans }: Reading): string | null => {
    const noun = spans.find(({ concept }) => concept.startsWith('kind:'));
    return noun
      ? tokens
          .slice(noun.from, noun.to)
          .map(({ text }) => text)
          .join(' ')
      : null;
  };
  const opens = ({ request }: { readonly request: string }): RegExpExecArray | null =>
    /^\p{L}+/u.exec(request);
  const which = operations.get('which');
  if (![first, ...others].every((one) => which?.has(normalise(opens(one)?.[0] ?? '')) === true)) return null;
  const noun = nounOf(first.reading);
  if (noun === null || others.some(({ reading }) => nounOf(reading) !== null || leans(reading))) return null;
  const alone = [first, ...others].map((one, at) => {
    const asking = opens(one)?.[0] ?? '';
    const said = at === 0 ? one.request : `${asking} ${noun}${one.request.slice(asking.length)}`;
    return { ...one, outcomes: understand(said, { ...context, conversation: null }) };
  });
  const [own] = alone;
  const before = own ? listedBy(own.outcomes) : null;
  // «E quale scadenza hanno?»: of the same rows.
  if (isDeepStrictEqual(before, whole)) return null;
  if (whole === null && alone.some(({ outcomes: read }) => listedBy(read) === null || isOfAll(read)))
    return null;
  return alone.flatMap(({ request, outcomes: read }) =>
    listedBy(read) === null ? [askedBack({ text: request, outcomes: read })] : read,
  );
}

/** A list that nothing but the kind narrows: what else was said is what it is asked of. */
const isOfAll = ([only]: readonly Outcome[]): boolean =>
  only?.type === 'query' && isList(only.query) && only.query.select.every(({ type }) => type === 'kind');

/** What narrows the one list of items that is answered; null for anything else. */
function listedBy([only, ...more]: readonly Outcome[]): unknown {
  if (more.length > 0 || only?.type !== 'query') return null;
  const { query } = only;
  return query.type === 'figures' && query.by === 'item' ? [query.select, query.having] : null;
}
