import { areSides } from '../figures/figures-query.ts';
import { statesLess } from './by-itself.ts';
import { recogniseWhole } from './composed.ts';
import type { Asked, Understand } from './half.ts';
import { ofOneRule } from './of-one-rule.ts';
import { ofOtherTables } from './other-tables.ts';
import type { Outcome } from './outcome.ts';
import { whereSeveralAsk } from './several-ask.ts';
import { whereSeveralStand } from './several-stand.ts';

/**
 * What is answered of a message that asks several things of which one is not understood: those that are complete by
 * themselves, and what is asked back about the others. A half that leans on another is answered with it, or not at all.
 * @param outcomes what the whole message was understood as
 */
export function eachHalf(
  text: string,
  outcomes: readonly Outcome[],
  context: Asked,
  understand: Understand,
): readonly Outcome[] {
  if (context.lens !== null || outcomes.every(isOfPlaces) || outcomes.every(isStatement)) return outcomes;
  const message = { text, outcomes, context, understand };
  const split =
    ofOneRule(message) ?? ofOtherTables(message) ?? whereSeveralAsk(message) ?? whereSeveralStand(message);
  // «Gli obiettivi del settore 2 e il totale del liquidato»: halves state no less than what is read as a whole.
  const whole = split && recogniseWhole(text, context);
  return split && !(whole && placesOf(whole) >= split.length && statesLess(split, whole))
    ? split
    : (whole ?? outcomes);
}

/** How many are told: of several places that have each a row, one for each. */
const placesOf = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((sum, one) => {
    const figures = one.type === 'query' && one.query.type === 'figures' ? one.query : null;
    const rows = (figures?.select ?? []).map((atom) =>
      atom.type === 'structure' && atom.level === figures?.by ? atom.codes.length : 1,
    );
    return sum + Math.max(1, ...rows);
  }, 0);

/** A statement of the document has every word of the message, whichever half it stands in. */
const isStatement = (outcome: Outcome): boolean =>
  outcome.type === 'query' && outcome.query.type === 'statement' && outcome.query.unsaid === undefined;

/** «Che differenza c’è tra il primo e il secondo?»: worked out of rows that were shown, and no two requests. */
const isOfPlaces = (outcome: Outcome): boolean =>
  outcome.type === 'query' &&
  (outcome.points ?? []).length > 0 &&
  (areSides(outcome.query) ||
    (outcome.query.type === 'figures' && outcome.query.columns.every(({ type }) => type === 'op')));
