import { unique } from '../knowledge/plan-index.ts';
import { EVERYTHING } from '../query.ts';
import { countsMoney } from './counts.ts';
import { askedMeasures, itemQuery, saidAttributes } from './items.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import type { Reading } from './reading.ts';
import { recogniseSets } from './sets.ts';
import { strangeWords } from './strange-words.ts';
import { findTopic, type TopicMatch } from './topic.ts';

/** Most items that are answered one by one. */
const MOST_ITEMS = 6;

/** "Tra orto botanico e biblioteca chi ha più impegni?": two topics, one against the other. */
function recogniseTopicPair({ reading, vocabulary, lens }: Context): Outcome | null {
  const cue = ['ask:compare', 'ask:difference'].some((concept) => reading.concepts.has(concept));
  const among = reading.tokens.some((token) => /^(tra|fra|between)$/.test(token.text));
  const ranks = reading.concepts.has('rank:max') || reading.concepts.has('rank:min');
  // "Nidi o mensa: dove si è impegnato di più?", "biblioteca e orto: quale costa meno?"
  const chooses = reading.tokens.some((token) => /^(o|oppure|quale|chi|dove|which|or)$/.test(token.text));
  const compares = cue || (ranks && (among || (chooses && reading.kinds.length === 0)));
  const strong = reading.structures.some((one) => one.strong);
  // Two offices by their everyday names are compared as such.
  if (strong || reading.structures.length > 1 || reading.setLike || reading.topic.length < 2) return null;
  const groups: Reading['topic'][number][][] = [[]];
  let last = -1;
  let exceeding = false;
  for (const token of reading.topic) {
    const at = reading.tokens.indexOf(token);
    const between = reading.tokens.slice(last + 1, at);
    const exceeds = between.some(
      (one, step) =>
        /^(piu|meno)$/.test(one.text) &&
        /^d(i|el|ell|ella|ello|ei|egli|elle)$/.test(between[step + 1]?.text ?? ''),
    );
    exceeding ||= last >= 0 && exceeds;
    if (last >= 0 && exceeds) groups.push([]);
    else if (
      last >= 0 &&
      between.some((one) =>
        /^(e|ed|o|od|con|and|or|vs|versus|contro|oppure|rispetto|confronto)$/.test(one.text),
      )
    )
      groups.push([]);
    groups.at(-1)?.push(token);
    last = at;
  }
  if (groups.length < 2) return null;
  const found = groups.map((group) => findTopic(vocabulary, reading, group));
  const refs = unique(found.flatMap((one) => (one.coverage > 0.8 ? one.best.slice(0, 1) : [])));
  if (refs.length < 2 || found.some((one) => one.coverage <= 0.8)) return null;
  const measures = askedMeasures(reading, lens);
  // "Quanto fanno insieme gli impegni di nidi e mensa?"
  if (!compares && reading.concepts.has('ask:total') && measures.length > 0)
    return ask({
      type: 'total',
      filter: { ...EVERYTHING, items: [...refs] },
      measures: [...measures],
      mode: 'sum',
      groupBy: null,
    });
  if (!compares && !exceeding) {
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

/** Questions about a topic: its items one by one, or as a set when many are asked for. */
export function recogniseByTopic(context: Context, topic: TopicMatch): Outcome | null {
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
  const office = usesTopic || aliasOnly || topic.exact ? null : unknownOffice(context);
  if (office !== null) return refuse({ reason: 'unknown_structure', said: office });
  const strange = wellFormed ? strangeWords(context, usesTopic || aliasOnly || topic.exact) : [];
  if (strange.length > 0) return refuse({ reason: 'nothing_found', topic: strange.slice(0, 6).join(' ') });
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
