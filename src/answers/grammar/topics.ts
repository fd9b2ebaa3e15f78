import type { ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Atom } from '../figures/figures-query.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { relatives, rootOf } from '../language/search.ts';
import type { Token } from '../language/tokens.ts';
import { isBodyName, isCommon } from '../understand/ordinary-words.ts';
import { searchTopic, type TopicMatch } from '../understand/topic.ts';
import { isGlue, type Rule, rule, type Surroundings } from './chart.ts';
import type { Category, Meaning, Piece } from './pieces.ts';
import { isIdle } from './requests/request.ts';

/** Words that may as well be a part of what something is about. */
const SOFT: ReadonlySet<Category> = new Set<Category>(['filler', 'name']);
/** What is asked, and of what: in no title are these another thing. */
const HARD: ReadonlySet<Category> = new Set<Category>([
  'kind',
  'level',
  'ask',
  'figure',
  'atoms',
  'attribute',
  'group',
  'titled',
  'courtesy',
  'and',
  'or',
]);
const isHard = (piece: Piece): boolean =>
  HARD.has(piece.cat) &&
  !(piece.cat === 'kind' && piece.kinds.length === 0) &&
  // «Programma» is a part of an office's name, too.
  !(piece.cat === 'atoms' && (piece.guessed === true || isOneWord(piece)));

const isOneWord = ({ atoms, from, to }: Piece<'atoms'>): boolean =>
  to === from + 1 && atoms.every(({ type }) => type === 'structure');

/** "Sulla polizia municipale", "l'obiettivo della biblioteca": not the office of that name. */
const ABOUT = /^(su|sul|sulla|sullo|sui|sulle|sugli|sull|per|riguard\w*)$/;

/** What a word is beside the pieces that explain it: nothing does, a name or a filler does, or it says nothing. */
type Role = 'bare' | 'name' | 'soft' | 'glue' | 'other';

/** Least share of the words, by rarity, that an item must hold to be what they are about. */
const LEAST_COVERAGE = 0.8;
/** Most items that are answered one by one. */
export const MOST_ITEMS = 6;

/** Runs of words that nothing else explains and that name items by what they are about. */
export function findTopics(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  found: readonly Piece[],
): readonly Piece<'topic'>[] {
  const over: Piece[][] = tokens.map(() => []);
  for (const piece of found) for (let at = piece.from; at < piece.to; at += 1) over[at]?.push(piece);
  const role = (at: number): Role => {
    const pieces = over[at] ?? [];
    if (pieces.length === 0) {
      if (isGlue(tokens[at])) return 'glue';
      const ordinary =
        isCommon(vocabulary, tokens, at) ||
        isBodyName(vocabulary, tokens, at) ||
        (over[at - 1]?.some(({ cat }) => cat === 'figure') === true && endsTerm(vocabulary, tokens, at)) ||
        isAskedOrSaid(vocabulary, tokens, at, over);
      return tokens[at]?.type === 'word' && !ordinary ? 'bare' : 'other';
    }
    const isName = pieces.some(({ cat }) => cat === 'name');
    // «I servizi demografici», in a title, are no level of the body.
    const firm = pieces.filter(isHard).some((piece) => piece.cat !== 'level' || !piece.plural);
    if (!firm && isInTitle(vocabulary, tokens, at))
      return isName ? 'name' : tokens[at]?.light ? 'soft' : 'bare';
    if (!pieces.every(({ cat }) => SOFT.has(cat))) return 'other';
    // «Telelaser è più alto»: a verb at its end is none of its words.
    return isName ? 'name' : tokens[at]?.light ? 'glue' : 'soft';
  };
  const ofOne = (at: number): boolean =>
    found.some((piece) => piece.cat === 'kind' && !piece.plural && piece.to <= at && piece.to >= at - 2);
  const isNamed = (at: number): boolean =>
    (isJoined(tokens, at) && searchTopic(vocabulary, tokens.slice(at, at + 1), null).exact) ||
    ABOUT.test(tokens[at - 1]?.text ?? '') ||
    /^riguard/.test(tokens[at - 2]?.text ?? '') ||
    ofOne(at);
  const runs: (readonly [number, number])[] = [];
  let start = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    const cut =
      token === undefined ||
      role(at) === 'other' ||
      (at > start && (token.pause || token.clause !== tokens[at - 1]?.clause));
    if (!cut) continue;
    runs.push(...runsOf(start, at, role, isNamed));
    start = token !== undefined && role(at) !== 'other' ? at : at + 1;
  }
  return runs.flatMap(([from, to]): readonly Piece<'topic'>[] =>
    isTopic(vocabulary, wordsOf(tokens, from, to)) ? [{ cat: 'topic', from, to }] : [],
  );
}

/** «La spesa corrente»: with the figure before it, a term of the glossary. */
const endsTerm = ({ termNames }: Vocabulary, tokens: readonly Token[], at: number): boolean => {
  const term = `${tokens[at - 1]?.text} ${tokens[at]?.text}`;
  return termNames.some(({ phrase }) => phrase === term);
};

/** «Protocollo e posta in partenza»: beside something else a name may be the very one of an item. */
const isJoined = (tokens: readonly Token[], at: number): boolean =>
  [tokens[at - 1], tokens[at + 1]].some((token) => /^(e|ed|o|od|oppure)$/.test(token?.text ?? ''));

/**
 * «Quali effetti», «chi approva», «i costi sono definitivi»: right behind a word that asks, or a verb whose subject is a
 * figure or a kind, a word is what is asked or said of others, and not what items are about.
 */
function isAskedOrSaid(
  { operations }: Vocabulary,
  tokens: readonly Token[],
  at: number,
  over: readonly (readonly Piece[])[],
): boolean {
  const does = (role: string): boolean => operations.get(role)?.has(tokens[at - 1]?.text ?? '') === true;
  const [before, asks] = [tokens[at - 2], tokens[at - 1]];
  const opens = before === undefined || asks?.pause || before.clause !== asks?.clause;
  // «Per abitante», «per ogni residente»: what a figure is to be divided by.
  const isHead = operations.get('head')?.has(tokens[at]?.text ?? '') === true;
  if (isHead && tokens.slice(Math.max(0, at - 2), at).some(({ text }) => /^(per|a|pro|ogni)$/.test(text)))
    return true;
  const isSubject = over[at - 2]?.some(({ cat }) => cat === 'figure' || cat === 'kind') === true;
  return (
    does('which') || does('much') || (does('been') && isSubject) || (asks?.text === 'che' && opens === true)
  );
}

/** «Le zone 30», «gli oneri di urbanizzazione», «la rete per l’apprendimento»: in a name of an item it stands beside the same word. */
function isInTitle({ itemSearch }: Vocabulary, tokens: readonly Token[], at: number): boolean {
  const [before, next] = [wordBeside(tokens, at, -1), wordBeside(tokens, at, 1)];
  const { key, light, type } = tokens[at] ?? {};
  if (light) return before !== null && next !== null && itemSearch.pairs.has(`${before} ${next}`);
  const isAfter = before !== null && itemSearch.pairs.has(`${before} ${key}`);
  return type === 'number' ? isAfter : isAfter || (next !== null && itemSearch.pairs.has(`${key} ${next}`));
}

/** The next word on one side of a place that says something, where no pause is between; null for none. */
function wordBeside(tokens: readonly Token[], at: number, step: 1 | -1): string | null {
  for (let beside = at + step; ; beside += step) {
    const token = tokens[beside];
    const isApart = token === undefined || token.clause !== tokens[at]?.clause;
    if (isApart || (step > 0 ? token : tokens[beside + 1])?.pause) return null;
    if (!token.light) return token.key;
  }
}

/** The run as far as it goes, and the part of it that nothing else explains. */
function runsOf(
  start: number,
  end: number,
  role: (at: number) => Role,
  isNamed: (at: number) => boolean,
): readonly (readonly [number, number])[] {
  const places = Array.from({ length: end - start }, (_, at) => start + at);
  const spoken = places.filter((at) => role(at) !== 'glue');
  const bare = places.filter((at) => role(at) === 'bare');
  const ends = (some: readonly number[]): readonly (readonly [number, number])[] => {
    const [first, last] = [some[0], some.at(-1)];
    return first === undefined || last === undefined ? [] : [[first, last + 1]];
  };
  const [first] = spoken;
  const tells =
    bare.length > 0 || (first !== undefined && spoken.some((at) => role(at) === 'name') && isNamed(first));
  if (!tells) return [];
  const all = [...ends(spoken), ...ends(bare)];
  return all.filter(([from, to], at) => all.findIndex((one) => one[0] === from && one[1] === to) === at);
}

const wordsOf = (tokens: readonly Token[], from: number, to: number): readonly Token[] =>
  tokens.slice(from, to).filter((token) => !token.light && token.type !== 'sign');

function isTopic(vocabulary: Vocabulary, words: readonly Token[]): boolean {
  if (words.length === 0) return false;
  const { itemSearch, synonyms } = vocabulary;
  const { exact, coverage } = searchTopic(vocabulary, words, null);
  if (exact) return true;
  const known = words.every(
    ({ key }) => itemSearch.postings.has(key) || synonyms.has(key) || relatives(itemSearch, key).length > 0,
  );
  return known && coverage >= LEAST_COVERAGE && !words.every((word) => isAnotherWord(vocabulary, word));
}

/** «Centrato» and «centri» have one stem, and mean two things; a verb may be of its noun. */
const isAnotherWord = ({ itemSearch, synonyms }: Vocabulary, { key, text }: Token): boolean => {
  const roots = itemSearch.roots.get(key);
  const begins = (root: string): boolean => root.startsWith(rootOf(text));
  return roots !== undefined && !synonyms.has(key) && !text.endsWith('re') && ![...roots].some(begins);
};

/** Looks up what words of a question are about, each run once. */
export function topicFinder(vocabulary: Vocabulary, tokens: readonly Token[]): Surroundings['topicOf'] {
  const known = new Map<string, ReturnType<Surroundings['topicOf']>>();
  return (from, to, kind) => {
    const key = `${from} ${to} ${kind}`;
    const found = known.get(key) ?? titledFirst(searchTopic(vocabulary, wordsOf(tokens, from, to), kind));
    known.set(key, found);
    return found;
  };
}

/** «Il PEZ»: of those that hold a word, the ones whose titles have it. */
const titledFirst = (found: TopicMatch): TopicMatch =>
  found.exact || found.whole || found.called.length === 0 ? found : { ...found, best: found.called };

const onlyKind = ({ kinds }: Piece<'kind'>): ItemKind | null =>
  kinds.length === 1 ? (kinds[0] ?? null) : null;

/** «L’obiettivo sui nidi»: the few that fit best. */
function oneAbout(
  kind: Piece<'kind'>,
  { from, to }: Piece<'topic'>,
  { topicOf }: Surroundings,
): Meaning | null {
  const { best } = kind.plural ? { best: [] } : topicOf(from, to, onlyKind(kind));
  return best.length === 0 || best.length > MOST_ITEMS
    ? null
    : { cat: 'atoms', atoms: [{ type: 'items', refs: best }] };
}

/** «Quello»: one of them. */
const isSingular = ({ from, to }: Pick<Piece, 'from' | 'to'>, tokens: readonly Token[]): boolean =>
  tokens.slice(from, to).some(({ text }) => /^quell[oa]$/.test(text));

/** What is about something, as a set of items. */
export const TOPICS: readonly Rule[] = [
  rule('the one about something', ['kind', 'topic'], ['obiettivo sull’autovelox'], ([kind, topic], around) =>
    oneAbout(kind, topic, around),
  ),
  rule(
    'the one that is about something',
    ['kind', 'filler', 'topic'],
    ['obiettivo che riguarda l’autovelox'],
    ([kind, , topic], around) => oneAbout(kind, topic, around),
  ),
  ...(['except', 'without'] as const).map((no) =>
    rule(
      `but for what is about something, ${no}`,
      [no, 'topic'],
      no === 'except' ? ['esclusi i nidi'] : ['senza i nidi', 'senza quello sui nidi'],
      ([, { from, to }], around) => ({
        cat: 'atoms',
        atoms: [{ type: 'not', atom: { type: 'items', refs: around.topicOf(from, to, null).best } }],
      }),
    ),
  ),
  ...(['except', 'without'] as const).flatMap((no) => {
    const said = no === 'except' ? 'tranne' : 'senza';
    const allBut = (refs: readonly ItemRef[]): Meaning => ({
      cat: 'atoms',
      atoms: [{ type: 'not', atom: { type: 'items', refs } }],
    });
    return [
      rule(
        `but for those that are about something, ${no}`,
        [no, 'pronoun', 'topic'],
        [`${said} quelli sull’anticorruzione`],
        ([, pronoun, { from, to }], { topicOf, tokens }) =>
          isSingular(pronoun, tokens) ? null : allBut(topicOf(from, to, null).wide),
      ),
      rule(
        `but for those about something, ${no}`,
        [no, 'kind', 'topic'],
        [`${said} gli obiettivi anticorruzione`],
        ([, kind, { from, to }], { topicOf }) => allBut(topicOf(from, to, onlyKind(kind)).wide),
      ),
    ];
  }),
];

/** What a question asks of many of its items, and not of the few that fit best. */
const OF_MANY: ReadonlySet<Category> = new Set<Category>(['rank', 'group', 'pick', 'having']);

/**
 * Words about something as the items that they are about: all of them where a set is asked for ("quanti obiettivi sulla
 * scuola"), else the few that fit best. Null where one is held against another and it is not clear which each is.
 */
export function resolveTopics(said: readonly Piece[], around: Surroundings): readonly Piece[] | null {
  const { topicOf } = around;
  const pieces = togetherAbout(said, around);
  if (pieces === null) return null;
  const topics = pieces.filter(isOfItems);
  if (topics.length === 0) return pieces;
  const many =
    pieces.some(({ cat }) => OF_MANY.has(cat)) ||
    pieces.some((piece) => piece.cat === 'ask' && (piece.what === 'count' || piece.what === 'list')) ||
    pieces.some((piece) => piece.cat === 'kind' && piece.plural);
  // «Anticorruzione e trasparenza»: the same duty of many, of which all are about both, is one thing.
  const apart = new Set(
    topics.map((one) => (one.cat === 'titled' ? one.refs[0] : topicOf(one.from, one.to, null).best[0])),
  );
  const sides = topics.length > 1 && !pieces.some(({ cat }) => cat === 'kind');
  const isOne = apart.size < topics.length;
  const isPlain = pieces.every(({ cat }) => PLAIN.has(cat) || ASKS.has(cat));
  if (sides && !isOne && isPlain && topics.some((one, at) => at > 0 && isLoose(one, pieces, around.tokens)))
    return null;
  const refsOf = (topic: Piece<'topic' | 'titled'>): readonly ItemRef[] => {
    const { from, to } = topic;
    // «Quante azioni sulle lampade LED?»: those that are about them, too, and not only the one that is called so.
    const isAbout = many && [1, 2].some((back) => ABOUT.test(around.tokens[from - back]?.text ?? ''));
    if (topic.cat === 'titled')
      return isAbout ? [...new Set([...topic.refs, ...topicOf(from, to, null).wide])] : topic.refs;
    const before = pieces.findLast((piece) => piece.cat === 'kind' && piece.to <= from);
    const { best, wide } = topicOf(from, to, before?.cat === 'kind' ? onlyKind(before) : null);
    const isMany = best.length > MOST_ITEMS;
    return sides && !(isOne && isMany) ? best.slice(0, 1) : many || isMany ? wide : best;
  };
  const inside = many || topics.length > 1 ? null : onlyOneInside(topics[0], pieces, around);
  if (inside !== null)
    return pieces.flatMap((piece): readonly Piece[] =>
      isOfItems(piece) ? [inside] : piece.cat === 'atoms' && piece.atoms.some(isPlace) ? [] : [piece],
    );
  const resolved = pieces.map((piece): Piece => {
    if (piece.cat === 'or' && sides) return { ...piece, cat: 'and' };
    if (!isOfItems(piece)) return piece;
    const { from, to } = piece;
    return { cat: 'atoms', atoms: [{ type: 'items', refs: refsOf(piece) }], guessed: true, from, to };
  });
  return resolved.some((piece) => piece.cat === 'atoms' && piece.atoms.some(isNothing)) ? null : resolved;
}

/** «L’anticorruzione dello staff C»: of what many do alike, the one thing that the structure has. */
function onlyOneInside(
  topic: Piece<'topic' | 'titled'> | undefined,
  pieces: readonly Piece[],
  { topicOf, index }: Surroundings,
): Piece<'atoms'> | null {
  const places = pieces.flatMap((piece) => (piece.cat === 'atoms' ? piece.atoms.filter(isPlace) : []));
  const [place, ...others] = places;
  if (topic?.cat !== 'topic' || !place || others.length > 0) return null;
  const { from, to } = topic;
  const refs = topicOf(from, to, null).wide.filter((ref) => {
    const one = index.byRef.get(ref);
    return place.codes.some((code) => one?.departments.includes(code) || one?.within.includes(code));
  });
  return refs.length === 1
    ? { cat: 'atoms', atoms: [{ type: 'items', refs }], guessed: true, from, to }
    : null;
}

const isPlace = (atom: Atom): atom is Extract<Atom, { type: 'structure' }> => atom.type === 'structure';

/** «Per il bilancio quanto si è pagato ai fornitori?»: nothing joins it to what stands before, and it is asked nothing of its own. */
function isLoose({ from }: Piece, pieces: readonly Piece[], tokens: readonly Token[]): boolean {
  if (isJoinedBefore(tokens, from)) return false;
  const asked = pieces.filter((piece) => ASKS.has(piece.cat) && piece.to <= from);
  return !asked.some((piece, at) => at > 0 && isJoinedBefore(tokens, piece.from));
}

/** What is asked of items one after the other, none held against another. */
const PLAIN: ReadonlySet<Category> = new Set<Category>([
  'titled',
  'courtesy',
  'topic',
  'folded',
  'and',
  'pronoun',
  'filler',
  'courtesy',
]);

const ASKS: ReadonlySet<Category> = new Set<Category>(['ask', 'attribute', 'deadline', 'share', 'figure']);

/** A pause or a word that joins stands before a place, with nothing but the lightest words between. */
export function isJoinedBefore(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at > 0; at -= 1) {
    const before = tokens[at - 1];
    // «Si è pagato»: without its accent the verb is written as the word that joins.
    const joins = JOINS.test(before?.text ?? '') && !LEADS_VERB.test(tokens[at - 2]?.text ?? '');
    if (tokens[at]?.pause || tokens[at]?.clause !== before?.clause || joins) return true;
    if (!isGlue(before)) return false;
  }
  return false;
}

const JOINS = /^(e|ed|o|od|oppure|ma|and|or|poi|anche|invece|contro|con|rispetto|confronto|mentre)$/;

const LEADS_VERB = /^(si|ci|ce|c|mi|ti|vi|ne|non|che|chi|quanto|quant|come|dove|cosa)$/;

/**
 * «PagoPA per la mensa», «posta in arrivo e protocollo», «il piano operativo (urbanistica)»: words that one item has all of
 * are about that one, whatever stands between them. Null where two stand beside each other, nothing joins them, and
 * nothing is about both.
 */
function togetherAbout(pieces: readonly Piece[], { topicOf, tokens }: Surroundings): readonly Piece[] | null {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const at = joined.findLastIndex((one) => !isIdle(one) && one.cat !== 'and');
    const before = joined[at];
    // «L’obiettivo autovelox e telelaser»: the rest of what it is called.
    if (
      isThing(piece) &&
      before?.cat === 'atoms' &&
      isSameItem(before, topicOf(piece.from, piece.to, null))
    ) {
      joined.splice(at, joined.length, { ...before, to: piece.to });
      continue;
    }
    if (!before || !isThing(piece) || !isThing(before)) {
      joined.push(piece);
      continue;
    }
    const listed = joined.slice(at + 1).some(({ cat }) => cat === 'and');
    const both: Piece = { cat: 'topic', from: before.from, to: piece.to };
    const { exact, named, whole, best } = topicOf(both.from, both.to, null);
    const sides = [before, piece].map(({ from, to }) => topicOf(from, to, null));
    const isSame = whole && best.length === 1 && sides.every((side) => side.best[0] === best[0]);
    const isList = isSame || (named === 'joined' && !sides.every((side) => side.exact));
    const isOne = listed ? isList : exact || whole;
    if (best.length > 0 && isOne && (isOfItems(piece) || isOfItems(before)))
      joined.splice(at, joined.length, both);
    else if (!listed && isOfItems(piece) && isOfItems(before) && isJoining(tokens, before.to, piece.from))
      return null;
    else joined.push(piece);
  }
  return joined;
}

const isSameItem = (
  { atoms: [atom, ...others] }: Piece<'atoms'>,
  { best }: Pick<TopicMatch, 'best'>,
): boolean =>
  atom?.type === 'items' &&
  others.length === 0 &&
  atom.refs.length === 1 &&
  best.length === 1 &&
  best[0] === atom.refs[0];

/** Nothing but prepositions and articles stands between, at least one of them. */
const isJoining = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from &&
  tokens.slice(from, to).every(isGlue) &&
  tokens.slice(from, to + 1).every((token) => !token.pause && token.clause === tokens[from - 1]?.clause);

const isThing = (piece: Piece): boolean => isOfItems(piece) || piece.cat === 'name';

const isOfItems = (piece: Piece): piece is Piece<'topic' | 'titled'> =>
  piece.cat === 'topic' || piece.cat === 'titled';

const isNothing = (atom: Piece<'atoms'>['atoms'][number]): boolean =>
  atom.type === 'items' && atom.refs.length === 0;
