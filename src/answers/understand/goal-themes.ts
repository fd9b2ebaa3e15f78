import { unique } from '../knowledge/plan-index.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import { contentKeys } from '../language/tokens.ts';
import type { Context } from './outcome.ts';
import type { Reading } from './reading.ts';
import { findBest } from './topic.ts';

/** "Obiettivi dell'agenda 2030 sulla povertà": the goal whose theme is named. */
export function withThemeGoals(vocabulary: Context['vocabulary'], reading: Reading): Reading {
  if (
    !reading.concepts.has('noun:goal') &&
    reading.goals.length > 0 &&
    reading.kinds.length === 0 &&
    !reading.setLike
  )
    return { ...reading, goals: [] };
  if (reading.goals.length > 0) return withoutGoalWords(vocabulary, reading);
  const themed = plainThemes(vocabulary, reading);
  if (themed.length > 0) return { ...reading, goals: themed, topic: [] };
  const theme = reading.concepts.has('noun:goal') || (reading.setLike && namesGoal(vocabulary, reading));
  if (!theme || reading.topic.length === 0) return reading;
  if (reading.items.length > 0) return reading;
  const found = findBest(vocabulary, vocabulary.goalSearch, reading.topic);
  const goals =
    found.coverage < 0.5
      ? []
      : found.docs.slice(0, 3).flatMap((doc) => vocabulary.index.plan.goals[doc]?.number ?? []);
  return goals.length === 0 ? reading : { ...reading, goals, topic: [] };
}

/** "Quali obiettivi riguardano il clima?": the whole topic is the everyday name of a goal, or of a few. */
function plainThemes(vocabulary: Context['vocabulary'], reading: Reading): readonly number[] {
  const asksObjectives = reading.setLike && reading.kinds.join() === 'objective';
  if (!asksObjectives && !reading.concepts.has('noun:goal')) return [];
  if (reading.topic.length === 0 || reading.items.length + reading.structures.length > 0) return [];
  const found = longestMatches(findPhrases(vocabulary.themes, reading.tokens));
  const inTheme = (token: Reading['tokens'][number]): boolean => {
    const at = reading.tokens.indexOf(token);
    return found.some((one) => one.from <= at && one.to > at);
  };
  return reading.topic.every(inTheme) ? unique(found.map((one) => one.meaning)) : [];
}

/** A word of the topic is in the name of a goal and in no item: "riduzione delle disuguaglianze". */
const namesGoal = ({ goalSearch, itemSearch }: Context['vocabulary'], reading: Reading): boolean =>
  reading.topic.some(
    ({ key }) => (goalSearch.postings.get(key)?.[0]?.weight ?? 0) > 1 && !itemSearch.postings.has(key),
  );

/** "Cambiamento climatico (goal 13)": the goal's own words narrow nothing further. */
function withoutGoalWords(vocabulary: Context['vocabulary'], reading: Reading): Reading {
  const words = new Set(
    vocabulary.index.plan.goals
      .filter((goal) => reading.goals.includes(goal.number))
      .flatMap((goal) => contentKeys(`${goal.shortName} ${goal.name} ${goal.keywords.join(' ')}`)),
  );
  return { ...reading, topic: reading.topic.filter((token) => !words.has(token.key)) };
}
