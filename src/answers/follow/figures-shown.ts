import type { Fact, Plan } from '../../domain/types.ts';
import type { Conversation } from '../conversation.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { ADDITIVE, type FactQuery } from '../tables/asked.ts';
import { besideIn, totalOf } from '../tables/columns.ts';
import { evaluateFacts } from '../tables/evaluate-facts.ts';
import { factQuerySchema } from '../tables/fact-query.ts';
import { type Context, OF_WHAT, type Outcome } from '../understand/outcome.ts';
import { recogniseEdit } from './follow.ts';
import { countsThose, readFollow, type Said } from './read-follow.ts';

/** What is asked of the figures that were shown. */
type Asks = 'times' | 'difference' | 'sum' | 'max' | 'min' | 'share' | 'mean';

/**
 * "E tra i due qual è la differenza?", "quale delle due evita più CO2?", "e quanto fanno insieme?", after figures of the
 * context tables: it is about those that were shown, together or one after the other. Asked back where it is not clear
 * which, null where nothing points at them.
 */
export function recogniseFiguresShown(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { conversation, lens, vocabulary, cut } = context;
  if (lens !== null || conversation?.query?.type !== 'fact') return null;
  const { plan } = vocabulary.index;
  const last = rowsOf(plan, conversation.query);
  const named = new Set(last.flatMap(({ measure, subject }) => [...stemsOf(measure), ...stemsOf(subject)]));
  const isOfTable = (token: Token): boolean =>
    named.has(stem(token.text)) ||
    findPhrases(vocabulary.tableWords, [token]).some(({ meaning }) => meaning.cat === 'row');
  const said = readFollow(text, vocabulary, cut, null, isOfTable);
  if (said === null || said === 'again') return countsThose(text, vocabulary, cut) ? OF_WHAT : null;
  if (said.attributes.length > 0) return recogniseEdit(text, context);
  const beyond = besideShown(last, said, vocabulary) ?? ofRows(conversation.query, last, said, vocabulary);
  if (beyond) return beyond;
  const asks = askedBy(said);
  const isTogether = cut(text).some(({ text: word }) => vocabulary.operations.get('together')?.has(word));
  const isBare = said.these === null && said.named.length + said.figures.length === 0;
  // «In tutto?», after two columns that have no other row: there is nothing else that it may be of.
  const table = last[0] && vocabulary.factTables.get(last[0].topic);
  const isAlone = asks === 'sum' && last[0] && table && besideIn(table, last[0]).length < 2;
  const inTurn = (isTogether || isAlone) && isBare ? toldInTurn(plan, conversation) : [];
  const things = inTurn.length === 0 && isBare && areThings(last) ? last : inTurn;
  if (asks === 'sum' && things.length > 1) return asked(things, asks);
  // «Insieme che percentuale fanno sul totale?»
  const { query } = conversation;
  const parts =
    query.operation === 'sum' && query.order === null && query.bound === null
      ? query.codes.flatMap((code) => plan.facts.find((fact) => fact.code === code) ?? [])
      : inTurn;
  const [part] = isBare && asks === 'share' && said.within === null ? parts : [];
  const sisters = part && vocabulary.factTables.get(part.topic);
  const total = sisters && parts.length > 1 ? totalOf(sisters, part) : null;
  if (total?.operation === null)
    return meant({ codes: parts.map(({ code }) => code), of: total.codes, operation: 'shares', order: null });
  const together = said.means.has('together');
  const isNamed = said.named.length + said.figures.length > 0;
  // «In percentuale», of several amounts: of which of them is not said.
  const isOfWhole = said.ofAll || said.within !== null || cut(text).some(({ text: word }) => word === 'in');
  const bare = (asks === 'share' || asks === 'times') && !isNamed && !isOfWhole;
  // «Che differenza c’è?», after two that were told one after the other.
  const gap = asks === 'difference' && isBare ? shownOf(plan, conversation, 2) : null;
  if (gap) return asked(gap, 'difference');
  if (said.these === null && !together && !bare) return null;
  if (isNamed) return said.these === null ? null : OF_WHAT;
  const count = said.these;
  const facts = count === null && last.length > 1 ? last : shownOf(plan, conversation, count ?? 2);
  if (bare && !together && count === null)
    return asks === 'times' ? asked(facts ?? [], asks) : facts && shareOf(facts, last.length > 1);
  if (facts === null || asks === null) return OF_WHAT;
  return asked(facts, asks);
}

/** «E in tutto il Comune?», «e nelle altre province?», after one figure: what its column comes to, or says of the other rows. */
function besideShown(
  shown: readonly Fact[],
  said: Said,
  { factTables }: Context['vocabulary'],
): Outcome | null {
  const { means, named, figures, these, contrast, rank, share } = said;
  const [first] = shown;
  const table = first && factTables.get(first.topic);
  const isPlain = named.length + figures.length === 0 && these === null && contrast === null && rank === null;
  if (!table || !isPlain || share) return null;
  if (means.has('others')) {
    const columns = [...new Map(shown.map((fact) => [fact.measure, fact])).values()];
    const others = columns.flatMap((fact) => besideIn(table, fact)).filter((fact) => !shown.includes(fact));
    if (others.length === 0) return OF_WHAT;
    return meant({ codes: others.map(({ code }) => code), order: null, operation: null });
  }
  if (new Set(shown.map(({ measure }) => measure)).size > 1) return null;
  if (!means.has('all')) return null;
  const whole = totalOf(table, first);
  return whole === null ? OF_WHAT : meant({ ...whole, order: null });
}

/** «Quante sono?», «e l’ultimo?», «e le due dopo?», «e in tutto?», of rows that were limited or put in order: how many, the other end, the next, all of them. */
function ofRows(
  query: FactQuery,
  [first]: readonly Fact[],
  { named, figures, asks, these, fold, rank, contrast, share, means, one }: Said,
  { factTables }: Context['vocabulary'],
): Outcome | null {
  const isNext = means.has('next') && fold === null;
  const isPlain = figures.length === 0 && rank === null && contrast === null && !share;
  const isBare = isPlain && (these === null || isNext);
  const [place, ...more] = named;
  if (!isBare || query.operation !== null || more.length > 0) return null;
  if (place === undefined && fold === null && asks.has('count'))
    return query.bound === null && query.where.length === 0
      ? null
      : meant({ ...query, order: null, from: 1, limit: null, operation: 'count' });
  if (query.order === null) return null;
  const count = place === undefined ? these : place.type === 'number' ? place.value : 0;
  if (isNext && count !== 0) {
    const shown = query.limit ?? 1;
    return meant({ ...query, from: query.from + shown, limit: count ?? (one ? 1 : shown) });
  }
  const isEnd = place?.type === 'place' && place.manner === 'replace' && place.pick.reversed;
  if (isEnd && fold === null)
    return meant({
      ...query,
      order: query.order === 'max' ? 'min' : 'max',
      from: place.pick.place,
      limit: place.pick.limit,
    });
  const table = first && factTables.get(first.topic);
  const isOfAll = fold === 'sum' && place === undefined && !means.has('together') && query.limit === 1;
  const whole = isOfAll && table ? totalOf(table, first) : null;
  return whole && meant({ ...whole, order: null });
}

function askedBy({ contrast, share, rank, fold, means }: Said): Asks | null {
  if (contrast === '÷') return 'times';
  if (contrast === '-') return 'difference';
  if (share || contrast === '%') return 'share';
  if (fold === 'mean') return 'mean';
  if (rank?.direction != null) return rank.direction === 'most' ? 'max' : 'min';
  return fold === 'sum' || means.has('together') ? 'sum' : null;
}

const stem = (word: string): string => word.slice(0, 4);
const stemsOf = (label: string): readonly string[] =>
  label
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .flatMap((word) => [stem(word), stem(word.replace(/^t(?=co$)/, ''))])
    .filter((one) => one.length > 1);

/** The figures that an answer gave, each a row by itself. */
function rowsOf(plan: Plan, query: Query): readonly Fact[] {
  if (query.type !== 'fact') return [];
  const { rows } = evaluateFacts(plan, query);
  return rows.every(({ facts }) => facts.length === 1) ? rows.flatMap(({ facts }) => facts) : [];
}

/** As many figures as were said: of the last answer, or of the last ones in turn. */
function shownOf(
  plan: Plan,
  { query, earlier }: Pick<Conversation, 'query' | 'earlier'>,
  count: number,
): readonly Fact[] | null {
  const inTurn: Fact[] = [];
  for (const one of query === null ? [] : [query, ...earlier]) {
    const rows = rowsOf(plan, one);
    if (inTurn.length === 0 && rows.length === count) return rows;
    // Of an order the first was told.
    const [only, ...more] =
      one.type === 'fact' && one.order !== null && one.limit === null ? rows.slice(0, 1) : rows;
    if (!only || more.length > 0) return null;
    if (!inTurn.includes(only)) inTurn.unshift(only);
    if (inTurn.length === count) return inTurn;
  }
  return null;
}

/** The figures of one column that the last answers gave, each of other rows than those before it. */
function toldInTurn(
  plan: Plan,
  { query, earlier }: Pick<Conversation, 'query' | 'earlier'>,
): readonly Fact[] {
  const told: Fact[] = [];
  let answers = 0;
  for (const one of query === null ? [] : [query, ...earlier]) {
    const isSum = one.type === 'fact' && one.operation === 'sum' && one.order === null && one.bound === null;
    const rows = isSum
      ? one.codes.flatMap((code) => plan.facts.find((fact) => fact.code === code) ?? [])
      : rowsOf(plan, one);
    const isOne = rows.length > 0 && (isSum || rows.length === 1);
    const [first] = [...told, ...rows];
    const isAlike = rows.every(
      (fact) =>
        fact.topic === first?.topic &&
        (fact.measure === first.measure || areThings([fact, first])) &&
        !told.includes(fact),
    );
    if (!isOne || !isAlike) break;
    told.unshift(...rows);
    answers++;
  }
  return answers > 1 ? told : [];
}

/** «7 nidi», «3 spazi gioco»: so many things of several sorts, that one row has. */
const areThings = (facts: readonly Fact[]): boolean =>
  facts.every(({ unit }) => unit === 'count') && new Set(facts.map(({ subject }) => subject)).size === 1;

/** Of two amounts of one row the one in the other; of anything else that was told at once it is not clear of what. */
function shareOf(facts: readonly Fact[], atOnce: boolean): Outcome | null {
  const [first, second, ...more] = facts;
  const alike = first && second && first.unit === second.unit && first.subject === second.subject;
  if (!alike || more.length > 0 || first.value <= 0 || second.value < 0 || second.value > first.value)
    return atOnce || alike ? OF_WHAT : null;
  return meant({ codes: [second.code, first.code], order: null, operation: 'share' });
}

function asked(facts: readonly Fact[], asks: Asks): Outcome {
  const [first, second, ...others] = facts;
  const codes = facts.map(({ code }) => code);
  const alike =
    new Set(facts.map(({ unit }) => unit)).size === 1 &&
    new Set(codes).size > 1 &&
    (new Set(facts.map(({ measure }) => measure)).size === 1 ||
      new Set(facts.map(({ subject }) => subject)).size === 1);
  if (!first || !second || !alike) return OF_WHAT;
  switch (asks) {
    case 'difference':
      return others.length > 0 ? OF_WHAT : meant({ codes, order: null, operation: 'difference' });
    case 'times': {
      const [less, more] = [first, second].toSorted((a, b) => a.value - b.value);
      return others.length > 0 || !less || !more || less.value <= 0
        ? OF_WHAT
        : meant({ codes: [more.code, less.code], order: null, operation: 'ratio' });
    }
    case 'share':
      return OF_WHAT;
    case 'mean':
    case 'sum':
      // What is printed of two columns or two years of one row adds up to nothing that is known.
      return ADDITIVE.has(first.unit) &&
        (new Set(facts.map(({ measure }) => measure)).size === 1 || areThings(facts)) &&
        new Set(facts.map(({ period }) => period)).size === 1
        ? meant({ codes, order: null, operation: asks })
        : OF_WHAT;
    case 'max':
    case 'min':
      return meant({ codes, order: asks, operation: null });
  }
}

const meant = (query: Pick<FactQuery, 'codes' | 'order' | 'operation'> & Partial<FactQuery>): Outcome => ({
  type: 'query',
  query: factQuerySchema.parse({ type: 'fact', ...query }),
  assumed: true,
  alternatives: [],
});
