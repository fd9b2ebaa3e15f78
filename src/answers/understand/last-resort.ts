import { isCommon } from './ordinary-words.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { recogniseRemarkByName } from './remarks.ts';
import { findBest, type TopicMatch } from './topic.ts';

/** Share of the question's meaning that an act, a rule or a term must hold to be shown unasked. */
const ENOUGH = 0.7;

/** "Con che software è stato fatto il questionario?": what nothing else placed, where an act or a rule holds nearly all its words. */
export function recogniseByName(context: Context, topic: TopicMatch): Outcome | null {
  const { reading, vocabulary } = context;
  if (reading.kinds.length + reading.items.length + reading.goals.length > 0) return null;
  if (reading.measures.length > 0 || reading.concepts.has('ask:count')) return null;
  const asked = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type === 'word' &&
      !isCommon(vocabulary, reading.tokens, at) &&
      !reading.spans.some(
        (span) =>
          span.from <= at && span.to > at && /^(ask|noise|talk|follow|attr|noun:body)/.test(span.concept),
      ),
  );
  if (asked.length < 2) return null;
  const acts = findBest(vocabulary, vocabulary.actSearch, asked, 0.9);
  const legal = findBest(vocabulary, vocabulary.legalSearch, asked, 0.9);
  const best = Math.max(acts.coverage, legal.coverage);
  const remark = best < ENOUGH ? recogniseRemarkByName(context, asked, topic) : null;
  if (remark) return remark;
  if (best < ENOUGH || best < topic.coverage + 0.05) return null;
  const { plan } = vocabulary.index;
  const first = acts.coverage >= legal.coverage;
  return ask({
    type: 'date',
    acts: first ? acts.docs.slice(0, 3).flatMap((doc) => plan.acts[doc]?.code ?? []) : [],
    phases: [],
    legal: first ? [] : legal.docs.slice(0, 3).flatMap((doc) => plan.legalDeadlines[doc]?.code ?? []),
    lawFirst: !first,
  });
}
