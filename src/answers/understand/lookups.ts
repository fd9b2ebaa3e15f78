import { structuresCalled } from '../knowledge/level-nouns.ts';
import { ownStructures } from './filters.ts';
import { looseNoun } from './nouns.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';

/** The goals themselves, when no item is asked for. */
export function recogniseGoals({ reading, vocabulary }: Context): Outcome | null {
  const { concepts, goals } = reading;
  const unknown = goals.find((goal) => !vocabulary.index.plan.goals.some((one) => one.number === goal));
  if (unknown !== undefined && concepts.has('noun:goal'))
    return refuse({ reason: 'unknown_goal', number: unknown });
  const uncovered = uncoveredGoals(reading, vocabulary);
  if (uncovered) return uncovered;
  if (!concepts.has('noun:goal') || reading.items.length > 0) return null;
  const meaning = concepts.has('ask:meaning') || concepts.has('attr:title');
  if (goals.length > 0 && meaning && reading.kinds.length === 0)
    return ask({ type: 'goal', numbers: [...goals] });
  const alone =
    reading.kinds.length === 0 &&
    reading.structures.length === 0 &&
    reading.measures.length === 0 &&
    reading.topic.every((token) => !vocabulary.itemSearch.postings.has(token.key));
  const ranks = concepts.has('rank:max') || concepts.has('rank:min');
  if (goals.length === 0 && alone && !ranks && !concepts.has('filter:mine') && !meaning)
    return ask({ type: 'goal', numbers: [] });
  return null;
}

/** "Quali goal non sono coperti da alcun obiettivo?", and the other way round, "obiettivi senza goal". */
function uncoveredGoals(reading: Context['reading'], { index }: Context['vocabulary']): Outcome | null {
  const goalAt = reading.spans.find((span) => /^(noun:goal|attr:goals)$/.test(span.concept))?.from;
  if (goalAt === undefined || reading.goals.length + reading.items.length > 0) return null;
  const { concepts } = reading;
  if (!concepts.has('ask:uncovered') && !concepts.has('filter:no')) return null;
  const kind = reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null;
  const free = index.plan.goals.filter(
    ({ number }) => !index.byGoal.get(number)?.some((one) => kind === null || one.item.kind === kind),
  );
  return free.length === 0
    ? ask({ type: 'goal', numbers: [] })
    : ask({ type: 'goal', numbers: free.map((goal) => goal.number) });
}

/** Structures themselves: who answers for them, which units a department has. */
export function recogniseStructures({ reading, lens, vocabulary }: Context): Outcome | null {
  const { concepts, structures } = reading;
  if (
    reading.kinds.length > 0 ||
    reading.measures.length > 0 ||
    reading.items.length > 0 ||
    concepts.has('kind:any')
  )
    return null;
  if (reading.goals.length > 0 || reading.amounts.length > 0 || concepts.has('filter:mine')) return null;
  if ([...concepts].some((concept) => /^(rank|filter|mon|state|attr:(goals|deadline|state)):?/.test(concept)))
    return null;
  const codes = [...new Set(structures.map((one) => one.code))];
  if (codes.length > 1 && (concepts.has('ask:compare') || concepts.has('ask:difference'))) return null;
  const noun = looseNoun(reading);
  const asksAll = noun !== null && noun !== 'goal' && asksForAll(reading);
  const responsible = concepts.has('attr:responsible') || concepts.has('ask:who');
  const grouped = (['unit', 'department'] as const).find((level) => concepts.has(`group:${level}`));
  // «Chi è il referente di ogni ufficio?»
  if (grouped && responsible && reading.topic.length === 0)
    return ask({ type: 'structure', codes: codes.slice(0, 5), aspect: `${grouped}s` });
  const said = noun === 'department' && codes.length === 0 ? reading.tokens.map(({ text }) => text) : [];
  const some = structuresCalled(vocabulary.index.plan, said.join(' '));
  // «Quanti staff ci sono?», «quali sono i settori e gli staff?»: a word that several go by, and none of their offices.
  const family = structures.length > 1 && structures.every(({ from }) => from === structures[0]?.from);
  if (
    family &&
    noun !== 'unit' &&
    noun !== 'goal' &&
    reading.topic.length === 0 &&
    (asksAll || asksForAll(reading))
  )
    return ask({
      type: 'structure',
      codes: noun === null ? codes : vocabulary.index.plan.departments.map(({ code }) => code),
      aspect: 'departments',
    });
  if (asksAll && reading.topic.length === 0 && some.length > 0)
    return ask({ type: 'structure', codes: [...some], aspect: 'departments' });
  if (asksAll && reading.topic.length === 0 && !(responsible && codes.length > 0))
    return ask({
      type: 'structure',
      codes: codes.slice(0, 5),
      aspect: noun === 'unit' ? 'units' : codes.length > 0 ? 'units' : 'departments',
    });
  if (codes.length === 0 || lens !== null) return null;
  const strong = structures.some((one) => one.strong);
  const covered = reading.topic.every((token) => {
    const at = reading.tokens.indexOf(token);
    return structures.some((one) => one.from <= at && one.to > at);
  });
  const asks = responsible || concepts.has('ask:meaning') || concepts.has('attr:title');
  if (
    covered &&
    (asks ||
      (strong && !reading.setLike) ||
      (codes.length === 1 && [...concepts].every((concept) => /^(noise|noun|talk)/.test(concept))))
  )
    return ask({ type: 'structure', codes: codes.slice(0, 5), aspect: 'card' });
  return null;
}

const asksForAll = ({ concepts, tokens }: Context['reading']): boolean =>
  concepts.has('ask:count') || concepts.has('ask:list') || /^(che|qual|quali)$/.test(tokens[0]?.text ?? '');

/** A structure that is named and is not there, or the asker's own, where it is not known which it is. */
export function recogniseUnknownStructure({ reading, asker }: Context): Outcome | null {
  const { tokens, topic, concepts, unknownStructures } = reading;
  const isOfOffice = (before: string | undefined): boolean =>
    /^(ufficio|settore|uo|direzione|dipartimento)$/.test(before ?? '');
  const office = topic.find((token) => isOfOffice(tokens[tokens.indexOf(token) - 1]?.text));
  const said =
    unknownStructures[0] ?? (office && `${tokens[tokens.indexOf(office) - 1]?.text} ${office.text}`);
  if (said !== undefined) return refuse({ reason: 'unknown_structure', said });
  return concepts.has('filter:mine') && ownStructures(asker) === null
    ? refuse({ reason: 'unknown_asker' })
    : null;
}
