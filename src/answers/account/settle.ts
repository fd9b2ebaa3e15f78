import { composeTokens, eachOfItsOwn, verbsTold, withVerb } from '../grammar/compose.ts';
import { findWords } from '../grammar/find-words.ts';
import { areOfSets, isBesideThing, unusedWords } from '../grammar/ledger.ts';
import type { Category, Piece } from '../grammar/pieces.ts';
import { findPhrases } from '../language/phrases.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { type Context, OF_WHAT, type Outcome, refuse } from '../understand/outcome.ts';
import { type Reading, readTokens } from '../understand/reading.ts';
import { correctTokens } from '../understand/spans.ts';
import { comeAndGoneLeft } from './come-and-gone.ts';
import { contradictory } from './contradictory.ts';
import { demandsLeft, type SaidWords, widest } from './demands.ts';
import { quoted, verbAsTyped } from './quoted.ts';
import { statedBy } from './stated.ts';
import { tailsIn } from './tails.ts';
import { unheldFunds, unheldOfNamed, unheldParts } from './unheld.ts';
import { bearsName, guessesWrong, saidBy, type WordsLeft, wordsLeft } from './words-left.ts';

type Asked = Omit<Context, 'reading'>;

/**
 * Keeps the account of a message: every word of it is used by what is answered, or is said not to be. A word that may
 * narrow the question is asked about; one that only says why or what for is named before the answer.
 * @param outcomes what the message was understood as
 */
export function settled(text: string, outcomes: readonly Outcome[], context: Asked): readonly Outcome[] {
  const told = accounted(text, outcomes, context);
  if (told.every(isLost)) {
    const tokens = correctTokens(context.vocabulary, context.cut(text));
    const funds = unheldFunds(context.vocabulary, tokens);
    const unheld = funds.size > 0 ? funds : unheldOfNamed(tokens, context.vocabulary);
    if (unheld.size > 0)
      return [refuse({ reason: 'undeclared', what: 'parts', said: quoted(text, tokens, unheld).join(' ') })];
  }
  return told.map((one) => (one.type === 'query' && one.isWide ? OF_WHAT : one));
}

function accounted(text: string, outcomes: readonly Outcome[], context: Asked): readonly Outcome[] {
  const queries = queriesOf(outcomes);
  // The reader of passages has a use for every word.
  if (queries.length === 0 || queries.some(({ type }) => type === 'about' || type === 'passage'))
    return outcomes;
  const clashing = queries.flatMap(contradictory);
  if (clashing.length > 0) return [{ type: 'clarification', what: 'subject', choices: [], unused: clashing }];
  const { vocabulary, conversation, lens } = context;
  const goesOn = outcomes.some((one) => one.type === 'query' && one.assumed);
  const before = goesOn && conversation?.query ? [conversation.query] : [];
  const kept = context.cut(text);
  const said = saidBy(kept, readTokens(vocabulary, kept), vocabulary);
  const account = withoutPointing(wordsLeft(said, queries, before, vocabulary), outcomes, said.reading);
  const unheld = unheldParts(
    said.reading,
    queries,
    vocabulary,
    (at) =>
      account.named.has(at) ||
      account.ofPhase.has(at) ||
      (account.ofPhase.size > 0 && said.reading.tokens[at]?.light === true),
  );
  if (unheld.size > 0)
    return [
      refuse({ reason: 'undeclared', what: 'parts', said: quoted(text, account.tokens, unheld).join(' ') }),
    ];
  const wanted =
    lens === null ? demandsLeft(wordsOf(said.reading, goesOn, vocabulary), statedBy(queries)) : [];
  const unstated =
    wanted.length > 0
      ? new Set(wanted)
      : comeAndGoneLeft(account.tokens, queries, vocabulary, (at) => account.named.has(at));
  if (unstated.size > 0)
    return [
      {
        type: 'clarification',
        what: 'subject',
        choices: [],
        unused: quoted(text, account.tokens, unstated),
      },
    ];
  if (account.left.size === 0) return guessesWrong(queries, vocabulary) ? [OF_WHAT] : outcomes;
  const tails = tailsIn(account, vocabulary);
  const narrowing = new Set([...account.left].filter((at) => !tails.has(at)));
  if (narrowing.size > 0 && lens !== null) return [refuse({ reason: 'argument', said: text, lens })];
  if (narrowing.size > 0)
    return [
      {
        type: 'clarification',
        what: 'word',
        choices: notContrary(queries, said.reading.tokens, vocabulary).filter(
          (query) =>
            OFFERED.has(query.type) &&
            bearsName(
              query,
              account.tokens.filter((_token, at) => account.named.has(at)),
              vocabulary,
            ),
        ),
        unused: quoted(text, account.tokens, narrowing),
      },
    ];
  const ignored = quoted(text, account.tokens, tails);
  return outcomes.map((one, at) => (one.type === 'query' && at === 0 ? { ...one, ignored } : one));
}

/**
 * Asks about what a message of several requests wants, and none of the queries that these became says: «per settore» at its
 * end, «con la quota» beside a list.
 */
export function allWanted(
  text: string,
  outcomes: readonly Outcome[],
  { vocabulary, cut, lens }: Asked,
): readonly Outcome[] {
  const queries = queriesOf(outcomes);
  if (queries.length < 2 || lens !== null) return outcomes;
  const kept = cut(text);
  const goesOn = outcomes.some((one) => one.type === 'query' && one.assumed);
  const left = demandsLeft(wordsOf(readTokens(vocabulary, kept), goesOn, vocabulary), statedBy(queries));
  return left.length === 0
    ? outcomes
    : [{ type: 'clarification', what: 'subject', choices: [], unused: quoted(text, kept, new Set(left)) }];
}

/** What the words of a reading mean, each by itself. */
function wordsOf(
  { tokens, structures }: Reading,
  goesOn: boolean,
  vocabulary: Asked['vocabulary'],
): SaidWords {
  const found = findWords(vocabulary, verbsTold(tokens));
  return {
    goesOn,
    vocabulary,
    tokens,
    found,
    pieces: widest(found),
    structures,
    does: (token, role) => token !== undefined && vocabulary.operations.get(role)?.has(token.text) === true,
  };
}

/** «Il primo», «quando scade il primo»: the query has the very row that the words point at, alone or with what stands before. */
function withoutPointing(
  account: WordsLeft,
  outcomes: readonly Outcome[],
  { spans, tokens }: Reading,
): WordsLeft {
  const points = new Set(outcomes.flatMap((one) => (one.type === 'query' ? (one.points ?? []) : [])));
  const isPoint = (at: number): boolean => points.has(tokens[at]?.text ?? '');
  const around = spans.filter(({ from, to }) => tokens.slice(from, to).some((_, at) => isPoint(from + at)));
  const left = [...account.left].filter(
    (at) => !isPoint(at) && !around.some(({ from, to }) => from <= at && to > at),
  );
  return { ...account, left: new Set(left) };
}

/** Nothing was found, or something is asked back. */
const isLost = (outcome: Outcome): boolean =>
  outcome.type === 'clarification' ||
  (outcome.type === 'refusal' && ['off_topic', 'nothing_found'].includes(outcome.refusal.reason));

const LEFT_OUT = /^(togliendo|escludendo|tranne|eccetto|tolto|tolti|tolta|tolte|volte)$/;

/** Asks about operators, exclusions, places and numbers that no query of a set states. */
export function withOperators(
  text: string,
  outcomes: readonly Outcome[],
  { vocabulary, cut }: Asked,
): readonly Outcome[] {
  const queries = queriesOf(outcomes);
  if (queries.length === 0) return outcomes;
  const said = (pattern: RegExp): readonly string[] =>
    cut(text).flatMap((token) => (pattern.test(token.text) ? [token.text] : []));
  const asked = (unused: readonly string[], choices: readonly Query[]): readonly Outcome[] =>
    unused.length === 0
      ? outcomes
      : [
          {
            type: 'clarification',
            what: 'subject',
            choices,
            unused: unused.map((words) => verbAsTyped(text, words)),
          },
        ];
  // "Togliendo il 20 e il 16" is not about these two, "l'area con più obiettivi dopo la A1" not the first of all.
  if (queries.every(({ type }) => type === 'item')) {
    const left = said(LEFT_OUT);
    return asked(left.length > 0 ? left : setWordsIn(text, queries, { vocabulary, cut }), []);
  }
  const orders = queries.flatMap((query) => (query.type === 'figures' ? (query.order ?? []) : []));
  const ranks = orders.length === queries.length && orders.some(({ from }) => from === 1);
  const after = ranks ? said(/^dopo$/) : [];
  if (after.length > 0 || !areOfSets(queries)) return asked(after, []);
  const tokens = correctTokens(vocabulary, cut(withVerb(text)));
  const { pieces } = composeTokens(tokens, vocabulary);
  if (queries.length === 1 && eachOfItsOwn(pieces)) return [OF_WHAT];
  return asked(
    unusedWords(queries, pieces, tokens, vocabulary.index),
    notContrary(queries, tokens, vocabulary),
  );
}

/** What is asked of many, and never of one item that a number names. */
const OF_MANY: ReadonlySet<Category> = new Set<Category>([
  'rank',
  'degree',
  'factor',
  'group',
  'order',
  'having',
  'outnumber',
  'every',
  'dropped',
  'own',
]);

/** «Fra gli obiettivi da 24 punti qual è il meno costoso?»: the words that one item's card does not state. */
function setWordsIn(
  text: string,
  queries: readonly Query[],
  { vocabulary, cut }: Pick<Asked, 'vocabulary' | 'cut'>,
): readonly string[] {
  const tokens = correctTokens(vocabulary, cut(withVerb(text)));
  const { pieces } = composeTokens(tokens, vocabulary);
  // «Turismo e sport»: two things by their everyday names are no one item.
  const titles = queries.flatMap((query) =>
    query.type === 'item'
      ? query.items.map((ref) => contentKeys(vocabulary.index.byRef.get(ref)?.item.shortTitle ?? ''))
      : [],
  );
  const isTitled = ({ from, to }: Piece): boolean =>
    titles.some((keys) => tokens.slice(from, to).every(({ key, light }) => light || keys.includes(key)));
  const isOne = (piece: Piece, at: number): boolean =>
    piece.cat === 'name' && isBesideThing(pieces, at) && !isTitled(piece);
  return textsOf(
    pieces.filter((piece, at) => OF_MANY.has(piece.cat) || isOne(piece, at)),
    tokens,
  );
}

/** The words of some pieces. */
const textsOf = (pieces: readonly Piece[], tokens: readonly Token[]): readonly string[] =>
  pieces.map(({ from, to }) =>
    tokens
      .slice(from, to)
      .map((token) => token.text)
      .join(' '),
  );

/** What is answered; none where a part of the message is not. */
function queriesOf(outcomes: readonly Outcome[]): readonly Query[] {
  const queries = outcomes.flatMap((one) => (one.type === 'query' ? [one.query] : []));
  return queries.length < outcomes.length ? [] : queries;
}

/**
 * Those that may be offered in place of what was asked: what a question leaves out is never offered as what it is about, and
 * an amount it does not hold figures equal to never as one they are equal to.
 */
function notContrary(
  queries: readonly Query[],
  tokens: readonly Token[],
  { grammar }: Asked['vocabulary'],
): readonly Query[] {
  const meanings = findPhrases(grammar, tokens).map(({ meaning }) => meaning);
  const excludes = meanings.some(({ cat }) => cat === 'except' || cat === 'without');
  const equals = meanings.some((one) => one.cat === 'compare' && one.op === 'eq');
  return queries.filter((query) => {
    const { words } = statedBy([query]);
    const equal = words.has('eq') && !words.has('attainment') && !words.has('weight');
    return (!excludes || words.has('not')) && (!equal || equals);
  });
}

/** Of these an answer without the word can be offered: what it is about is said. */
const OFFERED: ReadonlySet<Query['type']> = new Set<Query['type']>(['figures', 'item', 'structure', 'goal']);
