import { tokenise } from '../language/tokens.ts';
import type { Query, QueryOf } from '../query.ts';
import { effectFirst } from './dates.ts';
import { speaksOfDeadline } from './filters.ts';
import { asksWhoDecides, mentionsAct } from './limits.ts';
import type { Context } from './outcome.ts';
import type { Reading } from './reading.ts';
import { findBest } from './topic.ts';

/** "Da chi?", "con che delibera?", "entro quando?": who, when and how of an act, a rule or a term. */
const asksOfAct = (reading: Reading): boolean =>
  reading.concepts.has('ask:when') ||
  reading.concepts.has('ask:consequence') ||
  speaksOfDeadline(reading) ||
  mentionsAct(reading) ||
  asksWhoDecides(reading) ||
  reading.tokens.some(
    ({ text }, at) => text === 'chi' && (at === 0 || /^(da|e|a)$/.test(reading.tokens[at - 1]?.text ?? '')),
  );

/** "Da chi?", after an act or a rule: the same again, which says all of it; "e il piano?": the rule on that. */
export function followDates(context: Context, previous: Query): QueryOf<'date'> | null {
  const { reading, vocabulary } = context;
  if (reading.items.length + reading.kinds.length + reading.measures.length > 0) return null;
  if (previous.type === 'date')
    return reading.topic.every(isAsking) ? sameDates(context, previous) : otherDates(context, previous);
  if (previous.type !== 'term' || !asksOfAct(reading) || !reading.topic.every(isAsking)) return null;
  // "Che cos'è il DUP?", "chi lo approva?": the rule or the act whose name is that term.
  const entry = vocabulary.index.plan.glossary.find(({ term }) => term === previous.terms[0]);
  return entry ? datesOf(context, [entry.term, ...entry.aliases], true) : null;
}

/** "Con che delibera?", "chi lo approva?": nothing in it but what is asked of the act or the rule before. */
export const asksOnlyOfAct = ({ reading, conversation }: Context): boolean =>
  /^(date|term)$/.test(conversation?.query?.type ?? '') &&
  asksOfAct(reading) &&
  reading.kinds.length + reading.items.length + reading.structures.length === 0 &&
  reading.topic.every(isAsking);

const ASKING =
  /^(chi|approv|adott|valid|attest|deliber|determin|numer|estrem|finit|iniziat|pubblic|present|esit|organ|atto|provvediment|data|va$|giorno)/;
const isAsking = ({ text }: { readonly text: string }): boolean => ASKING.test(text);

/** The law comes first when the rule is asked, the body's own act when it is what happened. */
function sameDates(context: Context, previous: QueryOf<'date'>): QueryOf<'date'> | null {
  if (!asksOfAct(context.reading)) return null;
  const known = previous.acts.length + previous.phases.length + previous.legal.length > 0;
  return known ? { ...previous, acts: [...effectFirst(context, previous.acts)] } : null;
}

function otherDates(context: Context, previous: QueryOf<'date'>): QueryOf<'date'> | null {
  const words = context.reading.topic.map(({ text }) => text).join(' ');
  return words === '' ? null : datesOf(context, [words], previous.lawFirst);
}

/** Acts and rules that bear one of the names in full; null when there are none. */
function datesOf(
  { vocabulary }: Context,
  names: readonly string[],
  lawFirst: boolean,
): QueryOf<'date'> | null {
  const { plan } = vocabulary.index;
  for (const name of names) {
    const tokens = tokenise(name).filter((token) => !token.light && token.type !== 'sign');
    const legal = findBest(vocabulary, vocabulary.legalSearch, tokens, 0.95);
    const acts = findBest(vocabulary, vocabulary.actSearch, tokens, 0.95);
    if (Math.max(legal.coverage, acts.coverage) < 0.95) continue;
    return {
      type: 'date',
      acts: acts.coverage >= 0.95 ? acts.docs.slice(0, 2).flatMap((doc) => plan.acts[doc]?.code ?? []) : [],
      phases: [],
      legal:
        legal.coverage >= 0.95
          ? legal.docs.slice(0, 2).flatMap((doc) => plan.legalDeadlines[doc]?.code ?? [])
          : [],
      lawFirst: lawFirst && legal.coverage >= 0.95,
    };
  }
  return null;
}
