import { quoted } from '../account/quoted.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { findWords } from '../grammar/find-words.ts';
import type { Piece } from '../grammar/pieces.ts';
import { findPassages } from '../knowledge/passages.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { normalise } from '../language/normalise.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import { itemQuery } from './items.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { readTokens } from './reading.ts';
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
const MOST_ITEMS = 3;

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
  const found = findPassages(vocabulary.index, words, null);
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
 * «Che cosa prevede l’azione contro la zanzara tigre?», «che potenza avrà il fotovoltaico?»: of what no reader found, the few
 * items whose texts hold the words; «c’è qualcosa sulla mensa?», all of them. Null where something was found, or the words are of many, or of none.
 */
export function recogniseInTexts(
  text: string,
  outcomes: readonly Outcome[],
  { vocabulary, lens, cut, conversation }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null || !outcomes.every(isNotFound)) return null;
  const { topic, concepts, spans, measures, ...reading } = readTokens(vocabulary, cut(text));
  const others = [reading.structures, reading.amounts, reading.years, reading.goals, reading.items];
  if (topic.length === 0 || others.some(({ length }) => length > 0)) return null;
  if (conversation?.query && FOLLOWS.test(text)) return null;
  // «Il terzo obiettivo sulla bicipolitana»: a place among several, and no word of a text.
  if (cut(text).some((word) => ordinalWord(word.text) !== null)) return null;
  // What stands in a text is of an item, and tells what it is about or costs.
  const isMention = concepts.has('ask:mention');
  const isOfItem =
    [...concepts].some((concept) => /^(kind:|attr:title)/.test(concept)) || isMention || measures.length > 0;
  const isPlain = spans.every(({ concept }) =>
    /^(kind:|attr:|noise:|plan:whole|talk:(greeting|thanks)|measure:|ask:(who|cost|compare|mention))/.test(
      concept,
    ),
  );
  if (!isOfItem || !isPlain || reading.setLike || !outcomes.every((one) => isOfAll(one, topic))) return null;
  const tokens = cut(text);
  // A word may be put right, and stands where it stood.
  const at = topic.map((word) => reading.tokens.indexOf(word));
  if (at.includes(-1) || tokens.length !== reading.tokens.length) return null;
  const typed = at.flatMap((one) => quoted(text, tokens, new Set([one])));
  const corrected = topic.map((word) => word.text);
  const isTyped = findPassages(vocabulary.index, typed, null).length > 0;
  const words = isTyped || findPassages(vocabulary.index, corrected, null).length === 0 ? typed : corrected;
  const found = findPassages(vocabulary.index, words, null);
  if (isMention && found.length === 0) {
    const { best, coverage } = searchTopic(vocabulary, topic, null);
    if (best.length > 0 && coverage >= LEAST_COVERAGE) return ask(itemQuery(best, [], []));
  }
  return !isMention && (found.length === 0 || found.length > MOST_ITEMS)
    ? null
    : ask({ type: 'passage', words, kind: null });
}

/** Nothing of what it is about was understood. */
const isOfAll = (one: Outcome, topic: readonly Token[]): boolean => {
  const unused =
    one.type === 'clarification' ? (one.unused ?? []).flatMap((said) => normalise(said).split(' ')) : null;
  return unused === null || topic.every(({ text }) => unused.includes(text));
};

const isNotFound = (one: Outcome): boolean =>
  one.type === 'refusal'
    ? one.refusal.reason === 'off_topic' || one.refusal.reason === 'nothing_found'
    : one.type === 'clarification' && (one.unused ?? []).length > 0;
