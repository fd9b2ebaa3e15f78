import type { Attribute } from '../../words/attributes.ts';
import { type ItemKind, WORKED_KINDS } from '../../words/kinds.ts';
import { selectEntries } from '../figures/atoms.ts';
import { needsFigures } from '../figures/conditions.ts';
import type { Atom, Expr, FiguresQuery } from '../figures/figures-query.ts';
import { ofWork } from '../figures/plain-figures.ts';
import { rankItems } from '../figures/ranking.ts';
import { yearsOf } from '../figures/years.ts';
import { onceForEach } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases } from '../language/phrases.ts';
import { type Cut, type Token, tokenise } from '../language/tokens.ts';
import type { Query, QueryOf } from '../query.ts';
import { correctTokens } from '../understand/spans.ts';
import { readAskedOfEach } from './asked-of-each.ts';
import { readBeside } from './beside.ts';
import { readByDeadline } from './by-deadline.ts';
import { readByValue } from './by-value.ts';
import { readCards } from './cards.ts';
import { readChain, unnested } from './chain.ts';
import { isGlue, type Surroundings, saturate } from './chart.ts';
import { readChosenCard } from './chosen-card.ts';
import { firstToldOf, isToldOfAll, readClaim } from './claims.ts';
import { findWords } from './find-words.ts';
import { readGroupSides } from './group-sides.ts';
import { isBesideThing, unusedWords } from './ledger.ts';
import { lower } from './lower.ts';
import { nameFirst } from './name-first.ts';
import type { Piece, SaidFigure } from './pieces.ts';
import { asYears, readFormer, readYears, yearsSaid } from './read-years.ts';
import { divide } from './requests/divide.ts';
import { readRequest } from './requests/read-request.ts';
import { isFigure, isIdle, onlyOf, type Request, saysNothing } from './requests/request.ts';
import { shareScopes } from './requests/share-scopes.ts';
import { merge, toQuery } from './requests/to-query.ts';
import { LAST } from './rules/horizons.ts';
import { RULES } from './rules.ts';
import { ofSome } from './some-of-level.ts';
import { bestTilings, type Tiling } from './tiling.ts';
import { resolveTopics, topicFinder } from './topics.ts';
import { isCostOf, readTogether, readTwoSided, shareOfBefore, takenOutAt } from './two-sided.ts';
import { unlikePlaces } from './unlike-places.ts';
import { bound, byFigure, gapOf, isDerived, isMoney, ratioOf, single, sum, valueFor } from './values.ts';

/** What the grammar makes of a request: figures, or items by their names. */
export type ComposedQuery = QueryOf<'figures' | 'item'>;

/** What a question was composed into, and the account of its words. */
export interface Composed {
  /** One query a request; empty where the pieces make none, or leave a word unexplained. */
  readonly queries: readonly ComposedQuery[];
  /** Items were found by what they are about, with no word for items beside it: it may be about something else. */
  readonly guessed: boolean;
  readonly pieces: readonly Piece[];
  /** Words that nothing explains. */
  readonly unexplained: readonly Token[];
}

/** A longer message is no single question. */
const MOST_TOKENS = 60;

/**
 * Composes a question out of what its words mean.
 * @param text what was typed
 */
export const compose = (text: string, vocabulary: Vocabulary, cut: Cut = tokenise): Composed =>
  composeWords(vocabulary, correctTokens(vocabulary, cut(withVerb(text))));

const composeWords = onceForEach(composeEach);

function composeEach(vocabulary: Vocabulary, tokens: readonly Token[]): Composed {
  if (tokens.length > MOST_TOKENS) return { queries: [], guessed: false, pieces: [], unexplained: tokens };
  // Rules join words, and explain none that means nothing by itself.
  const found = findWords(vocabulary, tokens);
  const unexplained = tokens.filter(
    (token, at) => !isGlue(token) && !found.some(({ from, to }) => from <= at && to > at),
  );
  return unexplained.length > 0
    ? { queries: [], guessed: false, pieces: [], unexplained }
    : composeTokens(tokens, vocabulary, found);
}

/**
 * The same for words that are cut already.
 * @param known what they mean one by one, where it is known
 * @param explained whether all of them must mean something, or only those that the reading is made of
 */
export function composeTokens(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  known: readonly Piece[] | null = null,
  explained: 'all' | 'some' = 'all',
): Composed {
  const nothing: Composed = { queries: [], guessed: false, pieces: [], unexplained: tokens };
  if (tokens.length === 0 || tokens.length > MOST_TOKENS) return nothing;
  const found = known ?? findWords(vocabulary, tokens);
  const around = surroundingsOf(vocabulary, tokens);
  const tilings = bestTilings(saturate(RULES, found, around), tokens, MOST_TILINGS);
  const least = explained === 'all' ? 0 : (tilings[0]?.unexplained.length ?? 0);
  for (const { pieces: said, unexplained } of tilings) {
    const resolvedPieces =
      unexplained.length > least || losesOperation(said, tilings[0], tokens) || losesName(said, tilings[0])
        ? null
        : resolveTopics(said, around);
    if (resolvedPieces === null) continue;
    const pieces = placesAgain(resolvedPieces, around);
    if (pieces.some((piece, at) => isAgainstOne(piece, pieces[at + 1], tokens))) continue;
    // «L’obiettivo autovelox e telelaser»: the rest of a name is said of what it is.
    const isOfNamed = ({ from, to }: Piece): boolean =>
      pieces.some((one) => one.cat === 'atoms' && !one.guessed && one.from < from && one.to >= to);
    // A word that a context table has too may be of that.
    const guessed =
      said.some(
        (piece) => (piece.cat === 'topic' || piece.cat === 'titled' || isTabled(piece)) && !isOfNamed(piece),
      ) && !said.some((piece) => piece.cat === 'kind' && piece.kinds.length > 0);
    const one = readBeside(pieces, around) ?? readGroupSides(pieces, tokens) ?? readClaim(pieces, around);
    const claim = one === null ? [] : accounted([one], pieces, around);
    const held = resolved(claim, around);
    if (held.length > 0 && !held.some((query) => isEmptied(query, around)))
      return { queries: held, guessed, pieces, unexplained };
    // «Il settore con più obiettivi ha più di 10 processi?» asks whether it has, and is no order of those that have.
    if (firstToldOf(pieces, tokens) > 0 || isToldOfAll(pieces, tokens)) continue;
    const cards = readCards(pieces, tokens, vocabulary.index);
    if (cards && !(guessed && cards.some((card) => isLoose(card, said, around))))
      return {
        queries: cards,
        guessed: guessed && !areSure(cards, said, around, vocabulary),
        pieces,
        unexplained,
      };
    const composed = (some: readonly Piece[]): readonly FiguresQuery[] =>
      resolved(accounted(queriesOf(some, around), some, around), around).map((query) => ({
        ...query,
        select: withinScope(
          narrowed(ofWork(ofSome(query, some, around), vocabulary.index), vocabulary.index),
          vocabulary.index,
        ),
        columns: query.columns.map((one) => wholeOfWork(one, vocabulary.index)),
        having: query.having.map((one) => ({ ...one, expr: wholeOfWork(one.expr, vocabulary.index) })),
        order: query.order && { ...query.order, by: wholeOfWork(query.order.by, vocabulary.index) },
      }));
    const chosen = readChosenCard(pieces, vocabulary.index, composed);
    if (chosen) return { queries: chosen, guessed, pieces, unexplained };
    const chain = (led: boolean) => readChain(pieces, tokens, vocabulary.index, composed, led);
    const chained = chain(true);
    if (chained) return { queries: chained, guessed, pieces, unexplained };
    const queries =
      readByDeadline(pieces, composed) ??
      readByValue(pieces, composed) ??
      readAskedOfEach(pieces, tokens, composed) ??
      composed(unnested(pieces, tokens));
    if (queries.length > 0 && !queries.some((query) => isEmptied(query, around)))
      return { queries, guessed, pieces, unexplained };
    const steps = queries.length > 0 ? null : chain(false);
    if (steps) return { queries: steps, guessed, pieces, unexplained };
  }
  const [first] = tilings;
  return first ? { queries: [], guessed: false, ...first } : nothing;
}

/** What is done with figures is never taken for less than it is ("sul totale" for "totale"). */
const OPERATIONS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'whole',
  'difference',
  'differs',
  'times',
  'ratio',
  'except',
  'rest',
  'so',
]);

/** «Rispetto alla media dei settori»: one thing is held against what others have. */
const isAgainst = (tokens: readonly Token[], to: number): boolean => tokens[to]?.text === 'media';

const losesOperation = (
  said: readonly Piece[],
  best: Tiling | undefined,
  tokens: readonly Token[],
): boolean =>
  (best?.pieces ?? []).some(
    ({ from, to, ...piece }) =>
      (OPERATIONS.has(piece.cat) ||
        (piece.cat === 'ask' && piece.what === 'count') ||
        (piece.cat === 'on' && isAgainst(tokens, to))) &&
      !said.some((piece) => piece.from <= from && piece.to >= to),
  );

/**
 * «Chi costa meno della mensa?», «chi ha incassato più del previsto?» hold it against that, and put nothing in order, as
 * «il più caro dei nidi» does.
 */
const isAgainstOne = (rank: Piece, next: Piece | undefined, tokens: readonly Token[]): boolean =>
  rank.cat === 'rank' &&
  (next?.cat === 'atoms' ? next.atoms.every(({ type }) => type === 'items') : next?.cat === 'filler') &&
  /^d(el|ello|ella|ell|ei|egli|elle)$/.test(tokens[rank.to]?.text ?? '') &&
  !ARTICLE.test(tokens[rank.from - 1]?.text ?? '');

const ARTICLE = /^(il|lo|la|l|i|gli|le)$/;

const isTabled = (piece: Piece): boolean => piece.cat === 'name' && piece.tabled;

/** «Turismo e sport»: an office by its everyday name, beside another thing, is never what items are about. */
const losesName = (said: readonly Piece[], best: Tiling | undefined): boolean =>
  !said.some(({ cat }) => cat === 'rank' || cat === 'degree') &&
  (best?.pieces ?? []).some(
    ({ cat, from, to }, at) =>
      cat === 'name' &&
      isBesideThing(best?.pieces ?? [], at) &&
      said.some((piece) => piece.cat === 'topic' && piece.from === from && piece.to === to),
  );

/**
 * «Chi segue il bilancio di fine mandato?», «quanto costano i nidi?»: what is asked is told of items alone, and these are
 * named; a day only of a title.
 */
const areSure = (
  cards: readonly QueryOf<'item'>[],
  said: readonly Piece[],
  { topicOf, tokens }: Surroundings,
  { concepts }: Vocabulary,
): boolean =>
  said.every(({ cat, from, to }) => {
    if (cat !== 'topic') return true;
    const found = topicOf(from, to, null);
    // «A che punto è il monitoraggio?»: a word of the language is no title.
    const isOwn = found.exact || found.whole || findPhrases(concepts, tokens.slice(from, to)).length === 0;
    return isSure(found) && isOwn;
  }) &&
  // «Chi ha approvato il master plan?»: who did something is no item's.
  said.some(({ cat }) => cat !== 'ask' && cat !== 'topic' && cat !== 'titled' && cat !== 'filler') &&
  // Nor is what a figure means.
  said.every((piece) => piece.cat !== 'attribute' || piece.attribute !== null) &&
  cards.every(({ measures, attributes }) => {
    const others = attributes.filter((one) => OF_ACTS_TOO.has(one));
    return measures.length + attributes.length > 0 && (others.length === 0 || !isOfTopic(said));
  });

const isOfTopic = (said: readonly Piece[]): boolean => said.some(({ cat }) => cat === 'topic');

/** What acts, phases and the law have too. */
const OF_ACTS_TOO: ReadonlySet<Attribute> = new Set<Attribute>(['deadline', 'horizon', 'state']);

/** They are a name of it, it has every one of several words, or it alone has them in its title. */
const isSure = ({ exact, whole, called }: ReturnType<Surroundings['topicOf']>): boolean =>
  exact || whole || called.length === 1;

/** "Prossima partita della Lucchese": a day is asked of what is hardly an item. */
const isLoose = (
  { measures, attributes }: QueryOf<'item'>,
  said: readonly Piece[],
  { topicOf }: Surroundings,
): boolean =>
  measures.length === 0 &&
  !attributes.includes('responsible') &&
  !said.every(({ cat, from, to }) => cat !== 'topic' || isSure(topicOf(from, to, null)));

/** What the rules are told of a question. */
export const surroundingsOf = (vocabulary: Vocabulary, tokens: readonly Token[]): Surroundings => ({
  index: vocabulary.index,
  tokens,
  topicOf: topicFinder(vocabulary, tokens),
});

/** Items that were named are never all taken away by something else that was heard, but for a limit. */
function isEmptied(query: ComposedQuery, { index }: Surroundings): boolean {
  const named = query.type === 'figures' ? query.select.filter((atom) => !needsFigures(atom)) : [];
  // Nothing comes first of one alone.
  const isOfOne = named.some((atom) => atom.type === 'items' && atom.refs.length === 1);
  if (isOfOne && query.type === 'figures' && query.by === 'item' && query.order && !query.order.beside)
    return true;
  // «Gli obiettivi della direzione D10 e quelli del servizio S31»: nothing is of a unit and of what it is no part of.
  const levels = new Set(named.flatMap((atom) => (atom.type === 'structure' ? [atom.level] : [])));
  return (
    named.length > 1 &&
    (levels.size > 1 || named.some(({ type }) => type === 'items')) &&
    selectEntries(index, named, rankItems).entries.length === 0
  );
}

/** Rankings of structures by the structures that they name; no query is left where one names none. */
function resolved(queries: readonly FiguresQuery[], { index }: Surroundings): readonly FiguresQuery[] {
  const named = queries.map((query) => nameFirst(query, index));
  return named.includes(null) ? [] : named.filter((one) => one !== null);
}

/** Words that can be taken in several ways are taken in the first that says something. */
const MOST_TILINGS = 12;

/** No reading passes over an operator, a number or a name. */
const accounted = (
  queries: readonly FiguresQuery[],
  pieces: readonly Piece[],
  { tokens, index }: Surroundings,
): readonly FiguresQuery[] => {
  // What a comparison says of itself ("di più il primo, differenza 9") is said too.
  const asked = queries.map((query) => lower(query) ?? query);
  const states = (some: readonly Query[]): boolean => unusedWords(some, pieces, tokens, index).length === 0;
  return states(queries) || states(asked) ? queries : [];
};

/** What is asked of the plans of several years, whether they are named or not. */
const OF_YEARS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['change', 'series', 'course']);

/** «L’obiettivo più caro del settore 4 … sul costo del settore»: of the one that was named. */
function placesAgain(pieces: readonly Piece[], { tokens, index }: Surroundings): readonly Piece[] {
  const named = onlyOf(pieces, 'atoms').filter(({ atoms }) => atoms.some(({ type }) => type === 'structure'));
  const [place, ...others] = named;
  const [atom, ...more] = place?.atoms ?? [];
  if (!place || others.length + more.length > 0 || atom?.type !== 'structure' || atom.codes.length !== 1)
    return pieces;
  const department = index.plan.units.find(({ code }) => code === atom.codes[0])?.department;
  return pieces.map((piece, at): Piece => {
    const isAgain =
      piece.cat === 'level' &&
      !piece.plural &&
      piece.from >= place.to &&
      at === pieces.length - 1 &&
      /^(del|dello|della|dell|suo|sua)$/.test(tokens[piece.from - 1]?.text ?? '');
    if (!isAgain) return piece;
    if (piece.level === atom.level) return { ...place, from: piece.from, to: piece.to };
    // «Il servizio scuola sull’impegnato dell’area»: of the one that it belongs to.
    const isAbove = atom.level === 'unit' && piece.level === 'department' && department !== undefined;
    return isAbove
      ? {
          cat: 'atoms',
          atoms: [{ type: 'structure', level: 'department', codes: [department] }],
          from: piece.from,
          to: piece.to,
        }
      : piece;
  });
}

/** «Quanti obiettivi hanno peso 24 e quanti 20?», «… e quanti meno?», «scadono nel 2021 e quanti dopo?»: another limit on the same. */
function alikeLimit(part: readonly Piece[], before: readonly Piece[] | undefined): readonly Piece[] {
  const [ask, ...said] = part.filter((piece) => !isIdle(piece));
  const limits = onlyOf(before ?? [], 'atoms').filter(({ atoms }) =>
    atoms.some(({ type }) => type === 'bound' || type === 'ends' || type === 'begins'),
  );
  const [limit] = limits;
  const [held, ...others] = limit?.atoms ?? [];
  const last = said.at(-1);
  if (ask?.cat !== 'ask' || !before || !limit || !held || !last || limits.length + others.length !== 1)
    return part;
  if (onlyOf(before, 'kind').length === 0) return part;
  const other =
    held.type === 'bound'
      ? otherBound(held, said)
      : (held.type === 'ends' || held.type === 'begins') && said.length === 1
        ? otherYears(held, last)
        : null;
  if (other === null) return part;
  return before.flatMap((piece): readonly Piece[] => {
    if (piece.cat === 'ask') return [ask];
    return [piece === limit ? { cat: 'atoms', atoms: [other], from: last.from, to: last.to } : piece];
  });
}

type Bound = Extract<Atom, { type: 'bound' }>;

/** «20», «meno di 20», «di meno»: what is said of the same figure; null where it is the same, or something else. */
function otherBound(held: Bound, [first, second, ...more]: readonly Piece[]): Bound | null {
  if (held.figure === 'items' || more.length > 0) return null;
  if (second === undefined && (first?.cat === 'degree' || first?.cat === 'more')) {
    const op = first.direction === 'most' ? 'gt' : 'lt';
    return held.op.startsWith(op) ? null : { ...held, op };
  }
  const value = first?.cat === 'compare' ? second : first;
  if (value?.cat !== 'number' && value?.cat !== 'amount') return null;
  if (first?.cat !== 'compare' && second !== undefined) return null;
  const against = valueFor(held.figure, value);
  const op = first?.cat === 'compare' ? first.op : 'eq';
  return against === null ? null : { type: 'bound', figure: held.figure, op, than: { value: against } };
}

/** «Dopo», «prima»: the years on the other side of those that were said. */
function otherYears(held: Extract<Atom, { type: 'ends' | 'begins' }>, piece: Piece): Atom | null {
  const isAfter =
    (piece.cat === 'beside' && piece.places === 1) ||
    (piece.cat === 'when' && piece.side === 'after') ||
    piece.cat === 'beyond' ||
    // «Quanti vanno oltre?»
    (piece.cat === 'compare' && piece.op === 'gt');
  const isBefore =
    (piece.cat === 'beside' && piece.places === -1) || (piece.cat === 'when' && piece.side === 'before');
  if (isAfter && held.to < LAST) return { ...held, from: held.to + 1, to: LAST };
  return isBefore && held.from > 0 ? { ...held, from: 0, to: held.from - 1 } : null;
}

/** «Quanti obiettivi del settore 5 e quanti del settore 8 pesano 22?»: what is said at the end is of both. */
function withLaterLimit(
  part: readonly Piece[],
  next: readonly Piece[] | undefined,
  tokens: readonly Token[],
): readonly Piece[] {
  const [ask, kind, place, ...more] = part.filter((piece) => !isIdle(piece));
  const [again, other, ...limits] = (next ?? []).filter((piece) => !isIdle(piece));
  const isPlace = (piece: Piece | undefined): boolean =>
    piece?.cat === 'atoms' && piece.atoms.every(({ type }) => type === 'structure' || type === 'goal');
  const isCount = (piece: Piece | undefined): boolean => piece?.cat === 'ask' && piece.what === 'count';
  const isAlike =
    isCount(ask) &&
    isCount(again) &&
    kind?.cat === 'kind' &&
    isPlace(place) &&
    isPlace(other) &&
    more.length === 0;
  const ofKind = kind && place && tokens.slice(kind.to, place.from).every(({ text }) => /^d/.test(text));
  return isAlike && ofKind && limits.length > 0 && limits.every(({ cat }) => cat === 'atoms')
    ? [...part, ...limits]
    : part;
}

/** «… sono al 100 %, e quali no?», «… e quali processi lo sono?»: of whom the last thing that was said holds, or does not. */
function othersOfBefore(
  part: readonly Piece[],
  before: readonly Piece[] | undefined,
  tokens: readonly Token[],
): readonly Piece[] {
  const kinds = onlyOf(part, 'kind');
  const [ask, so, ...more] = part.filter((piece) => !isIdle(piece) && piece.cat !== 'kind');
  if (before === undefined || ask?.cat !== 'ask' || more.length > 0) return part;
  if (so?.cat !== 'so' && (so?.cat !== 'none' || kinds.length > 0)) return part;
  // «Quanti processi hanno impegnato, e quanti ne sono privi?»
  const said = before.flatMap((piece): readonly Piece<'atoms'>[] =>
    piece.cat === 'atoms'
      ? [piece]
      : piece.cat === 'figure' && kinds.length === 0 && before[0]?.cat === 'ask' && before[0].what !== 'value'
        ? [{ ...piece, cat: 'atoms', atoms: [{ type: 'declared', figure: single(piece.figure) }] }]
        : [],
  );
  const last = said.at(-1);
  const [held, ...others] = last?.atoms ?? [];
  const levels = onlyOf(before, 'level');
  const [kind] = onlyOf(before, 'kind');
  if (said.length + levels.length < before.filter(({ cat }) => cat !== 'kind' && cat !== 'ask').length)
    return part;
  // «Quanti settori hanno processi con entrate, e quali non ne hanno?»: those that have none of them.
  if (levels.length > 0 && kind && kinds.length === 0 && !(so.cat === 'so' && so.holds)) {
    const { from, to } = so;
    return [ask, ...levels, { cat: 'having', kinds: kind.kinds, op: 'eq', value: 0, from, to }, ...said];
  }
  if (!held || !last || others.length > 0) return part;
  // «Quali non sono al 100 %, e quali lo sono?»: what is held of those before is that they are not.
  const asked = before.find(({ cat }) => cat === 'ask');
  const isDenied = tokens.slice(asked?.to ?? last.from, last.to).some(({ text }) => text === 'non');
  const isSame = so.cat === 'so' && so.holds !== isDenied;
  const atoms: readonly Atom[] = isSame ? [held] : [{ type: 'not', atom: held }];
  return [
    ask,
    ...levels,
    ...(kinds.length > 0 ? kinds : onlyOf(before, 'kind')),
    ...said.slice(0, -1),
    { cat: 'atoms', atoms, from: so.from, to: so.to },
  ];
}

/** What holds two things against each other, however many times it asks. */
const OF_TWO: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'difference',
  'ratio',
  'times',
  'differs',
  'hundred',
]);

function queriesOf(
  all: readonly Piece[],
  { tokens, index }: Pick<Surroundings, 'tokens' | 'index'>,
): readonly FiguresQuery[] {
  const pieces = boundedKinds(boundedRanks(sideBySide(asYears(all, index))));
  // A year that is not the question's own is never passed over.
  if (
    yearsSaid(pieces).some((year) => year !== index.plan.head.year) ||
    pieces.some(({ cat }) => OF_YEARS.has(cat))
  ) {
    const change = readFormer(pieces, tokens, index) ?? readYears(pieces, tokens, index);
    return change ? [change] : [];
  }
  if (eachOfItsOwn(pieces)) {
    const together = readTogether(pieces, tokens);
    return together ? [together] : [];
  }
  const made = withWhatTheyMake(pieces, { tokens, index });
  if (made) return [made];
  const apart = unlikePlaces(pieces, { tokens, index })?.map((one) => queriesOf(one, { tokens, index }));
  if (apart) return apart.every(({ length }) => length > 0) ? distinct(apart.flat()) : [];
  const contest = contestOfTwo(pieces, tokens);
  if (contest) return contest;
  const parts: (readonly Piece[])[] = [];
  const again = ofAnotherPlace(pieces, { tokens, index });
  if (again) return again;
  const divided = divide(pieces, tokens);
  // «…, qual è la differenza e quanto …?», «… e la somma»: what is made of several requests, none of them says by itself.
  if (divided.length > 2 && divided.some(isBareOperation)) return [];
  const end = divided.length > 1 ? sumAtEnd(pieces) : null;
  if (end !== null) {
    const before = queriesOf(pieces.slice(0, end), { tokens, index });
    const union = unionOf(before);
    if (union) return [...before, union];
    if (before.length > 1) return [];
  }
  for (const part of divided.flatMap(withTheirSum)) {
    const before = parts.at(-1);
    const said = parts.findLast((one) => one.some(isFigure));
    parts.push(alikeLimit(othersOfBefore(shareOfBefore(part, before, said, tokens), before, tokens), before));
  }
  // «Qual è il più caro del settore 9, e quanto incide sul totale del settore?»: the one that comes first, as what follows it.
  if (parts.some((part, at) => parts[at - 1]?.some(({ cat }) => cat === 'rank') && isPartOfThat(part)))
    return [];
  for (const [at, part] of parts.entries()) parts[at] = withLaterLimit(part, parts[at + 1], tokens);
  const whole = parts.length === 1 || pieces.some(({ cat }) => OF_TWO.has(cat)) || takenOutAt(pieces) === 0;
  const twoSided = whole ? ofEachPlace(readTwoSided(pieces, tokens), pieces) : null;
  if (twoSided) return [twoSided];
  const single = parts.map((part, at) =>
    ofPlaceBefore(ofEachPlace(readTwoSided(part, tokens), part), part, parts.slice(0, at)),
  );
  const requests = parts.map((part, at) => (single[at] ? null : readRequest(part, tokens)));
  if (requests.some((one, at) => one === null && single[at] === null)) return [];
  // "Di questi", of nothing that this question says.
  if (requests[0]?.ofThese) return [];
  const asked = withoutEchoes(requests.filter((one) => one !== null));
  const shared = shareScopes(asked).map(toQuery);
  if (shared.some((one) => one === null)) return [];
  // «… e quali invece lo sono?»: what says nothing of its own is not what was asked already.
  const isSaid = (query: FiguresQuery | null, at: number): boolean =>
    shared.slice(0, at).some((one) => JSON.stringify(one) === JSON.stringify(query));
  if (asked.some((request, at) => saysNothing(request) && isSaid(shared[at] ?? null, at))) return [];
  const others = [...shared];
  const inOrder = single.map((one) => one ?? others.shift() ?? null);
  const queries = [...inOrder, ...others].filter((one) => one !== null);
  // «La mediana del finanziamento dei progetti», where that is what its items are called: of all of them.
  const ofBody =
    isOfUs(tokens) ||
    pieces.some(
      (piece) =>
        piece.cat === 'body' ||
        (piece.cat === 'kind' && piece.plural && piece.kinds.length === 0) ||
        // «Quanto abbiamo liquidato?», «l’accertato in totale»: of all that there is.
        piece.cat === 'fold' ||
        piece.cat === 'folded',
    );
  // «Quanto è stato impegnato in tutto e chi …»: of everything that what follows is of.
  const inAll =
    queries.length > 1 && tokens.some(({ text }) => /^(tutto|totale|complessivamente)$/.test(text));
  const said = inAll ? queries.some(saysOfWhat) : queries.every(saysOfWhat);
  return ofBody || said ? merge(queries) : [];
}

/** «Quanto ha impegnato il settore 6, e quanta parte è stata liquidata?»: of the one place that was named, where it names none. */
function ofPlaceBefore(
  query: FiguresQuery | null,
  part: readonly Piece[],
  before: readonly (readonly Piece[])[],
): FiguresQuery | null {
  const saysOfWhich = part.some(({ cat }) => NAMES_ROWS.has(cat));
  if (query === null || query.select.length > 0 || saysOfWhich) return query;
  const places = before
    .flatMap((one) => onlyOf(one, 'atoms').flatMap(({ atoms }) => atoms))
    .filter(({ type }) => type === 'structure');
  return places.length === 1 ? { ...query, select: places } : query;
}

const NAMES_ROWS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'body',
  'whole',
  'group',
  'level',
  'kind',
]);

/** «Quanto incide sul totale del settore»: of what it is a part is said, and not what is. */
function isPartOfThat(part: readonly Piece[]): boolean {
  const [share, ...whole] = part.filter((piece) => !isIdle(piece) && piece.cat !== 'ask');
  return share?.cat === 'share' && whole.length > 0 && whole.every(({ cat }) => WHOLES.has(cat));
}

const WHOLES: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'whole',
  'fold',
  'body',
  'level',
  'kind',
  'atoms',
  'on',
]);

/** «Impegnato, liquidato e differenza del settore 3»: two figures, and what they make. */
function withWhatTheyMake(
  pieces: readonly Piece[],
  around: Pick<Surroundings, 'tokens' | 'index'>,
): FiguresQuery | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  // «… e la differenza», «… con la percentuale».
  const isJoined = (place: number): boolean =>
    said[place - 1]?.cat === 'and' || around.tokens[said[place - 1]?.to ?? 0]?.text === 'con';
  const at = said.findIndex(({ cat }, place) => MAKES.has(cat) && place > 0 && isJoined(place));
  const makes = said[at];
  const [first, second, ...others] = said
    .slice(0, Math.max(0, at))
    .flatMap((piece) =>
      piece.cat === 'figure' || (piece.cat === 'folded' && piece.fold === 'sum') ? [piece] : [],
    );
  if (!makes || !first || !second || others.length > 0) return null;
  const rest = ofTheTwo(said.slice(at + 1)) ? [] : said.slice(at + 1);
  if (rest.some(({ cat }) => SAYS_FIGURE.has(cat)) || !isMoney(first.figure) || !isMoney(second.figure))
    return null;
  const [left, right] = [sum(single(first.figure)), sum(single(second.figure))];
  const gap = gapOf(left.figure, right.figure) ?? gapOf(right.figure, left.figure);
  const rate = ratioOf(left.figure, right.figure) ?? ratioOf(right.figure, left.figure);
  const column: Expr | null =
    makes.cat === 'difference'
      ? gap
        ? sum(gap)
        : { type: 'op', op: '-', left, right }
      : makes.cat === 'share' || makes.cat === 'ratio'
        ? rate && sum(rate)
        : null;
  const [query, ...more] = column
    ? queriesOf([...said.slice(0, said[at - 1]?.cat === 'and' ? at - 1 : at), ...rest], around)
    : [];
  if (!column || !query || more.length > 0 || query.order || query.fold) return null;
  return JSON.stringify(query.columns) === JSON.stringify([left, right])
    ? { ...query, columns: [left, right, column] }
    : null;
}

/** «… tra i due», «… tra le due». */
const ofTheTwo = ([between, two, ...more]: readonly Piece[]): boolean =>
  between?.cat === 'between' && two?.cat === 'number' && two.value === 2 && more.length === 0;

const MAKES: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['difference', 'share', 'ratio']);

const SAYS_FIGURE: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['figure', 'folded', 'rank', 'between']);

const TOGETHER: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['fold', 'folded', 'or', 'except']);

/** «Il liquidato su impegnato del settore 6 e del settore 4»: of each of the two, unless they are asked about together. */
function ofEachPlace(query: FiguresQuery | null, pieces: readonly Piece[]): FiguresQuery | null {
  const isOfOneSet = (expr: Expr): boolean =>
    expr.type === 'fold' || (expr.type === 'op' && isOfOneSet(expr.left) && isOfOneSet(expr.right));
  const areTogether = pieces.some(({ cat }) => TOGETHER.has(cat));
  if (query === null || query.by !== null || areTogether || !query.columns.every(isOfOneSet)) return query;
  const by = query.select.flatMap((atom) =>
    atom.type === 'structure' && atom.codes.length > 1
      ? [atom.level]
      : atom.type === 'goal' && atom.numbers.length > 1
        ? (['goal'] as const)
        : [],
  );
  return { ...query, by: by[0] ?? null };
}

/** «Quanto è stato impegnato?», «quanti soldi abbiamo speso?»: whoever asks speaks of the body. */
const isOfUs = (tokens: readonly Token[]): boolean => {
  const much = tokens.findIndex(({ text }) => /^quant[oi]$/.test(text));
  return much >= 0 && tokens.slice(much).some(({ text }) => /^(abbiamo|stat[oaie]|si|s)$/.test(text));
};

/** «Qual è la differenza», of nothing that it names. */
const isBareOperation = (part: readonly Piece[]): boolean =>
  part.some(({ cat }) => OF_TWO.has(cat)) &&
  part.every(({ cat }) => OF_TWO.has(cat) || cat === 'ask' || cat === 'and');

/** Where «… e insieme?», «… e in tutto quanti sono?», «… e quanto fanno insieme?» begins; null for what does not end so. */
function sumAtEnd(pieces: readonly Piece[]): number | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  const joint = said.findLast(({ cat }) => cat === 'and');
  const after = joint === undefined ? [] : said.slice(said.indexOf(joint) + 1);
  const isSum = (piece: Piece): boolean => piece.cat === 'fold' && piece.fold === 'sum';
  return joint !== undefined && after.some(isSum) && after.every((one) => isSum(one) || one.cat === 'ask')
    ? pieces.indexOf(joint)
    : null;
}

/** What several queries that differ in their place alone come to together; null for any others. */
function unionOf([first, ...others]: readonly FiguresQuery[]): FiguresQuery | null {
  if (first === undefined || others.length === 0 || first.by !== null) return null;
  const rest = ({ select, ...query }: FiguresQuery): string =>
    JSON.stringify([query, select.filter((atom) => !isPlaced(atom))]);
  const places = [first, ...others].map(({ select }) => select.filter(isPlaced));
  const [place] = places[0] ?? [];
  const isAlike = (atom: Atom): boolean =>
    atom.type === 'structure' && place?.type === 'structure'
      ? atom.level === place.level && atom.first === undefined && atom.held === undefined
      : atom.type === place?.type;
  if (!place || places.some((some) => some.length !== 1 || !some.every(isAlike))) return null;
  if (others.some((query) => rest(query) !== rest(first))) return null;
  const all = places.flat();
  const union: Atom =
    place.type === 'structure'
      ? {
          ...place,
          codes: [...new Set(all.flatMap((atom) => (atom.type === 'structure' ? atom.codes : [])))],
        }
      : {
          type: 'goal',
          numbers: [...new Set(all.flatMap((atom) => (atom.type === 'goal' ? atom.numbers : [])))],
        };
  return { ...first, select: first.select.map((atom) => (isPlaced(atom) ? union : atom)) };
}

const isPlaced = ({ type }: Atom): boolean => type === 'structure' || type === 'goal';

const distinct = (queries: readonly FiguresQuery[]): readonly FiguresQuery[] => [
  ...new Map(queries.map((one) => [JSON.stringify(one), one])).values(),
];

/** «Quanti obiettivi ha il settore 4 e quanto costano? E il settore 6?»: all that was asked, of another place. */
function ofAnotherPlace(
  pieces: readonly Piece[],
  { tokens, index }: Pick<Surroundings, 'tokens' | 'index'>,
): readonly FiguresQuery[] | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  const [place, joint, before] = said.toReversed();
  const [atom, ...more] = place?.cat === 'atoms' ? place.atoms : [];
  if (!place || joint?.cat !== 'and' || !before || !atom || more.length > 0 || !isPlaced(atom)) return null;
  if (tokens[before.to - 1]?.clause === tokens[place.from]?.clause) return null;
  const asked = queriesOf(pieces.slice(0, pieces.indexOf(joint)), { tokens, index });
  if (asked.flatMap(({ columns }) => columns).length < 2) return null;
  const isOne = ({ select }: FiguresQuery): boolean => {
    const [own, ...others] = select.filter(isPlaced);
    return own?.type === atom.type && others.length === 0;
  };
  if (!asked.every(isOne)) return [];
  return [
    ...asked,
    ...asked.map((query) => ({
      ...query,
      select: query.select.map((one) => (isPlaced(one) ? atom : one)),
    })),
  ];
}

/** «Gli obiettivi, i processi, e insieme?»: each of them, and what they are together. */
function withTheirSum(part: readonly Piece[]): readonly (readonly Piece[])[] {
  const [last, joint] = part.toReversed();
  const adds = last?.cat === 'fold' && last.fold === 'sum' && joint?.cat === 'and';
  if (!adds) return [part];
  const before = part.slice(0, -2);
  // «I tre più costosi e il loro totale»: the rest says what they come first by.
  return [before, before.some(({ cat }) => cat === 'rank') ? [last] : [...before, last]];
}

/** «Quali settori hanno risorse degli obiettivi superiori a 500 mila euro?»: a limit of what each has of a kind. */
const boundedOfKind = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.flatMap((piece, at): readonly Piece[] => {
    const [figure, kind, compare, value] = pieces.slice(at, at + 4);
    const isBound = [3, 2].some((back) => limitOfKind(pieces.slice(at - back, at - back + 4)) !== null);
    if (isBound) return [];
    const limit = limitOfKind([figure, kind, compare, value]);
    if (limit !== null) return [limit];
    // «Quali settori superano 500 mila euro di risorse degli obiettivi?»
    const isOfEach =
      piece.cat === 'atoms' &&
      kind?.cat === 'kind' &&
      pieces[at - 1]?.cat === 'level' &&
      piece.atoms.every(({ type }) => type === 'bound');
    return [isOfEach ? { ...piece, ofEach: true } : piece];
  });

/** «Hanno risorse», «con costo del personale»: the figure that is had. */
const figureHeld = (piece: Piece): SaidFigure | null => {
  if (piece.cat === 'figure') return piece.figure;
  const [atom, ...others] = piece.cat === 'atoms' ? piece.atoms : [];
  return atom?.type === 'declared' && others.length === 0 ? atom.figure : null;
};

/** The limit that a figure of a kind is held against, where a level is said before. */
function limitOfKind([figure, kind, compare, value]: readonly (Piece | undefined)[]): Piece<'atoms'> | null {
  const said = figure && figureHeld(figure);
  if (!said || kind?.cat !== 'kind' || !kind.plural || compare?.cat !== 'compare') return null;
  const against = value?.cat === 'amount' || value?.cat === 'number' ? valueFor(said, value) : null;
  if (against === null) return null;
  const { from, to } = figure;
  return { cat: 'atoms', atoms: [bound(said, compare.op, against)], ofEach: true, from, to };
}

/** «L’impegnato dei processi sotto i 50.000 euro»: of the one amount that is said. */
function boundedKinds(pieces: readonly Piece[]): readonly Piece[] {
  const [said, ...others] = pieces.flatMap((piece) =>
    piece.cat === 'figure' || piece.cat === 'folded' ? [piece.figure] : [],
  );
  const ranks = pieces.some(({ cat }) => cat === 'rank' || cat === 'degree' || cat === 'level');
  if (pieces.some(({ cat }) => cat === 'level') && others.length === 0) return boundedOfKind(pieces);
  if (said === undefined || others.length > 0 || ranks) return pieces;
  return pieces.flatMap((piece, at): readonly Piece[] => {
    const [noun, before, next] = [pieces[at - 2], pieces[at - 1], pieces[at + 1]];
    const isOfItems = (one: Piece | undefined): boolean => one?.cat === 'kind' && one.plural;
    if (piece.cat === 'compare' && isOfItems(before) && next?.cat === 'amount' && next.unit === 'eur') {
      const value = valueFor(said, next);
      return value === null
        ? [piece]
        : [{ cat: 'atoms', atoms: [bound(said, piece.op, value)], from: piece.from, to: next.to }];
    }
    const isTaken = piece.cat === 'amount' && piece.unit === 'eur' && before?.cat === 'compare';
    return isTaken && isOfItems(noun) && valueFor(said, piece) !== null ? [] : [piece];
  });
}

/** «Il raggiungimento più basso sopra lo zero»: the first of those that a limit on the same figure leaves. */
function boundedRanks(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece, at): readonly Piece[] => {
    const [before, next] = [pieces[at - 1], pieces[at + 1]];
    const isValue = piece.cat === 'number' || piece.cat === 'amount';
    if (isValue && before?.cat === 'compare' && rankBefore(pieces, at - 1)) return [];
    const rank = piece.cat === 'compare' ? rankBefore(pieces, at) : null;
    if (piece.cat !== 'compare' || rank === null || (next?.cat !== 'number' && next?.cat !== 'amount'))
      return [piece];
    const value = valueFor(rank, next);
    return value === null
      ? [piece]
      : [{ cat: 'atoms', atoms: [bound(rank, piece.op, value)], from: piece.from, to: next.to }];
  });
}

/** The figure of an order that stands right before a limit. */
function rankBefore(pieces: readonly Piece[], at: number): SaidFigure | null {
  const rank = pieces[at - 1];
  return rank?.cat === 'rank' && 'figure' in rank.by && !rank.by.of ? rank.by.figure : null;
}

/** «Confronta i vigili con la protezione civile», «quelli del goal 4 con quelli del goal 11»: of these, and of no years. */
function sideBySide(pieces: readonly Piece[]): readonly Piece[] {
  const places = pieces.flatMap((piece) =>
    piece.cat === 'atoms'
      ? piece.atoms.flatMap((atom): readonly (string | number)[] =>
          atom.type === 'structure'
            ? atom.codes
            : atom.type === 'goal'
              ? atom.numbers
              : atom.type === 'items'
                ? atom.refs
                : [],
        )
      : [],
  );
  if (places.length < 2 || yearsSaid(pieces).length > 0) return pieces;
  if (!pieces.some((piece) => piece.cat === 'course' && piece.each)) return pieces;
  const ofItems = pieces.some(
    (piece) => piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'items'),
  );
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece.cat === 'course' && ofItems) return [{ ...piece, cat: 'group', level: 'item' }];
    if (piece.cat === 'course' || piece.cat === 'pronoun') return [];
    const figure = piece.cat === 'ordering' && 'figure' in piece.by ? piece.by.figure : null;
    return [figure === null ? piece : { cat: 'figure', figure, from: piece.from, to: piece.to }];
  });
}

/** «Il goal con più obiettivi, e quanti ne ha?»: how many is what it comes first by. */
const withoutEchoes = (requests: readonly Request[]): readonly Request[] =>
  requests.filter((request, at) => {
    const before = requests[at - 1]?.ranks[0]?.by;
    const isEcho = request.asks === 'count' && request.fold === null && saysNothing(request);
    // «Dal totale tolgo i due più cari: quanto resta?»
    const isLeft =
      request.asks === 'value' &&
      saysNothing(request) &&
      requests[at - 1]?.atoms.some(({ type }) => type === 'not') === true &&
      (requests[at - 1]?.figures.length ?? 0) > 0;
    return !(before && 'count' in before && isEcho) && !isLeft;
  });

/** «Settore 4 e settore 9: chi ha impegnato di più e di quanto?»: the two side by side, with what lies between them. */
function contestOfTwo(pieces: readonly Piece[], tokens: readonly Token[]): readonly FiguresQuery[] | null {
  const all = pieces.filter((piece) => !isIdle(piece));
  // «… e quanti in più?»
  const said = all.filter(
    (piece, at) =>
      piece.cat !== 'ask' || at === 0 || all[at - 1]?.cat !== 'and' || all[at + 1]?.cat !== 'differs',
  );
  const [joint, last] = said.slice(-2);
  const codes = said.flatMap((piece) =>
    piece.cat === 'atoms' ? piece.atoms.flatMap((atom) => (atom.type === 'structure' ? atom.codes : [])) : [],
  );
  if (last?.cat !== 'differs' || joint?.cat !== 'and') return null;
  const refs = said.flatMap((piece) =>
    piece.cat === 'atoms' ? piece.atoms.flatMap((atom) => (atom.type === 'items' ? atom.refs : [])) : [],
  );
  if (codes.length + refs.length !== 2) return null;
  const [figure, ...others] = onlyOf(said, 'figure');
  const rest = said.slice(0, -2).flatMap((piece): readonly Piece[] => {
    // «L’impegnato …: chi ha di più», «il personale …: chi spende di più»: by the figure that was said.
    const isOfFigure = (one: Piece): one is Piece<'degree' | 'rank'> =>
      one.cat === 'degree' || (one.cat === 'rank' && figure !== undefined && isCostOf(one, figure));
    if (isOfFigure(piece) && figure && others.length === 0)
      return [{ ...piece, cat: 'rank', by: byFigure(figure.figure) }];
    return piece === figure && said.some(isOfFigure) ? [] : [piece];
  });
  const request = readRequest(rest, tokens);
  const query = request && toQuery(ofPlaces(request));
  return query?.order ? [query] : [];
}

/** «Costano di più gli obiettivi dello Staff A o quelli dello Staff B?»: the two structures are what is held side by side. */
function ofPlaces(request: Request): Request {
  const place = request.atoms.find((atom) => atom.type === 'structure');
  const [kind, ...others] = request.kinds;
  if (request.level !== null || place?.type !== 'structure' || !kind) return request;
  const kinds = [{ ...kind, kinds: [kind, ...others].flatMap((one) => one.kinds) }];
  return {
    ...request,
    kinds,
    fold: null,
    level: { ...kind, cat: 'level', level: place.level, plural: false },
  };
}

/** «L’impegnato senza i processi» is that of the objectives. */
function narrowed(select: readonly Atom[], { byKind }: Pick<PlanIndex, 'byKind'>): readonly Atom[] {
  const isOut = (atom: Atom): boolean => atom.type === 'not' && atom.atom.type === 'kind';
  const out = select.flatMap((atom) =>
    atom.type === 'not' && atom.atom.type === 'kind' ? atom.atom.kinds : [],
  );
  const said = select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  const kinds = (said.length > 0 ? said : WORKED_KINDS.filter((kind) => byKind.has(kind))).filter(
    (kind) => !out.includes(kind),
  );
  if (out.length === 0 || kinds.length === 0) return select;
  return [{ type: 'kind', kinds }, ...select.filter((atom) => atom.type !== 'kind' && !isOut(atom))];
}

/** «Tranne la mensa», of processes: what is left out is named as far as it would be in. */
function withinScope(select: readonly Atom[], index: PlanIndex): readonly Atom[] {
  return select.map((atom): Atom => {
    if (atom.type !== 'not' || atom.atom.type !== 'items' || atom.atom.refs.length < 2) return atom;
    const rest = select.filter(({ type }) => type !== 'not');
    const inside = new Set(selectEntries(index, rest, rankItems).entries.map(({ of }) => of.ref));
    const refs = atom.atom.refs.filter((ref) => inside.has(ref));
    return refs.length > 0 ? { type: 'not', atom: { type: 'items', refs } } : atom;
  });
}

/** A share is of what the body works on, and so is a figure of another year: its indicators are no part of the whole. */
function wholeOfWork(expr: Expr, index: PlanIndex): Expr {
  const worked = (one: Expr): Expr =>
    one.type === 'over' ? { ...one, select: ofWork(one.select, index) } : one;
  if (expr.type === 'fold' || expr.type === 'number') return expr;
  if (expr.type === 'over') return expr.year === null ? expr : worked(expr);
  if (yearsOf(expr).length > 0)
    return { ...expr, left: wholeOfWork(expr.left, index), right: wholeOfWork(expr.right, index) };
  return expr.op === '%' ? { ...expr, right: worked(expr.right) } : expr;
}

/** "Gli obiettivi del settore 6 e i processi del settore 7": one set cannot hold each kind to its own structure. */
export function eachOfItsOwn(pieces: readonly Piece[]): boolean {
  const told = pieces
    .map((piece) =>
      piece.cat === 'kind' && piece.kinds.length === 1
        ? piece.kinds[0]
        : piece.cat === 'atoms' && piece.atoms.some(({ type }) => type === 'structure')
          ? 'structure'
          : piece.cat === 'ask'
            ? 'ask'
            : null,
    )
    .filter((one) => one !== null);
  return told.some((kind, at) => {
    const [place, other, otherPlace] = told.slice(at + 1);
    if (place !== 'structure' || otherPlace !== 'structure') return false;
    return isKind(kind) && isKind(other) && kind !== other;
  });
}

const isKind = (told: ItemKind | 'structure' | 'ask' | undefined): boolean =>
  told === 'objective' || told === 'process';

/** "Quanto costa?" says not of what. */
function saysOfWhat({ select, by, columns, order }: FiguresQuery): boolean {
  if (by !== null || order !== null || select.length > 0) return true;
  // «Quanto resta da liquidare?» is of all that there is.
  if (columns.every((one) => one.type === 'fold' && isDerived(one.figure))) return true;
  return columns.some((one) => one.type === 'op' && (one.left.type === 'over' || one.right.type === 'over'));
}

const ASKING = /^(quale|quanto|quanti|quante|quando|chi|cosa|dove|come|perche)$/;

/** The same of words that are cut already: «quanto e stato», «c e», «qual e». */
export const verbsTold = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token, at) => {
    const before = tokens[at - 1]?.text ?? '';
    const next = tokens[at + 1];
    // «Quanto e come» joins, «quanto e costata» does not.
    const isSaid = next !== undefined && !next.light && next.type === 'word' && !ASKING.test(next.text);
    const isVerb =
      /^(c|qual|quant|cos|dov|com)$/.test(before) ||
      // «Quanto si è speso?»
      (/^(si|s|ci)$/.test(before) && isSaid) ||
      (ASKING.test(before) && (isSaid || /^(il|lo|la|l|un|stat[oaie])$/.test(next?.text ?? ''))) ||
      // «A che percentuale è arrivata?»
      (/^(che|quale)$/.test(tokens[at - 2]?.text ?? '') &&
        (tokens[at - 3]?.light === true || tokens[at - 3]?.clause !== tokens[at - 2]?.clause));
    return token.text === 'e' && isVerb ? { ...token, text: 'sia', key: 'sia' } : token;
  });

/** "È" and "e" are one letter once accents are gone: the verb is written as another of its forms. */
export const withVerb = (text: string): string =>
  text
    .replace(/\bc['’] ?(è|e['’](?=\s))/giu, 'ci sia ')
    .replace(/\bquant['’] ?(è|e['’](?=\s))/giu, 'quanto sia ')
    .replace(/(^|[^\p{L}])[àÀ](?=\s)/gu, '$1 ha ')
    .replace(/(^|[^\p{L}])([èÈ]|[eE]['’](?=\s))(?=$|[^\p{L}])/gu, '$1 sia ')
    .replace(/\b(qual|quale|quant|quanto|chi|cosa|dove|come)\s+e\s+(?=(il|lo|la|l|un|stat))/giu, '$1 sia ');
