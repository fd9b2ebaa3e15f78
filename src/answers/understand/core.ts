import { quoted } from '../account/quoted.ts';
import { findWords } from '../grammar/find-words.ts';
import type { Piece } from '../grammar/pieces.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isMoment } from '../language/moments.ts';
import { normalise } from '../language/normalise.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Query } from '../query.ts';
import { isRefusedOrder } from '../talk/orders.ts';
import { statesLess } from './by-itself.ts';
import { recogniseWhole } from './composed.ts';
import { type Asked, isSure, isSureOf, namesPlace, queriesOf, type Understand } from './half.ts';
import { type Outcome, withIgnored } from './outcome.ts';
import {
  asks,
  type Clause,
  clauseOf,
  clausesOf,
  givesReason,
  INFINITIVE,
  isFramed,
  isOfPlan,
  namedIn,
  speaks,
  TO_WHOM,
} from './prose.ts';

/**
 * «Per la variazione di bilancio mi serve sapere quanto …, che lo porto in giunta»: what is asked, where it is understood in full by
 * itself and what stands around it is said by somebody, or says why, and narrows nothing. Null for any other message.
 */
export function recogniseCore(
  text: string,
  context: Asked,
  understand: Understand,
): readonly Outcome[] | null {
  const { vocabulary, cut, conversation } = context;
  if (conversation?.unanswered != null) return null;
  const clauses = clausesOf(text, vocabulary, cut);
  const core = coreOf(clauses, context, understand) ?? beforeReason(clauses, context, understand);
  // «Quanto ha accertato il processo n. 33 per favore»: what is cut out states no less than all of it.
  const whole = core && recogniseWhole(text, context);
  return whole && statesLess(core, whole) ? null : core;
}

/** «Ambito D e ambito C, quale dei due ha la media migliore, che lo porto in giunta»: all that stands before the reason at its end. */
function beforeReason(
  clauses: readonly Clause[],
  context: Asked,
  understand: Understand,
): readonly Outcome[] | null {
  const { vocabulary } = context;
  const end = 1 + clauses.findLastIndex((clause, at) => at === 0 || !saysWhy(clause, vocabulary));
  const reasons = clauses.slice(end);
  const { frame } = vocabulary;
  // «In vista della commissione avremmo bisogno di conoscere …» asks.
  const isAsking = ({ tokens }: Clause): boolean =>
    asks(vocabulary, tokens) || tokens.some(({ text }) => frame.asks.has(text) || frame.requests.has(text));
  if (reasons.length === 0 || reasons.some(isAsking)) return null;
  const said = clauses.slice(0, end).map(({ text, mark }, at) => text + (at === end - 1 ? '' : mark));
  const outcomes = understand(said.join('').trim(), context);
  // «È vero che l’obiettivo 24 è al 60 %?»
  return isSureOf(outcomes) ? withIgnored(outcomes, ignoredIn(reasons, vocabulary)) : null;
}

/** What reasons name besides people, occasions and times. */
const ignoredIn = (reasons: readonly Clause[], vocabulary: Vocabulary): readonly string[] =>
  reasons.flatMap((clause) => {
    const places = namedIn(clause, vocabulary).map((token) => clause.tokens.indexOf(token));
    return places.length === 0 ? [] : quoted(clause.text, clause.tokens, new Set(places));
  });

function coreOf(
  clauses: readonly Clause[],
  context: Asked,
  understand: Understand,
): readonly Outcome[] | null {
  const { vocabulary, cut, conversation } = context;
  const starts = clauses.map((clause) => questionAt(clause, vocabulary));
  const requests = clauses.map((clause, at) =>
    conversation?.query == null && !clause.mark.includes('?')
      ? requestedAt(clause, clauses[at - 1], vocabulary)
      : null,
  );
  // «Spesa di personale 2021, che lo porto in giunta»: all but the reason.
  const begins =
    [starts, requests].find((some) => some.some((start) => start !== null)) ??
    clauses.map((clause) => (saysWhy(clause, vocabulary) ? null : 0));
  const first = begins.findIndex((start) => start !== null);
  const last = begins.findLastIndex((start) => start !== null);
  const begun = begins[first] ?? null;
  if (begun === null) return null;
  const asked = clauses.slice(first, last + 1);
  const [opening, closing] = [asked[0]?.text ?? '', asked.at(-1)?.text ?? ''];
  const part = (said: string): readonly Clause[] =>
    said.trim() === '' ? [] : [clauseOf(said.trim(), ' ', vocabulary, cut)];
  const leading = part(opening.slice(0, begun).replace(BUT_WHETHER, ''));
  // «Pc fissi del settore 5 quanti sono»: what does not lead up to the question is a part of it.
  const [start, lead] = leading.every((clause) => governs(clause, vocabulary)) ? [begun, leading] : [0, []];
  const end = first === last ? Math.max(start, timeAt(closing, vocabulary)) : timeAt(closing, vocabulary);
  const behind = clauses.slice(last + 1);
  const around = [...clauses.slice(0, first), ...lead, ...part(closing.slice(end)), ...behind];
  if (around.length === 0) return null;
  const core = asked
    .map((clause, at) => {
      const isLast = at === asked.length - 1;
      return clause.text.slice(at === 0 ? start : 0, isLast ? end : undefined) + (isLast ? '' : clause.mark);
    })
    .join('')
    .trim();
  const { reading } = clauseOf(core, '', vocabulary, cut);
  const names = namesPlace(reading);
  // «Ma quanto …»: whatever stands before it.
  const isBut = ({ text: said }: Clause): boolean =>
    clauses.some(
      (one, at) => one.text === said && vocabulary.frame.but.has(clauses[at + 1]?.tokens[0]?.text ?? ''),
    );
  const isAround = (isNamed: boolean): boolean =>
    around.every((clause) => standsAround(clause, isNamed, vocabulary, isBut(clause)));
  if (!isAround(true)) return null;
  // «Quanti fissi ci sono? Intendo i computer.»
  const meant = behind.find(({ tokens: [opens] }) =>
    vocabulary.operations.get('meaning that')?.has(opens?.text ?? ''),
  );
  const said = meant?.tokens.slice(1).map(({ text: word }) => word) ?? [];
  const more = said.length === 0 ? [] : understand(`${core}, ${said.join(' ')}`, context);
  const outcomes = isSureOf(more) ? more : understand(core, context);
  const isPartly = outcomes.length > 1 && outcomes.some(isSure);
  // What is asked is not understood for the reason that follows it.
  if (
    around.length === behind.length &&
    around.every((clause) => saysWhy(clause, vocabulary)) &&
    !isSureOf(outcomes)
  )
    return outcomes;
  if (!isSureOf(outcomes) && !isPartly) return null;
  if (end < closing.length && queriesOf(outcomes).some(({ type }) => type === 'monitoring')) return null;
  const isOwn = names || queriesOf(outcomes).every(isOfItsOwn);
  if (!names && (around.some((one) => namesOffice(one, vocabulary)) || !isAround(isOwn))) return null;
  // «Per l’orto botanico mi serve sapere quanto abbiamo impegnato»: of that.
  const topics = around.filter(
    (clause) =>
      !saysWhy(clause, vocabulary) && namedIn(clause, vocabulary).some((one) => isOfPlan(vocabulary, one)),
  );
  if (!isOwn && topics.length > 0) return null;
  const reasons = around.filter((clause) => saysWhy(clause, vocabulary));
  return withIgnored(outcomes, ignoredIn(reasons, vocabulary));
}

/** It names an office; by an everyday name, where it begins with whose or among what: «dei vigili mi serve …». */
const namesOffice = ({ tokens: [first], reading }: Clause, { smallWords }: Vocabulary): boolean =>
  reading.structures.some(
    ({ strong }) => strong || (['genitive', 'among'] as const).some((one) => smallWords.is(one, first?.text)),
  );

/** It says of what by itself: a table, a day, items that it is about. */
const isOfItsOwn = (query: Query): boolean =>
  query.type !== 'figures' || query.select.some(({ type }) => type !== 'kind');

/** «Il mio capo vuole sapere …», «non riesco a trovare …»: it ends with what asks; «il Nucleo …» says of whom. */
function governs({ tokens }: Clause, { frame, operations }: Vocabulary): boolean {
  const last = tokens.at(-1)?.text ?? '';
  return (
    [frame.asks, frame.requests, frame.speaksTo, frame.but, frame.thanks].some((words) => words.has(last)) ||
    INFINITIVE.test(last) ||
    operations.get('document')?.has(last) === true ||
    REQUEST.test(tokens[0]?.text ?? '')
  );
}

interface Word {
  readonly said: string;
  readonly index: number;
}

const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({ said: normalise(word), index }));

/** Where in a clause it begins to ask, with the preposition before it, or what may be so behind «sapere se»; null where it does not. */
function questionAt({ text, tokens }: Clause, vocabulary: Vocabulary): number | null {
  const { operations, frame } = vocabulary;
  const words = wordsOf(text);
  const does = (role: string, at: number): boolean =>
    operations.get(role)?.has(words[at]?.said ?? '') === true;
  const whether = words.findIndex(
    (_word, at) => does('whether', at) && at > 0 && frame.asks.has(words[at - 1]?.said ?? ''),
  );
  if (whether > 0) return words[whether + 1]?.index ?? null;
  if (!asks(vocabulary, tokens)) return null;
  const at = words.findIndex(
    (_word, at) =>
      (does('asks', at) && !frame.some.has(words[at - 1]?.said ?? '')) ||
      (does('asks which', at) && does('asked for', at + 1)),
  );
  const from = at > 0 && PREPOSITION.test(words[at - 1]?.said ?? '') ? at - 1 : at;
  return words[from]?.index ?? 0;
}

const PREPOSITION = /^(a|ad|di|da|in|con|su|per)$/;

/** «Mi serve la popolazione residente», «calcolami il peso»: where what is asked for begins. */
function requestedAt(
  { text }: Clause,
  before: Clause | undefined,
  { frame, smallWords }: Vocabulary,
): number | null {
  const words = wordsOf(text);
  const isRequest = (word: string): boolean => frame.requests.has(word) || frame.asks.has(word);
  if (smallWords.is('article', words[0]?.said) && isRequest(before?.tokens.at(-1)?.text ?? '')) return 0;
  const at = words.findIndex(({ said }, at) => {
    const before = words[at - 1]?.said ?? '';
    return (
      smallWords.is('article', said) &&
      ((at === 1 && (REQUEST.test(before) || frame.requests.has(before))) ||
        (at > 1 &&
          words[at - 2]?.said !== 'si' &&
          TO_WHOM.test(words[at - 2]?.said ?? '') &&
          isRequest(before)))
    );
  });
  return words[at]?.index ?? null;
}

/** Where words begin that say no more than by when it is wanted: «entro stasera». */
function timeAt(text: string, { frame }: Vocabulary): number {
  const words = wordsOf(text);
  const isTime = ({ said }: Word): boolean => frame.times.has(said);
  let at = words.length;
  while (
    at > 0 &&
    words.slice(at - 1, at).some((word) => isTime(word) || (at < words.length && BY_WHEN.test(word.said)))
  )
    at -= 1;
  const rest = words.slice(at);
  return rest.some(isTime) && BY_WHEN.test(rest[0]?.said ?? '')
    ? (rest[0]?.index ?? text.length)
    : text.length;
}

const BY_WHEN = /^(entro|per)$/;
/** The word that says that it may be so. */
const BUT_WHETHER = /\s+se\s*$/u;

/** It asks nothing and orders nothing; somebody says it, or gives a reason; and it says nothing that what is asked could be narrowed by. */
function standsAround(
  clause: Clause,
  isNamed: boolean,
  vocabulary: Vocabulary,
  isConceded: boolean,
): boolean {
  const { tokens, reading } = clause;
  const { frame, operations, smallWords } = vocabulary;
  const isReason = saysWhy(clause, vocabulary);
  const said = (at: number): string => tokens[at]?.text ?? '';
  const found = findWords(vocabulary, tokens);
  const isAside = ({ from, to }: Pick<Piece, 'from' | 'to'>): boolean =>
    found.some((one) => ASIDE.has(one.cat) && one.from <= from && one.to >= to);
  const isCourtesy = tokens.every(({ light }, at) => light || isAside({ from: at, to: at + 1 }));
  const isOwn = speaks(vocabulary, tokens);
  const isFrom = tokens.some(({ text }) => operations.get('document')?.has(text));
  const isFramedAll = tokens.every((token) => isFramed(vocabulary, token));
  const isAsked = tokens.some(
    ({ text }, at) =>
      (frame.requests.has(text) && at === 0) ||
      ((frame.requests.has(text) || frame.asks.has(text)) &&
        said(at - 1) !== 'si' &&
        TO_WHOM.test(said(at - 1))),
  );
  const isSaid =
    isConceded ||
    isReason ||
    isOwn ||
    isCourtesy ||
    frame.but.has(said(0)) ||
    (isFrom && isFramedAll) ||
    REQUEST.test(said(0)) ||
    isAsked ||
    tokens.some(({ text }) => frame.asks.has(text));
  // «Come vedo quanti …?» asks how.
  const isHow = findPhrases(vocabulary.questionKinds, tokens).some(
    ({ from, meaning }) => from === 0 && meaning === 'how',
  );
  if (!isSaid || (isHow && !isAsked)) return false;
  // «Se non rispondo, …» is the case that is asked about.
  if (operations.get('under which')?.has(said(0)) && !frame.reasons.has(said(0)) && !isFramedAll)
    return false;
  // «La stampa» is no order.
  if (!smallWords.is('article', said(0)) && isRefusedOrder(vocabulary, tokens, false)) return false;
  const { items, goals, kinds, states, years, measures } = reading;
  const names =
    items.some(({ kind, code }) => kind !== null || code !== null) ||
    goals.length + years.length > 0 ||
    tokens.some((token, at) => token.type === 'number' && !token.spelled && !isMoment(tokens, at));
  const narrows =
    (!isNamed && kinds.length + measures.length + (isOwn ? 0 : states.length) > 0) ||
    found.some((piece) => NARROWING.has(piece.cat) && !isAside(piece)) ||
    (!isReason && [...reading.concepts].some((one) => WORKED_OUT.test(one)));
  return !names && !narrows;
}

/** «Visto che …», «per rispondere …»: what for. */
const saysWhy = ({ tokens }: Clause, vocabulary: Vocabulary): boolean =>
  (givesReason(vocabulary, tokens) &&
    !vocabulary.frame.but.has(tokens[0]?.text ?? '') &&
    !tokens.slice(0, 2).some(({ text }) => vocabulary.operations.get('whether')?.has(text))) ||
  (tokens[0]?.text === 'per' && INFINITIVE.test(tokens[1]?.text ?? ''));

const ASIDE: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['courtesy', 'aside', 'filler']);
/** «Calcolami», «tirami fuori». */
const REQUEST = /^\p{L}{2,}[ai](mi|ci|ce?l[oaie]|mel[oaie])$/u;
const NARROWING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'except',
  'rest',
  'dropped',
  'years',
  'having',
  'these',
]);
const WORKED_OUT = /^(rank|group|ask:(share|percent|average|total|compare|difference|change|trend|margin))/;
