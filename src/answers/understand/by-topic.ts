import { countsMoney } from './counted-money.ts';
import { askedMeasures, itemQuery, saidAttributes } from './items.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import type { Reading } from './reading.ts';
import { recogniseSets } from './sets.ts';
import type { TopicMatch } from './topic.ts';
import { recogniseTopicPair } from './topic-pair.ts';

/** What an item must share of a topic's words, by rarity, for who answers for it to be told. */
const LEAST_SHARED = 0.7;
/** Most items that are answered one by one. */
const MOST_ITEMS = 6;

/** Questions about a topic: its items one by one, or as a set when many are asked for. */
export function recogniseByTopic(context: Context, topic: TopicMatch): Outcome | null {
  const { reading, lens } = context;
  const pair = recogniseTopicPair(context);
  if (pair) return pair;
  const aliasOnly = isAliasOnly(reading);
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
  const office = usesTopic || aliasOnly || topic.exact ? null : unknownOffice(context);
  if (office !== null) return refuse({ reason: 'unknown_structure', said: office });
  // "Obiettivo con più ore di lavoro": several words that no item has are no courtesy.
  if (
    wellFormed &&
    !aliasOnly &&
    reading.topic.length > 1 &&
    topic.coverage === 0 &&
    reading.targets.length === 0
  )
    return refuse({
      reason: 'nothing_found',
      topic: reading.topic
        .slice(0, 6)
        .map(({ text }) => text)
        .join(' '),
    });
  const counts =
    (reading.concepts.has('ask:count') && !countsMoney(reading)) ||
    ['ask:list', 'rank:max', 'rank:min', 'ask:average', 'ask:share'].some((concept) =>
      reading.concepts.has(concept),
    );
  // "Quanti gol ha fatto la Lucchese?": one word of the plan beside an unknown one is no theme to count.
  // "Quanti dipendenti hanno meno di 30 anni?" counts something that is no item.
  const countsThings =
    reading.tokens.some(({ text }) => /^(quant[ie]|many)$/.test(text)) &&
    !countsMoney(reading) &&
    reading.kinds.length === 0 &&
    usesTopic;
  if (countsThings && !strong && !reading.concepts.has('kind:any')) return null;
  const strays = reading.topic.some((token) => !context.vocabulary.itemSearch.postings.has(token.key));
  const kinded = reading.kinds.length > 0 || reading.concepts.has('kind:any');
  if (counts && usesTopic && !topic.exact && strays && !kinded && !strong && topic.coverage < 0.75)
    return null;
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
      (named) => one?.departments.includes(named.code) || one?.within.includes(named.code),
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
  // "È aumentata la tassa di soggiorno?": whether something changed is told by no card.
  if (measures.length + attributes.length === 0 && asksWhetherChanged(reading)) return null;
  // A word or two with nothing asked: only if they are the name of something, or the talk is of something else.
  if (bare && !topic.exact && (topic.coverage < 0.85 || reading.topic.length < 2)) return null;
  // Unknown words beside a known one: the less is asked in the plan's terms, the surer the rest must be.
  const unknown = reading.topic.some((token) => !context.vocabulary.itemSearch.postings.has(token.key));
  const asksWho = reading.concepts.has('attr:responsible');
  const asksPlainly = measures.length > 0 || asksWho;
  // "Chi gestisce il parco delle mura?": what holds one of two words of the plan is about something else.
  if (!unknown && asksWho && !topic.exact && !isJoined(reading) && topic.coverage < LEAST_SHARED) return null;
  if (unknown && !topic.exact && topic.coverage < (asksPlainly ? 0.5 : 0.75)) return null;
  // The same duty of every department ("anticorruzione") is a set.
  if (topic.best.length > MOST_ITEMS) return recogniseSets(context, topic.best);
  const others = topic.wide.filter((ref) => !topic.best.includes(ref)).slice(0, 4);
  return ask(
    itemQuery(topic.best, measures, attributes, department),
    others.map((ref) => itemQuery([ref], measures, attributes)),
  );
}

/** "È aumentata", "sono stati ridotti": a verb, and no part of a title. */
const asksWhetherChanged = ({ tokens, kinds }: Reading): boolean =>
  kinds.length === 0 &&
  tokens.some(
    ({ text }, at) =>
      /^(e|sono|stat[oaie])$/.test(text) &&
      /^(aumentat|diminuit|cresciut|calat|ridott|raddoppiat|peggiorat|migliorat|salit|sces|sparit)[oaie]$/.test(
        tokens[at + 1]?.text ?? '',
      ),
  );

/** "L'anagrafe e la biblioteca": each word may be of an item of its own. */
const isJoined = ({ tokens }: Reading): boolean =>
  tokens.some(({ text, pause }, at) => at > 0 && (pause || /^(e|ed|o|oppure)$/.test(text)));

/** "Obiettivi sulla fusione nucleare": an unknown word that is the theme, not a verb in passing. */
const namesUnknown = (context: Context): boolean =>
  unknownTopic(context) &&
  context.reading.topic.some((token) => {
    const at = context.reading.tokens.indexOf(token);
    return context.reading.tokens
      .slice(Math.max(0, at - 2), at)
      .some((before) =>
        /^(uffici[oi]|settor[ei]|uo|direzione|servizio|su|sul|sulla|sullo|sui|sulle|sugli|sull|riguard\w*|tema|about|per|di|del|della|dei|delle)$/.test(
          before.text,
        ),
      );
  });

/** "L'ufficio statistica", where no office has that name. */
function unknownOffice({ reading }: Context): string | null {
  for (const token of reading.topic) {
    const before = reading.tokens[reading.tokens.indexOf(token) - 1];
    if (before && /^(ufficio|settore|uo|direzione|dipartimento)$/.test(before.text))
      return `${before.text} ${token.text}`;
  }
  return null;
}

const withoutWeak = (reading: Reading): Reading => ({
  ...reading,
  structures: reading.structures.filter((one) => one.strong),
});

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
