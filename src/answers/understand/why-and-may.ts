import { isMonth } from '../../words/months.ts';
import type { Aspect } from '../knowledge/law.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Query, QueryOf } from '../query.ts';
import { does } from './limits.ts';
import { type Context, type Outcome, refuse } from './outcome.ts';
import { readTokens } from './reading.ts';

/**
 * Figures and days, however right, are no reason and no rule: what is asked with "perché" of no single item, and told nowhere,
 * is not known; nor is what the law says of their number.
 */
export function withoutFigures(
  text: string,
  { cut, vocabulary }: Omit<Context, 'reading'>,
  outcomes: readonly Outcome[],
): readonly Outcome[] {
  const { law, questionKinds } = vocabulary;
  const tokens = cut(text);
  const isOfLaw = findPhrases(law.words, tokens).some(
    ({ from, meaning }) => meaning === 'law' || (meaning === 'law-opens' && from === 0),
  );
  // "Si può revocare un assessore?", "un dipendente può fare un altro lavoro?"
  const may = longestMatches(findPhrases(law.aspects, tokens)).find(({ meaning }) => meaning === 'may');
  const act = law.actOf(tokens[may?.to ?? -1]?.text ?? '');
  const isOfPerson = tokens.slice(0, may?.from).some((one) => does(vocabulary, 'person', one));
  // «Il monitoraggio si può saltare?»: how it stands is not what is asked.
  const done = tokens[may?.to ?? -1]?.text ?? '';
  const isDone =
    /re$/.test(done) &&
    !vocabulary.frame.asks.has(done) &&
    !does(vocabulary, 'shown', { text: done }) &&
    outcomes.every((one) => one.type === 'query' && one.query.type === 'monitoring');
  if (may !== undefined && isDone) return [refuse({ reason: 'no_rule', said: text })];
  const asksMay = may !== undefined && (isOfPerson || (may.from === 0 && act !== null && act !== 'vedere'));
  // By when, or what follows, a term of law tells.
  const asksTerm =
    tokens.some(({ text: word }) => isMonth(word)) ||
    findPhrases(law.aspects, tokens).some(({ meaning }) => OF_TERM.has(meaning));
  const tellsNone = ({ type }: Query): boolean => FIGURES.test(type) && (type !== 'date' || !asksTerm);
  // "Quanto dura un monitoraggio per legge?": no phase of the body's own is the law's.
  const isUntold = (one: Outcome): boolean =>
    one.type === 'query'
      ? tellsNone(one.query) || tellsOwnDays(one.query)
      : one.type === 'clarification' && one.choices.length === 0;
  // Nor is an item that bears a word of the question.
  const isGuess = (one: Outcome): boolean =>
    one.type === 'query' && one.query.type === 'item' && !tokens.some(({ type }) => type === 'number');
  if ((isOfLaw || asksMay) && outcomes.some((one) => isUntold(one) || isGuess(one)))
    return [refuse(asksMay ? { reason: 'no_rule', said: text } : { reason: 'no_rule' })];
  const said = tokens.map((token) => token.text);
  const asks = findPhrases(questionKinds, tokens);
  // «A che serve la bicipolitana?» asks what it is for, which is told; «cause pendenti» are no reason.
  const isPurpose = readTokens(vocabulary, tokens).concepts.has('attr:aim');
  const why =
    !isPurpose &&
    asks.some(
      ({ from, to, meaning }) =>
        meaning === 'why' && from === 0 && (to > 1 || /^(perche|why)$/.test(said[0] ?? '')),
    );
  const [only] = outcomes;
  // A doubt about figures, which their arithmetic answers.
  if (tokens.some((token) => does(vocabulary, 'adds up', token))) return outcomes;
  // "Quante frazioni ci sono, e perché?": the figure, and that it is not told why.
  const asksWhyToo = asks.some(
    ({ from, to, meaning }) => meaning === 'why' && to === tokens.length && said[from - 1] === 'e',
  );
  if (asksWhyToo) return outcomes.map(withoutWhy);
  if (!why || outcomes.length !== 1) return outcomes;
  // "Come mai 126 colleghi …?": a number of people, and of no item.
  if (only?.type === 'refusal' && only.refusal.reason === 'unknown_item' && only.refusal.kind === null)
    return [refuse({ reason: 'no_reason' })];
  if (only?.type === 'clarification' && only.what === 'subject') return [refuse({ reason: 'no_reason' })];
  if (only?.type !== 'query') return outcomes;
  if (only.query.type === 'item' && only.query.items.length === 1)
    return [{ ...only, query: wondered(only.query) }];
  // "Perché il Comune non ha incassato le azioni?": what several items bear words of is no reason.
  if (only.query.type === 'item' && !tokens.some(({ type }) => type === 'number'))
    return [refuse({ reason: 'no_reason' })];
  const isApproval = only.query.type === 'about' && only.query.topic === 'approval';
  const { query } = only;
  const countsStates = query.type === 'monitoring' && query.items.length === 0 && query.states.length > 0;
  // "Perché sono 71 e nell'elenco 69?": how they are counted says it.
  const namesNumbers = tokens.some(({ type, spelled }) => type === 'number' && !spelled);
  const tellsNoReason = countsStates || (NO_REASON.test(query.type) && !namesNumbers);
  if (!isApproval && !FIGURES.test(query.type) && !tellsNoReason) return outcomes;
  return [refuse({ reason: 'no_reason' })];
}

/** What is told in words says itself what it does not. */
const IN_WORDS = /^(statement|rule|remark|about|term|use|passage)$/;

const withoutWhy = (outcome: Outcome): Outcome => {
  if (outcome.type !== 'query' || IN_WORDS.test(outcome.query.type)) return outcome;
  return outcome.query.type === 'item' && outcome.query.items.length === 1
    ? { ...outcome, query: wondered(outcome.query) }
    : { ...outcome, ignored: [...(outcome.ignored ?? []), 'perché'] };
};

/** "Perché l'obiettivo 69 si è fermato a metà?": how far it is, and what the document notes of it. */
function wondered(query: QueryOf<'item'>): Query {
  const attributes = query.attributes.filter((one) => one !== 'state');
  const far = query.measures.length + attributes.length === 0;
  return { ...query, measures: far ? ['attainment'] : query.measures, attributes, reason: true };
}

const tellsOwnDays = (query: Query): boolean =>
  query.type === 'date' && !query.lawFirst && query.phases.length > 0;

const OF_TERM: ReadonlySet<Aspect> = new Set(['when', 'often', 'duration', 'since', 'consequence']);

const FIGURES = /^(fact|figures|date|acts)$/;
/** Nor do these tell why, however much they are about it. */
const NO_REASON = /^(monitoring|goal|structure)$/;
