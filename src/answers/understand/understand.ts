import { unique } from '../knowledge/plan-index.ts';
import { contentKeys, tokenise } from '../language/tokens.ts';
import { recogniseDates } from './dates.ts';
import { findFacts } from './facts.ts';
import { recogniseFollowUp } from './follow-up.ts';
import { askedMeasures, isElliptic, itemQuery, recogniseItems, saidAttributes } from './items.ts';
import { recogniseLimits } from './limits.ts';
import { recogniseFacts, recogniseGoals, recogniseMonitoring, recogniseStructures } from './lookups.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';
import { countsMoney, recogniseSets } from './sets.ts';
import { recogniseSmallTalk } from './small-talk.ts';
import { recogniseTerms } from './terms.ts';
import { findBest, findTopic, type TopicMatch } from './topic.ts';

/**
 * Turns a question into a query, a clarification or a refusal. Pure: it looks at words, never at figures, and runs nothing.
 * @param text what the user wrote
 */
export function understand(text: string, context: Omit<Context, 'reading'>): Outcome {
  const reading = readRelevant(context.vocabulary, text);
  return decide({ ...context, reading: withThemeGoals(context.vocabulary, reading) });
}

/** Reads the message; where one clause is a complete question, only that one (the last). */
function readRelevant(vocabulary: Context['vocabulary'], text: string): Reading {
  const tokens = tokenise(text);
  const clauses = [...new Set(tokens.map((token) => token.clause))];
  const whole = readTokens(vocabulary, tokens);
  // Several sentences are read together, unless one of them gives orders to the machine or there are very many.
  const suspicious = whole.concepts.has('noise:instruction') || clauses.length > 4;
  if (clauses.length < 2 || !suspicious) return whole;
  for (const clause of clauses.reverse().slice(0, 8)) {
    const reading = readTokens(
      vocabulary,
      tokens.filter((token) => token.clause === clause),
    );
    if (isComplete(reading)) return reading;
  }
  return whole;
}

/** It says both what it asks and about what, and does not lean on another sentence. */
function isComplete(reading: Reading): boolean {
  if (isElliptic(reading)) return false;
  const asks =
    reading.measures.length > 0 ||
    [...reading.concepts].some((concept) => /^(attr|ask|rank|mon|state|filter|kind):/.test(concept));
  const about =
    reading.items.some((one) => one.items.length > 0 && (one.kind !== null || reading.measures.length > 0)) ||
    reading.structures.some((one) => one.strong) ||
    reading.goals.length > 0 ||
    (reading.kinds.length > 0 && reading.setLike);
  return asks && about;
}

/** "Obiettivi dell'agenda 2030 sulla povertà": the goal whose theme is named. */
function withThemeGoals(vocabulary: Context['vocabulary'], reading: Reading): Reading {
  if (
    !reading.concepts.has('noun:goal') &&
    reading.goals.length > 0 &&
    reading.kinds.length === 0 &&
    !reading.setLike
  )
    return { ...reading, goals: [] };
  if (reading.goals.length > 0) return withoutGoalWords(vocabulary, reading);
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

/** Most items that are answered one by one. */
const MOST_ITEMS = 6;

/** Concepts that cannot be part of an item's name: what is asked, and politeness. */
const ASKING = /^(noise|talk|ask|measure|follow|rank|op|group|plan|kind:(objective|process|indicator))/;

/**
 * Where all the words together are the very name of an item ("Servizi e interventi sociali"), none of them is an office
 * or a word for items in general.
 */
function withWholeName(context: Context): Context {
  const { reading, vocabulary } = context;
  const whole = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type === 'word' &&
      !reading.spans.some((span) => span.from <= at && span.to > at && ASKING.test(span.concept)),
  );
  if (whole.length <= reading.topic.length || whole.length < 2 || reading.items.length > 0) return context;
  if (!findTopic(vocabulary, reading, whole).titled) return context;
  const concepts = new Set([...reading.concepts].filter((concept) => ASKING.test(concept)));
  return { ...context, reading: { ...reading, topic: whole, structures: [], concepts } };
}

function decide(said: Context): Outcome {
  const context = withWholeName(said);
  const { reading, vocabulary } = context;
  const talk = recogniseSmallTalk(context);
  if (talk) return talk;
  const topic = findTopic(vocabulary, reading);
  const facts = findFacts(context);
  const limits = recogniseLimits(context, facts, topic);
  if (limits) return limits;
  const leans = context.conversation?.query != null && (isElliptic(reading) || continues(reading));
  if (leans) {
    const followed = recogniseFollowUp(context, topic);
    if (followed) return followed;
  }
  return (
    recogniseTerms(context, topic) ??
    recogniseMonitoring(context) ??
    recogniseDates(context, topic) ??
    recogniseFacts(context, facts, topic) ??
    recogniseItems(context) ??
    recogniseGoals(context) ??
    recogniseStructures(context) ??
    (lacksSubject(reading) ? recogniseFollowUp(context, topic) : null) ??
    recogniseByTopic(context, topic) ??
    recogniseFollowUp(context, topic) ??
    nothing(context)
  );
}

/** Names nothing, and asks for nothing that stands by itself. */
const continues = (reading: Reading): boolean =>
  lacksSubject(reading) &&
  ![...reading.concepts].some((concept) => /^(ask:(meaning|method|upcoming)|mon:|talk:)/.test(concept)) &&
  reading.unknownStructures.length === 0;

/** Nothing in it says what it is about: it can only continue what was said before. */
const lacksSubject = (reading: Reading): boolean =>
  reading.items.length + reading.structures.length + reading.goals.length + reading.topic.length === 0 &&
  reading.kinds.length === 0 &&
  !reading.concepts.has('noun:body') &&
  !reading.concepts.has('kind:any') &&
  !reading.concepts.has('plan:whole');

/** "Tra orto botanico e biblioteca chi ha più impegni?": two topics, one against the other. */
function recogniseTopicPair({ reading, vocabulary, lens }: Context): Outcome | null {
  const cue = ['ask:compare', 'ask:difference'].some((concept) => reading.concepts.has(concept));
  const among = reading.tokens.some((token) => /^(tra|fra|between)$/.test(token.text));
  const ranks = reading.concepts.has('rank:max') || reading.concepts.has('rank:min');
  const compares = cue || (ranks && among);
  if (reading.structures.length > 0 || reading.setLike || reading.topic.length < 2) return null;
  const groups: Reading['topic'][number][][] = [[]];
  let last = -1;
  for (const token of reading.topic) {
    const at = reading.tokens.indexOf(token);
    const between = reading.tokens.slice(last + 1, at);
    if (last >= 0 && between.some((one) => /^(e|ed|o|od|con|and|or|vs|oppure|rispetto)$/.test(one.text)))
      groups.push([]);
    groups.at(-1)?.push(token);
    last = at;
  }
  if (groups.length < 2) return null;
  const found = groups.map((group) => findTopic(vocabulary, reading, group));
  const refs = unique(found.flatMap((one) => (one.coverage > 0.8 ? one.best.slice(0, 1) : [])));
  if (refs.length < 2 || found.some((one) => one.coverage <= 0.8)) return null;
  const measures = askedMeasures(reading, lens);
  if (!compares) {
    // "I marciapiedi e le zone 30": each is asked for.
    const whole = findTopic(vocabulary, reading);
    const apart = !whole.exact && whole.coverage < 0.99 && refs.some((ref) => !whole.best.includes(ref));
    return apart && measures.length > 0
      ? ask(itemQuery(refs, measures, saidAttributes(reading, lens)))
      : null;
  }
  return ask({
    type: 'compare',
    subjects: refs.slice(0, 20).map((ref) => ({ type: 'item', ref })),
    measures: measures.length > 0 ? [...measures] : ['personnel', 'committed', 'settled', 'resources'],
    kind: null,
    count: false,
  });
}

function recogniseByTopic(context: Context, topic: TopicMatch): Outcome | null {
  const { reading, lens } = context;
  const pair = recogniseTopicPair(context);
  if (pair) return pair;
  const aliasOnly = isAliasOnly(reading) && !(reading.setLike && isAbout(reading) && topic.coverage >= 0.5);
  const strong = reading.structures.some((one) => one.strong);
  // A set ("quanti obiettivi riguardano la scuola") takes every item of the topic; a weak alias is then a topic too.
  const setWords =
    reading.setLike ||
    ['rank:max', 'rank:min', 'ask:average', 'ask:share'].some((concept) => reading.concepts.has(concept));
  const usesTopic = reading.topic.length > 0 && topic.coverage >= 0.5 && !(aliasOnly && !topic.titled);
  const wellFormed = setWords || strong || reading.kinds.length > 0;
  if (reading.topic.length > 0 && !usesTopic && !aliasOnly && !wellFormed) return null;
  if (reading.topic.length > 0 && !usesTopic && !aliasOnly && topic.coverage === 0 && namesUnknown(context))
    return null;
  const counts =
    (reading.concepts.has('ask:count') && !countsMoney(reading)) ||
    ['ask:list', 'rank:max', 'rank:min', 'ask:average', 'ask:share'].some((concept) =>
      reading.concepts.has(concept),
    );
  const sets = setWords || strong || !usesTopic;
  if (!sets || (usesTopic && topic.exact && !counts && !strong)) return topicItems(context, topic);
  const scoped = usesTopic ? { ...context, reading: withoutWeak(reading) } : context;
  if (usesTopic && strong && !counts && reading.kinds.length === 0) {
    const inside = withinStructures(scoped, topic);
    if (inside.length > 0 && inside.length < 4) return topicItems(scoped, { ...topic, best: inside });
  }
  return (
    recogniseSets(scoped, usesTopic ? topic.wide : []) ??
    (usesTopic && topic.best.length > 0 && lens === null ? topicItems(context, topic) : null)
  );
}

/** The topic's items that the named structures own. */
const withinStructures = ({ reading, vocabulary }: Context, topic: TopicMatch): TopicMatch['best'] =>
  topic.wide.filter((ref) => {
    const one = vocabulary.index.byRef.get(ref);
    return reading.structures.some(
      (named) => one?.departments.includes(named.code) || one?.units.includes(named.code),
    );
  });

function topicItems(context: Context, topic: TopicMatch): Outcome | null {
  const { reading, lens } = context;
  const department = reading.structures.find((one) => one.level === 'department' && one.strong)?.code ?? null;
  const measures = askedMeasures(reading, lens);
  const attributes = saidAttributes(reading, lens);
  const bare =
    measures.length + attributes.length === 0 &&
    !reading.concepts.has('attr:title') &&
    reading.kinds.length === 0;
  // A word or two with nothing asked: only if they are the name of something, or the talk is of something else.
  if (bare && !topic.exact && (topic.coverage < 0.85 || reading.topic.length < 2)) return null;
  // Unknown words beside a known one: the less is asked in the plan's terms, the surer the rest must be.
  const unknown = reading.topic.some((token) => !context.vocabulary.itemSearch.postings.has(token.key));
  const asksPlainly = measures.length > 0 || reading.concepts.has('attr:responsible');
  if (unknown && !topic.exact && topic.coverage < (asksPlainly ? 0.5 : 0.75)) return null;
  // The same duty of every department ("anticorruzione") is a set.
  if (topic.best.length > MOST_ITEMS) return recogniseSets(context, topic.best);
  const others = topic.wide.filter((ref) => !topic.best.includes(ref)).slice(0, 4);
  return ask(
    itemQuery(topic.best, measures, attributes, department),
    others.map((ref) => itemQuery([ref], measures, attributes)),
  );
}

/** "Obiettivi sulla fusione nucleare": an unknown word that is the theme, not a verb in passing. */
const namesUnknown = (context: Context): boolean =>
  unknownTopic(context) &&
  context.reading.topic.some((token) => {
    const at = context.reading.tokens.indexOf(token);
    return context.reading.tokens
      .slice(Math.max(0, at - 2), at)
      .some((before) =>
        /^(su|sul|sulla|sullo|sui|sulle|sugli|sull|riguard\w*|tema|about|per|di|del|della|dei|delle)$/.test(
          before.text,
        ),
      );
  });

const withoutWeak = (reading: Reading): Reading => ({
  ...reading,
  structures: reading.structures.filter((one) => one.strong),
});

/** "Obiettivi sulla scuola", "che riguardano il turismo": a theme, although an office has that name too. */
function isAbout(reading: Reading): boolean {
  const [weak] = reading.structures.filter((one) => !one.strong);
  if (!weak) return false;
  return reading.tokens
    .slice(Math.max(0, weak.from - 3), weak.from)
    .some((token) =>
      /^(su|sul|sulla|sullo|sui|sulle|sugli|sull|per|tema|riguard\w*|about|on)$/.test(token.text),
    );
}

/** The whole topic is the alias of a structure ("l'anagrafe", "la polizia municipale"). */
function isAliasOnly(reading: Reading): boolean {
  return (
    reading.structures.length > 0 &&
    reading.topic.every((token) => {
      const at = reading.tokens.indexOf(token);
      return reading.structures.some((one) => one.from <= at && one.to > at);
    })
  );
}

/** Words that nothing in the plan explains: better no answer than one about something else. */
const unknownTopic = ({ reading, vocabulary }: Context): boolean => {
  const unknown = reading.topic.filter(
    (token) => !vocabulary.itemSearch.postings.has(token.key) && token.text.length > 3,
  );
  return unknown.length > 0 && unknown.length > reading.topic.length / 2;
};

function nothing({ reading }: Context): Outcome {
  const unknown = reading.unknownStructures[0];
  if (unknown !== undefined) return refuse({ reason: 'unknown_structure', said: unknown });
  if (reading.topic.length === 0 && reading.concepts.size > 0)
    return {
      type: 'clarification',
      what: 'subject',
      choices: [],
    };
  if (reading.measures.length > 0 || reading.kinds.length > 0 || reading.concepts.has('attr:responsible'))
    return refuse({
      reason: 'nothing_found',
      topic: reading.topic
        .slice(0, 6)
        .map((token) => token.text)
        .join(' '),
    });
  return refuse({ reason: 'off_topic' });
}
