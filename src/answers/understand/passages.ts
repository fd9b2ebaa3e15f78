import { quoted } from '../account/quoted.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { findWords } from '../grammar/find-words.ts';
import type { Piece } from '../grammar/pieces.ts';
import { findPassages, isWritten, NAMING, tellsHowMany } from '../knowledge/passages.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { normalise } from '../language/normalise.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import { itemQuery, saidAttributes } from './items.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';
import { findBest, searchTopic } from './topic.ts';

/** What may stand before the verb: which items are asked for, and nothing that narrows them. */
const ASKING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'ask',
  'kind',
  'filler',
  'courtesy',
  'some',
  'between',
]);

/** Share of the words, by rarity, that items found by other words must hold, and how many such items there may be. */
const LEAST_COVERAGE = 0.8;
const MOST_ITEMS = 4;

/**
 * «Quale obiettivo parla di priorità e difficoltà?», «in quali processi si cita Pescaglia?»: the items of which a text holds
 * the words, and where. Null where something else is asked, or items are found by words that stand for these.
 */
export function recognisePassages(
  text: string,
  { vocabulary, lens, cut }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null && lens !== 'items') return null;
  const tokens = cut(text);
  const does = (role: string): number =>
    tokens.findIndex((token) => vocabulary.operations.get(role)?.has(token.text) === true);
  // «Quali obiettivi riguardano il personale?»: of a figure no item is, and texts speak of it.
  const regards = does('regards');
  const verb =
    does('speaks') < 0 && isFigure(vocabulary, tokens.slice(regards + 1)) ? regards : does('speaks');
  if (verb < 0) return null;
  const before = tokens.slice(0, verb);
  const pieces = findWords(vocabulary, before).filter(({ cat }) => ASKING.has(cat));
  // "In quale sezione si parla di…?", "dove …?": anywhere in what is held.
  const ofSection = before.some(({ text }) => /^(sezione|capitolo|paragrafo|pagina)$/.test(text));
  const isAsked = before.every(
    (token, at) =>
      token.light ||
      (ofSection && /^(qual[ei]|sezione|capitolo|paragrafo|pagina|relazione|documento)$/.test(token.text)) ||
      token.text === 'che' ||
      pieces.some(({ from, to }) => from <= at && at < to),
  );
  const nouns = pieces.filter((piece) => piece.cat === 'kind');
  const [noun, ...others] = nouns;
  const anywhere = noun === undefined && (ofSection || tokens[0]?.text === 'dove');
  if (!isAsked || (noun === undefined && !anywhere) || others.length > 0) return null;
  const rest = new Set(
    tokens.flatMap(({ light, type }, at) => (at > verb && !light && type === 'word' ? [at] : [])),
  );
  if (rest.size === 0 || tokens.slice(verb).some(({ type }) => type === 'number')) return null;
  const [kind = null, ...more] = noun?.kinds ?? [];
  const words = quoted(text, tokens, rest);
  const only = more.length > 0 ? null : kind;
  const found = findPassages(vocabulary.index, words);
  if (ofSection) {
    const said = findBest(
      vocabulary,
      vocabulary.statementSearch,
      tokens.filter((_, at) => rest.has(at)),
    );
    // "Partecipate" is no "partecipazione", though they are of one root.
    const held = said.docs
      .flatMap((doc) => vocabulary.index.plan.statements[doc] ?? [])
      .find((one) => words.every((word) => normalise(`${one.text} ${one.source}`).includes(normalise(word))));
    if (held && said.coverage >= LEAST_COVERAGE) return ask({ type: 'statement', code: held.code });
  }
  if (anywhere) return found.length > 0 ? ask({ type: 'passage', words: [...words], kind: null }) : null;
  // Words that stand for those of the plan say nearly as much.
  const topic = searchTopic(
    vocabulary,
    tokens.filter((_, at) => rest.has(at)),
    only,
  );
  const isAbout = found.length === 0 && topic.coverage >= LEAST_COVERAGE && topic.best.length <= MOST_ITEMS;
  return isAbout ? null : ask({ type: 'passage', words: [...words], kind: only });
}

/** Words that say one figure and nothing more. */
function isFigure(vocabulary: Vocabulary, tokens: readonly Token[]): boolean {
  const [only, ...more] = tokens.filter(({ light, type }) => !light && type !== 'sign');
  return (
    only !== undefined &&
    more.length === 0 &&
    findWords(vocabulary, [only]).some(({ cat, to }) => cat === 'figure' && to === 1)
  );
}

/**
 * «Che potenza avrà il fotovoltaico?», «quanti alberi si piantano nel parco?»: of what no reader found, the few items whose
 * texts hold the words, and which words none holds; «c’è qualcosa sulla mensa?», all of them. Null where something was found,
 * or the words are of many, or of none.
 */
export function recogniseInTexts(
  text: string,
  outcomes: readonly Outcome[],
  { vocabulary, lens, cut, conversation }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null || !outcomes.every(isNotFound)) return null;
  const tokens = cut(text);
  const reading = readTokens(vocabulary, tokens);
  const { topic, concepts, items, measures } = reading;
  // A word may be put right, and stands where it stood.
  if (topic.length === 0 || tokens.length !== reading.tokens.length) return null;
  if (reading.amounts.length + reading.years.length + reading.goals.length > 0) return null;
  if (conversation?.query && FOLLOWS.test(text)) return null;
  // «Il terzo obiettivo sulla bicipolitana»: a place among several, and no word of a text as «le prime visite».
  const { pairs } = vocabulary.itemSearch;
  const isPlace = ({ text, key }: Token, at: number): boolean =>
    ordinalWord(text) !== null && !pairs.has(`${key} ${tokens[at + 1]?.key}`);
  if (tokens.some(isPlace)) return null;
  if (!reading.spans.every(({ concept }) => BESIDE_TEXTS.test(concept))) return null;
  const { index, common } = vocabulary;
  const isMention = concepts.has('ask:mention');
  const [named, ...more] = items.flatMap((one) => one.items);
  if (more.length > 0 || (items.length > 0 && named === undefined)) return null;
  const item = named?.ref ?? null;
  const content = contentOf(reading, vocabulary);
  const isHeld = (at: number): boolean =>
    findPassages(index, [reading.tokens[at]?.text ?? ''], { item }).length > 0;
  const held = content.filter(isHeld);
  const runsOf = (at: readonly number[]): readonly string[] =>
    runs(at, tokens, vocabulary).flatMap((run) => quoted(text, tokens, new Set(run)));
  const said = (at: readonly number[]): readonly string[] => {
    const typed = runsOf(at);
    const isTyped = findPassages(index, typed, { item }).length > 0;
    const corrected = at.map((one) => reading.tokens[one]?.text ?? '');
    return isTyped || findPassages(index, corrected, { item }).length === 0 ? typed : corrected;
  };
  if (isMention) {
    if (reading.structures.length + items.length > 0 || !outcomes.every((one) => isOfAll(one, topic)))
      return null;
    const words = said(content);
    const { best, coverage } = searchTopic(vocabulary, topic, null);
    return findPassages(index, words).length === 0 && best.length > 0 && coverage >= LEAST_COVERAGE
      ? ask(itemQuery(best, [], []))
      : ask({ type: 'passage', words: [...words], kind: null });
  }
  const findAll = (at: readonly number[]) => (at.length === 0 ? [] : findPassages(index, said(at), { item }));
  const isAsked = (at: number): boolean => at === content[0] && isHead(at, tokens, vocabulary);
  // What is asked for may be of another item's texts.
  const used = findAll(held).length > 0 ? held : held.filter((at) => !isAsked(at));
  const count = reading.spans.find(({ concept }) => concept === 'ask:count');
  const [head] = content;
  const isNowhere = head !== undefined && isAsked(head) && !held.includes(head);
  if (isNowhere && item !== null) return null;
  // «Quanti alberi si piantano?»: what is done tells of nothing without them.
  const isDone = (at: number): boolean =>
    vocabulary.operations.get('passive')?.has(tokens[at - 1]?.text ?? '') === true;
  if (isNowhere && count !== undefined && used.every(isDone))
    return ask({ type: 'passage', words: [...runsOf([head])], kind: null });
  if (used.length < held.length && used.length < 2) return null;
  const written = used.filter((at) => isWritten(index, reading.tokens[at]?.text ?? ''));
  if (written.length === 0) return null;
  const found = findAll(used);
  if (found.length === 0 || found.length > MOST_ITEMS) return null;
  // What stands in a text is of an item, and tells what it is about or costs.
  const isOfItem = measures.length > 0 || [...concepts].some((one) => /^(kind:|attr:title)/.test(one));
  const tells = found.some(({ passages }) => passages.some(({ place }) => !NAMING.has(place)));
  const lacking = content.filter((at) => !used.includes(at) && !common.has(reading.tokens[at]?.text ?? ''));
  // One word of several tells too little, but for the one that is counted, or beside the one that is nowhere.
  const tellsMore = written.length > 1 || isNowhere || (count !== undefined && written.some(isAsked));
  if (lacking.length > 0 && !tellsMore) return null;
  const words = (lacking.length > 0 ? lacking : used).map((at) => reading.tokens[at]?.text ?? '');
  // «Con che cosa si portano …?»: what asks is no word of a text, and narrows nothing.
  const courtesies = reading.spans.flatMap(({ concept, from, to }) =>
    concept.startsWith('noise:') ? reading.tokens.slice(from, to).map(({ text }) => text) : [],
  );
  const isKnown = outcomes.every((one) =>
    isAmong(one, (word) => words.includes(word) || courtesies.includes(word)),
  );
  if (!isKnown || (!tells && (lacking.length > 0 || !isOfItem))) return null;
  const attributes = saidAttributes(reading, lens);
  if (attributes.length > 0 && lacking.length === 0)
    return ask(
      itemQuery(
        found.map(({ one }) => one.ref),
        [],
        attributes,
      ),
    );
  // A text without an amount tells no cost.
  const isCost = measures.some((one) => one !== 'attainment' && one !== 'weight');
  const isTitled = found.some(({ passages }) => passages.some(({ place }) => NAMING.has(place)));
  if (isCost && (lacking.length > 0 || isTitled) && !tellsHowMany(index, found, 'euro')) return null;
  const unsaid = runsOf(lacking.filter((at) => isAsked(at) && !held.includes(at)));
  const beside = runsOf(lacking.filter((at) => !isAsked(at) || held.includes(at)));
  return ask({
    type: 'passage',
    words: [...said(used)],
    kind: null,
    ...(item === null ? {} : { item }),
    ...(unsaid.length === 0 ? {} : { unsaid: [...unsaid] }),
    ...(beside.length === 0 ? {} : { beside: [...beside] }),
    ...(count === undefined ? {} : { counted: tokens[count.from]?.text ?? null }),
  });
}

/** What may stand beside the words of a text: what is asked, of what, and politeness; no operator. */
const BESIDE_TEXTS =
  /^(kind:|attr:|noise:|plan:whole|talk:(greeting|thanks)|measure:|noun:|state:|filter:full|ask:(who|cost|compare|mention|count|percent|list|check|when|change|difference))/;

/** Of these every word is of the question, and none of a text. */
const ASKING_TEXTS =
  /^(kind:|attr:|noise:|plan:whole|talk:|measure:|noun:body|ask:(who|cost|compare|mention|count|list|change|difference))/;

/** Where the words stand that a text may hold. */
function contentOf({ tokens, spans, items }: Reading, { bodyKeys }: Vocabulary): readonly number[] {
  const isAsking = (at: number): boolean =>
    items.some(({ from, to }) => from <= at && to > at) ||
    spans.some(({ concept, from, to }) => ASKING_TEXTS.test(concept) && from <= at && at < to);
  return tokens.flatMap(({ light, type, key }, at) =>
    !light && type === 'word' && !isAsking(at) && !bodyKeys.has(key) ? [at] : [],
  );
}

/** «Quanti alberi», «qual è la potenza»: the noun that is asked for. */
function isHead(at: number, tokens: readonly Token[], { smallWords }: Vocabulary): boolean {
  const before = tokens.slice(0, at);
  const asks = before.findLastIndex(
    ({ text }) => smallWords.is('how much', text) || smallWords.is('which', text),
  );
  return (
    asks >= 0 &&
    before.slice(asks + 1).every(({ text }) => smallWords.is('are', text) || smallWords.is('article', text))
  );
}

/** Words that stand together, or are joined by no more than «di»: «corsi d’acqua». */
function runs(
  places: readonly number[],
  tokens: readonly Token[],
  { smallWords }: Vocabulary,
): readonly (readonly number[])[] {
  const joins = ({ text }: Token): boolean =>
    text === 'd' || smallWords.is('di', text) || smallWords.is('genitive', text);
  const all: number[][] = [];
  for (const at of places) {
    const run = all.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && tokens.slice(last + 1, at).every(joins)) run.push(at);
    else all.push([at]);
  }
  return all;
}

/** Nothing of what it is about was understood. */
const isOfAll = (one: Outcome, topic: readonly Token[]): boolean => {
  const unused =
    one.type === 'clarification' ? (one.unused ?? []).flatMap((said) => normalise(said).split(' ')) : null;
  return unused === null || topic.every(({ text }) => unused.includes(text));
};

/** Of what was said not to be understood, every word is one of these. */
const isAmong = (one: Outcome, isOne: (word: string) => boolean): boolean =>
  one.type !== 'clarification' || (one.unused ?? []).every((said) => normalise(said).split(' ').every(isOne));

const isNotFound = (one: Outcome): boolean =>
  one.type === 'refusal'
    ? ['off_topic', 'nothing_found'].includes(one.refusal.reason) ||
      (one.refusal.reason === 'undeclared' && one.refusal.what === 'money')
    : one.type === 'clarification' && (one.unused ?? []).length > 0;
