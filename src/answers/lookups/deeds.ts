import type { Act } from '../../domain/types.ts';
import { tokenise } from '../language/tokens.ts';
import { deedAsked, does } from '../understand/limits.ts';
import { ask, type Context, type Outcome } from '../understand/outcome.ts';
import { findBest } from '../understand/topic.ts';

/** Share of the words beside the verb that an act must hold. */
const ENOUGH = 0.85;
const MOST_ACTS = 3;

/** "Chi ha approvato la relazione?": the body's own acts by which just that was done; null where it has none. */
export function recogniseDeed(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  const deed = tokens.some(({ text }) => text === 'chi') ? deedAsked(context) : null;
  if (deed === null) return null;
  const { actOf } = vocabulary.law;
  const words = tokens.filter(
    ({ light, type, text, key }) =>
      !light && type === 'word' && text !== 'chi' && actOf(text) !== deed && !vocabulary.bodyKeys.has(key),
  );
  const found = findBest(vocabulary, vocabulary.actSearch, words, ENOUGH);
  if (found.coverage < ENOUGH) return null;
  const isDone = ({ title, summary, reference }: Act): boolean =>
    // What is decided by an act of the name of one is approved: "Deliberazione G.C. n. 167/2021".
    (deed === 'approvare' && does(vocabulary, 'act', tokenise(reference ?? '')[0])) ||
    `${title} ${summary}`
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((word) => actOf(word) === deed);
  const acts = found.docs
    .flatMap((doc) => vocabulary.index.plan.acts[doc] ?? [])
    .filter((act) => act.authority !== null && isDone(act))
    .slice(0, MOST_ACTS);
  if (acts.length === 0) return null;
  return ask({ type: 'date', acts: acts.map(({ code }) => code), phases: [], legal: [], lawFirst: false });
}
