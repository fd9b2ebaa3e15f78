import { isDeepStrictEqual } from 'node:util';
import { type Conversation, EARLIER_QUERIES } from '../conversation.ts';
import { talkOf } from '../follow/follow.ts';
import { memberRefs } from '../follow/shown-set.ts';
import { itemOfRow } from '../knowledge/item-rows.ts';
import { namesOnly } from './gapped.ts';
import {
  type Asked,
  type Half,
  isComplete,
  isSure,
  isSureOf,
  isTold,
  leans,
  namesPlace,
  placeOf,
  queriesOf,
  saysNothing,
  type Understand,
} from './half.ts';
import type { Outcome } from './outcome.ts';

/**
 * «Qual è il processo più caro, e quanto pesa sul suo settore?»: what is not complete by itself is read as what is asked
 * after the others were answered.
 */
export function inTurn(
  single: readonly Half[],
  alone: readonly Half[],
  context: Asked,
  understand: Understand,
): readonly Half[] {
  const told: Half[] = [];
  for (const half of single) {
    const isOpenHalf = told.length > 0 && (namesOnly(half.reading) || !isComplete(half, alone));
    // «Quali azioni riguardano il verde, e quanta energia fanno risparmiare?»: what names nothing may be of those before.
    const mayBeOfThose =
      told.length > 0 && !namesPlace(half.reading) && !half.namesBody && !isTold(half.outcomes);
    const place = namesPlace(half.reading) ? null : placeOf(told.filter((one) => isSureOf(one.outcomes)));
    const ofIt = (read: readonly Outcome[]): readonly Outcome[] =>
      place === null ||
      read.every((one) => isFigureOf(place.code, one, context, half.reading.items.length > 0))
        ? read
        : [];
    const followed = (): readonly Outcome[] => {
      const conversation = afterwards(told, context);
      const read = conversation === null ? [] : understand(half.text, { ...context, conversation });
      // What was asked already is none of what is asked besides.
      const isSaid = told.some((one) => isDeepStrictEqual(queriesOf(one.outcomes), queriesOf(read)));
      return isSaid && !saysNothing(half, context.vocabulary) ? [] : ofIt(read);
    };
    const ofPlace = (): readonly Outcome[] =>
      place === null || leans(half.reading)
        ? []
        : ofIt(understand(`${half.text} ${place.words}`, { ...context, conversation: null }));
    // A figure of a table leaves nothing to items but its place.
    const last = told.at(-1);
    const isOfItems = last?.outcomes.every((one) => one.type === 'query' && one.query.type !== 'fact');
    // «Quanto ha impegnato il settore 5? Gli obiettivi sono stati raggiunti?»: of its own.
    const goingOn = (): readonly Outcome[] => {
      const read = followed();
      return isDeepStrictEqual(queriesOf(read), queriesOf(half.outcomes)) ? [] : read;
    };
    // «Il settore 6 ha obiettivi sotto il 100 %? Quanto ha speso?»: one that has is the place, and not what it has.
    const isOfOne = half.reading.tokens.some(({ text }) => context.vocabulary.smallWords.is('has one', text));
    const readers = isOpenHalf
      ? isOfItems && !isOfOne
        ? [goingOn, ofPlace, followed]
        : [ofPlace, followed]
      : mayBeOfThose && isOfItems
        ? [goingOn]
        : [];
    const outcomes = firstSure(readers);
    told.push(outcomes === null ? half : { ...half, outcomes, goesOn: true });
  }
  return told;
}

/** What would be remembered if the requests before had been answered one by one; null where one of them is not understood. */
function afterwards(told: readonly Half[], { vocabulary: { index } }: Asked): Conversation | null {
  const outcomes = told.flatMap((half) => half.outcomes);
  const [query, ...earlier] = outcomes
    .flatMap((one) => (one.type === 'query' ? [one.query] : []))
    .toReversed();
  if (query === undefined || !outcomes.every(isSure)) return null;
  const before = {
    query,
    earlier: earlier.slice(0, EARLIER_QUERIES),
    unanswered: null,
    year: index.plan.head.year,
  };
  const talk = talkOf(index, { ...before, items: [] });
  return { ...before, items: talk === null ? [] : [...memberRefs(talk)] };
}

/**
 * Figures of the tables are of the place where they bear its name, or are of every item of its own, and not where they are of
 * what it does, or of some of its items that were not named.
 */
function isFigureOf(
  code: string,
  outcome: Outcome,
  { vocabulary: { index } }: Asked,
  namesItems: boolean,
): boolean {
  if (outcome.type !== 'query' || outcome.query.type !== 'fact') return true;
  const { departments, units, facts } = index.plan;
  const name = [...departments, ...units].find((one) => one.code === code)?.name;
  const codes = new Set(outcome.query.codes);
  const subjects = [...new Set(facts.flatMap((fact) => (codes.has(fact.code) ? [fact.subject] : [])))];
  if (subjects.every((subject) => subject === code || subject === name)) return true;
  const own = index.byDepartment.get(code) ?? index.byUnit.get(code) ?? [];
  const told = subjects.map((subject) => itemOfRow(index, subject));
  const isTheirs = told.every((item) => item !== null && own.some(({ ref }) => ref === item.ref));
  return isTheirs && (namesItems || told.length === own.length);
}

/** What the first of some readers understands in full. */
function firstSure(readers: readonly (() => readonly Outcome[])[]): readonly Outcome[] | null {
  for (const read of readers) {
    const outcomes = read();
    if (isSureOf(outcomes)) return outcomes;
  }
  return null;
}
