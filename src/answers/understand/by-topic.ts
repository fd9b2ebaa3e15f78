import { isJoinedBefore } from '../grammar/topics.ts';
import { EVERYTHING } from '../query.ts';
import { ownStructures } from './filters.ts';
import { askedMeasures, itemQuery, saidAttributes } from './items.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import type { Reading } from './reading.ts';
import type { TopicMatch } from './topic.ts';

/** What an item must share of a topic's words, by rarity, for who answers for it to be told. */
const LEAST_SHARED = 0.7;
/** Most items that are answered one by one. */
const MOST_ITEMS = 6;

/** Items by what they are about, in words of which some may be nobody's; what is asked of a set of them, the grammar tells. */
export function recogniseByTopic(context: Context, topic: TopicMatch): Outcome | null {
  const { reading } = context;
  const { concepts } = reading;
  const [unknown] = reading.unknownStructures;
  if (unknown !== undefined) return refuse({ reason: 'unknown_structure', said: unknown });
  if (concepts.has('filter:mine') && ownStructures(context.asker) === null)
    return refuse({ reason: 'unknown_asker' });
  if (reading.topic.length === 0 || concepts.has('ask:count')) return null;
  const usesTopic = topic.coverage > 0.5 || topic.exact;
  const office = usesTopic ? null : unknownOffice(context);
  if (office !== null) return refuse({ reason: 'unknown_structure', said: office });
  if (!usesTopic || (isOfOffice(reading, topic) && !topic.titled)) return null;
  if (reading.structures.some((one) => one.strong)) {
    const inside = withinStructures(context, topic);
    return inside.length > 0 && inside.length < 4
      ? topicItems(context, { ...topic, best: inside, alike: inside })
      : null;
  }
  if (isOfBody(reading)) return null;
  const ofSet =
    reading.setLike ||
    ['rank:max', 'rank:min', 'ask:average', 'ask:share'].some((concept) => concepts.has(concept));
  return ofSet && !topic.exact ? null : topicItems(context, topic);
}

/** The topic's items that the named structures own. */
const withinStructures = ({ reading, vocabulary }: Context, topic: TopicMatch): TopicMatch['best'] =>
  topic.wide.filter((ref) => {
    const one = vocabulary.index.byRef.get(ref);
    return reading.structures.some(
      (named) => one?.departments.includes(named.code) || one?.within.includes(named.code),
    );
  });

function topicItems(context: Context, found: TopicMatch): Outcome | null {
  const { reading, lens } = context;
  // What has another of the words is about something else, where nothing joins the two.
  const topic = found.best.length > 1 && !isJoined(reading) ? { ...found, best: found.alike } : found;
  const department = reading.structures.find((one) => one.level === 'department' && one.strong)?.code ?? null;
  const measures = askedMeasures(reading, lens);
  const attributes = saidAttributes(reading, lens);
  const bare =
    measures.length + attributes.length === 0 &&
    !reading.concepts.has('attr:title') &&
    reading.kinds.length === 0;
  // "È aumentata la tassa di soggiorno?": whether something changed is told by no card.
  if (attributes.length === 0 && asksWhetherChanged(context)) return null;
  // "Il Boccherini è una società partecipata?": what something is.
  if (bare && saysWhatIs(reading)) return null;
  // "Chi paga i rimborsi?", "chi ha voluto …?": neither what is paid nor a card says who.
  const who = reading.concepts.has('ask:who') || reading.concepts.has('ask:origin');
  if (who && !attributes.includes('responsible')) return null;
  // "Che cosa fa Lucca Holding?": an item that only speaks of it does not say.
  if (bare && reading.concepts.has('ask:meaning') && !topic.titled) return null;
  // A word or two with nothing asked: only if they are the name of something, or the talk is of something else.
  if (bare && !topic.exact && (topic.coverage < 0.85 || reading.topic.length < 2)) return null;
  // Unknown words beside a known one: the less is asked in the plan's terms, the surer the rest must be.
  const unknown = reading.topic.some((token) => !context.vocabulary.itemSearch.postings.has(token.key));
  const asksWho = reading.concepts.has('attr:responsible');
  const asksPlainly = measures.length > 0 || asksWho;
  // "Chi gestisce il parco delle mura?": what holds one of two words of the plan is about something else.
  if (
    !unknown &&
    attributes.includes('responsible') &&
    !topic.exact &&
    !isJoined(reading) &&
    topic.coverage < LEAST_SHARED
  )
    return null;
  if (unknown && !topic.exact && topic.coverage < (asksPlainly ? 0.5 : 0.75)) return null;
  // The same duty of every department ("anticorruzione") is a set.
  if (topic.best.length > MOST_ITEMS) {
    const filter = { ...EVERYTHING, items: [...topic.best] };
    return ask(
      measures.length > 0
        ? { type: 'total', filter, measures: [...measures], mode: 'sum', groupBy: null }
        : { type: 'list', filter, columns: [], deadlines: attributes.includes('deadline') },
    );
  }
  const others = topic.wide.filter((ref) => !topic.best.includes(ref)).slice(0, 4);
  return ask(
    itemQuery(topic.best, measures, attributes, department),
    others.map((ref) => itemQuery([ref], measures, attributes)),
  );
}

/** "È aumentata", "sono stati ridotti", "ha fatto aumentare": a verb, and no part of a title. */
const asksWhetherChanged = ({ reading: { tokens, kinds }, vocabulary }: Context): boolean =>
  kinds.length === 0 &&
  tokens.some(
    ({ text }, at) =>
      /^(e|sono|ha|hanno|fatto|stat[oaie]|sta|stanno)$/.test(text) &&
      vocabulary.operations.get('changes')?.has(tokens[at + 1]?.text ?? '') === true,
  );

/** "… è una …": said of something. */
const saysWhatIs = ({ tokens }: Reading): boolean =>
  tokens.some(
    ({ text }, at) =>
      at > 0 && text === 'e' && tokens[at - 1]?.light === false && /^una?$/.test(tokens[at + 1]?.text ?? ''),
  );

/** "Il Comune ha cambiato sede?": what the body itself did is told by no item. */
const isOfBody = ({ tokens, spans, kinds }: Reading): boolean =>
  kinds.length === 0 &&
  spans.some(({ concept, to }) => concept === 'noun:body' && /^(ha|aveva)$/.test(tokens[to]?.text ?? ''));

/** "L'anagrafe e la biblioteca": each word may be of an item of its own. */
const isJoined = ({ tokens, topic }: Reading): boolean =>
  topic.some((token, at) => at > 0 && isJoinedBefore(tokens, tokens.indexOf(token)));

/** "L'ufficio statistica", where no office has that name. */
function unknownOffice({ reading }: Context): string | null {
  for (const token of reading.topic) {
    const before = reading.tokens[reading.tokens.indexOf(token) - 1];
    if (before && /^(ufficio|settore|uo|direzione|dipartimento)$/.test(before.text))
      return `${before.text} ${token.text}`;
  }
  return null;
}

/** All its words are the everyday name of a structure ("l'anagrafe"), or some beside others ("l'anagrafe e la biblioteca"). */
function isOfOffice({ topic, tokens, structures }: Reading, { best }: TopicMatch): boolean {
  const named = topic.filter((token) => {
    const at = tokens.indexOf(token);
    return structures.some(({ from, to }) => from <= at && to > at);
  });
  const joint = topic.some((token) =>
    /^(e|ed|o|od|oppure)$/.test(tokens[tokens.indexOf(token) - 1]?.text ?? ''),
  );
  return named.length > 0 && (named.length === topic.length || (best.length > 1 && joint));
}
