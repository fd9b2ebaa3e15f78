import type { QuestionKind } from '../../words/question-kinds.ts';
import { saidBy, wordsLeft } from '../account/words-left.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { recogniseEachTold, recogniseStatements } from '../lookups/index.ts';
import type { Query } from '../query.ts';
import { isRead } from './one-question.ts';
import type { Context, Outcome } from './outcome.ts';
import { readTokens } from './reading.ts';
import { understandMessage } from './whole-message.ts';

/**
 * What the document tells of the very thing that is asked. Figures, rows and days come first where they use every word of
 * the question that it uses, unless it is asked what no figure says.
 */
export function toldOrCounted(text: string, asked: Omit<Context, 'reading'>): readonly Outcome[] {
  const context = { ...asked, reading: readTokens(asked.vocabulary, asked.cut(text)) };
  const whole = asked.lens === null ? recogniseTold(text, context) : null;
  const [only, ...more] = whole || asked.lens !== null ? [] : recogniseEachTold(context);
  const told = whole ?? (more.length > 0 ? null : only);
  if (told?.type !== 'query') return understandMessage(text, asked);
  const { tokens } = context.reading;
  const kinds = new Set(findPhrases(asked.vocabulary.questionKinds, tokens).map(({ meaning }) => meaning));
  if ([...kinds].some((kind) => NO_FIGURE.has(kind))) return [told];
  const outcomes = understandMessage(text, asked);
  const queries = outcomes.flatMap((one) => (isRead(one) ? [one.query] : []));
  // «Quali sono gli obiettivi dell’ufficio servizi educativi?»: rows of a structure that is named.
  const { kinds: nouns, structures } = context.reading;
  const named = new Set(structures.flatMap(({ strong, code }) => (strong ? [code] : [])));
  const areOfNamed = queries.some(
    (one) =>
      one.type === 'figures' &&
      one.by === 'item' &&
      one.select.some((atom) => atom.type === 'structure' && atom.codes.some((code) => named.has(code))),
  );
  if (areOfNamed && nouns.length > 0) return outcomes;
  const areFigures = queries.every(({ type }) => FIGURES.test(type) || type === 'monitoring');
  const asksWhat = !kinds.has('much') && !kinds.has('when') && kinds.size > 0;
  const one = asked.vocabulary.told.get(told.query.type === 'statement' ? told.query.code : '');
  const isOnlyThat = one?.answers.size === 1 && [...kinds].every((kind) => one.answers.has(kind));
  // Of one request among others it is told where no figure answers it.
  if (whole === null && areFigures && queries.length === outcomes.length) return outcomes;
  if (asksWhat || !areFigures || queries.length < outcomes.length || (kinds.size > 0 && isOnlyThat))
    return [told];
  if (kinds.size === 0 && queries.some(isOfTopic)) return [told];
  const isOfLaw = (it: Query): boolean => it.type === 'date' && it.legal.length > 0 && it.acts.length > 1;
  if (kinds.has('when') && one?.answers.has('when') && queries.every(isOfLaw)) return [told];
  // Of several numbers it says the one, unless they are worked out.
  const isTheOne =
    kinds.has('much') &&
    one?.answers.has('much') &&
    queries.every(
      (it) => it.type === 'fact' && it.codes.length > 1 && (it.operation === null || it.operation === 'sum'),
    );
  if (!isTheOne && queries.some((it) => it.type === 'fact' && it.operation !== null)) return outcomes;
  // «Sole 24 Ore» is no limit.
  const hasNumber =
    queries.some((query) => query.type === 'fact' && query.bound !== null) &&
    tokens.some(({ type, key }) => type === 'number' && one?.keys.has(key));
  return isTheOne || hasNumber || usesMore(told.query, queries, tokens, context) ? [told] : outcomes;
}

/** Items that the words of a topic led to: "gli obiettivi delle partecipate sono stati raggiunti?". */
const isOfTopic = (query: Query): boolean =>
  query.type === 'figures' &&
  query.select.some((atom) => atom.type === 'items' || (atom.type === 'structure' && atom.level === 'unit'));

/** What the document tells that is asked, unless it is of what will be done: "quanti dipendenti assumerà il Comune?". */
export function recogniseTold(text: string, context: Context): Outcome | null {
  const idle = context.vocabulary.beside.get('statement');
  const willBe = context.cut((text.match(TO_COME) ?? []).join(' '));
  return willBe.every((one) => one.light || idle?.has(one.text) === true)
    ? recogniseStatements(context)
    : null;
}

/** Endings of what will be. */
const TO_COME = /\p{L}+(?:rà|ranno)(?!\p{L})/giu;

/** Of the days that were found the first is the best. */
const firstOf = (query: Query): Query =>
  query.type === 'date' && query.acts.length > 0
    ? { ...query, acts: query.acts.slice(0, 1), legal: [] }
    : query;

/** "Da dove vengono le entrate?", "a chi è stata trasmessa la sintesi?", "come …?": no figure or row says it. */
const NO_FIGURE: ReadonlySet<QuestionKind> = new Set<QuestionKind>([
  'who',
  'where',
  'whom',
  'why',
  'how',
  'became',
]);

/** A statement has a use for a word of the question for which these have none: "i dipendenti stanno bene?". */
function usesMore(
  told: Query,
  queries: readonly Query[],
  tokens: readonly Token[],
  { reading, vocabulary }: Context,
): boolean {
  const said = saidBy(tokens, reading, vocabulary);
  const { named, asked, left } = wordsLeft(said, queries.map(firstOf), [], vocabulary);
  const isConcept = (at: number): boolean =>
    !left.has(at) && reading.spans.some(({ from, to }) => from <= at && at < to);
  const idle = ['any', 'over'].flatMap((about) => vocabulary.beside.get(about) ?? []);
  const isIdle = (at: number): boolean => idle.some((words) => words.has(tokens[at]?.text ?? ''));
  const asking = findPhrases(vocabulary.questionKinds, tokens);
  const asks = (at: number): boolean => asking.some(({ from, to }) => from <= at && at < to);
  return [...wordsLeft(said, [told], [], vocabulary).named].some(
    (at) => !named.has(at) && !asked.has(at) && !isConcept(at) && !asks(at) && !isIdle(at),
  );
}

export const FIGURES = /^(fact|figures|date|acts)$/;
