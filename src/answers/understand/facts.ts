import { isDeepStrictEqual } from 'node:util';
import type { Fact } from '../../domain/types.ts';
import { talkOf } from '../follow/follow.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { memberRefs } from '../follow/shown-set.ts';
import { composeTokens } from '../grammar/compose.ts';
import { lower } from '../grammar/lower.ts';
import { DENIED, type FactTable, LETTER } from '../knowledge/fact-tables.ts';
import { normalise } from '../language/normalise.ts';
import { isYearText } from '../language/numbers.ts';
import { contentKeys, stem, type Token } from '../language/tokens.ts';
import { asksYears, type FactQuery, query as figuresOf } from '../tables/asked.ts';
import type { CellReading } from '../tables/cells.ts';
import { readTable, type TableReading } from '../tables/compose-table.ts';
import { nameSaid } from '../tables/labels.ts';
import { lackedRow, lackedStatement } from '../tables/lacks.ts';
import { isOfAllRows } from '../tables/of-structures.ts';
import { toFactQuery } from '../tables/operate.ts';
import { asksFigure, readRequest } from '../tables/request.ts';
import { ordersRows } from '../tables/sides.ts';
import { askingSpans } from './asking-spans.ts';
import { betweenTables } from './between-tables.ts';
import { asksWhich, continuesFact, followFacts, isExplainedBy } from './follow-facts.ts';
import { ofItems } from './of-those-shown.ts';
import { ask, type Context, OF_WHAT, type Outcome, refuse } from './outcome.ts';
import { readTokens } from './reading.ts';

/** What the context tables make of a question. */
export interface FactMatch {
  readonly facts: readonly Fact[];
  /** 1 where they explain every word, less the more they leave. */
  readonly coverage: number;
  /** A word was matched that the plan's own vocabulary (measures, structures, numbers) does not explain. */
  readonly distinctive: boolean;
  /** Row, column and period that were read. */
  readonly cells: CellReading | null;
  readonly table: TableReading | null;
}

export const NO_FACTS: FactMatch = {
  facts: [],
  coverage: 0,
  distinctive: false,
  cells: null,
  table: null,
};

/** Looks a question up in the context tables. */
export function findFacts({ reading, vocabulary }: Context): FactMatch {
  const table = readTable(vocabulary, reading.tokens, askingSpans(reading));
  if (!table) return NO_FACTS;
  return {
    facts: table.cells.cells,
    coverage: 1 / (1 + table.unexplained.length),
    distinctive: isDistinctive(reading, table, vocabulary.index.plan.head.year, vocabulary.factTables),
    cells: table.cells,
    table,
  };
}

/** Whether a word names a row or column that is nothing else of the plan's. */
function isDistinctive(
  { tokens, spans, structures, kinds }: Context['reading'],
  { cells, words, request, without }: TableReading,
  year: number,
  factTables: Context['vocabulary']['factTables'],
): boolean {
  const isAlone = ![...factTables.values()].some(
    ({ topic, periods }) =>
      topic !== cells.table.topic && periods.some(({ text }) => cells.periods.includes(text)),
  );
  const matched = cells.explained;
  // "Spese per investimenti": the same measure said twice; the second time it is the subject.
  const repeated = (concept: string, from: number): boolean =>
    concept === 'measure:cost' &&
    spans.some((span) => span.concept.startsWith('measure:') && span.from < from);
  const explained = (token: Token, at: number): boolean => {
    const labelled = matched.get(token.key) === 1;
    const inSpan = spans.some(
      (span) =>
        span.from <= at &&
        span.to > at &&
        !(repeated(span.concept, span.from) && (matched.get(token.key) ?? 0) > 0.9) &&
        !(labelled && /^ask:(difference|total|margin)$/.test(span.concept)),
    );
    const inStructure = structures.some(
      (one) => one.strong && one.from - (one.to - one.from === 1 ? 1 : 0) <= at && one.to > at,
    );
    // "Comma 557", "art. 90": too large for an item, no year; "100 %" is an amount.
    const cited =
      token.type === 'number' && token.value >= 90 && !isYearText(token.text) && tokens[at + 1]?.text !== '%';
    return inSpan || inStructure || (token.type === 'number' && !cited);
  };
  // Classes of age, and years other than the plan's, are of no item.
  if (cells.classes && cells.rows.labels.length > 0) return true;
  if (
    (cells.rows.named || cells.columns.named) &&
    cells.dated &&
    cells.cells.some(({ period }) => !period.includes(String(year)))
  )
    return true;
  // "Nel 2018 chi era sotto il 40 %?": a year of one table, and of no plan.
  if (
    cells.dated &&
    request.bound !== null &&
    cells.cells.every(({ period }) => !period.includes(String(year))) &&
    isAlone
  )
    return true;
  // «Entrate accertate per meno del 90 %»: a rate that the table prints, and no item has.
  const isOfRate =
    cells.columns.named &&
    cells.columns.labels.every(
      ({ text, keys }) =>
        text.includes('%') && [...keys].some((key) => key !== PERCENT && matched.get(key) === 1),
    );
  if (request.bound?.unit === 'percent' && isOfRate) return true;
  if (request.operators.has('margin') && cells.table.columns.some(({ limit }) => limit)) return true;
  // Row and column in so many words: "investimento previsto del Settore Pubblico", of a plan that declares no money.
  const isLiteral = ({ labels: [label, ...more], named }: CellReading['rows']): boolean =>
    named &&
    label?.whole === false &&
    more.length === 0 &&
    [...label.keys].every((key) => matched.get(key) === 1);
  if (isLiteral(cells.columns) && isLiteral(cells.rows)) return true;
  // «Entrate accertate totali»: a total that the document prints, by the words of its row, and no sum of items.
  const isTotal = ({ labels: [label, ...more], named }: CellReading['rows']): boolean =>
    named &&
    label?.whole === true &&
    more.length === 0 &&
    label.keys.size > 0 &&
    [...label.keys].every((key) => matched.get(key) === 1);
  if (request.operators.has('sum') && isLiteral(cells.columns) && isTotal(cells.rows)) return true;
  if (namesRowByItsName(cells, tokens)) return true;
  const overRows = request.order !== null || request.operators.has('each');
  if (overRows && kinds.length === 0 && ordersRows(cells, tokens, request.small)) return true;
  if (
    cells.columns.named &&
    cells.rows.named &&
    cells.rows.labels.some(({ keys }) => isQuoted(keys, tokens, spans))
  )
    return true;
  if (cells.columns.named && without.length > 0) return true;
  const said = new Set(
    words.flatMap(({ text, key, plain }) => (!plain || matched.get(key) === 1 ? [text] : [])),
  );
  return tokens.some(
    (token, at) =>
      !request.consumed.has(at) &&
      said.has(token.text) &&
      (matched.has(token.key) || matched.has(`${DENIED}${token.key}`)) &&
      !explained(token, at),
  );
}

/** «Che voto ha il senso di appartenenza?»: the whole name of one row, of several words, and another word of its table. */
function namesRowByItsName({ rows, explained }: CellReading, tokens: readonly Token[]): boolean {
  const [label, ...more] = rows.labels;
  if (!rows.named || !label || label.whole || more.length > 0) return false;
  const name = new Set(contentKeys(label.text.replace(LETTER, '')));
  const said = new Set(tokens.map(({ key }) => key));
  const isOwn = ({ key, light }: Token): boolean =>
    !light && !name.has(key) && !label.keys.has(key) && (explained.get(key) ?? 0) > 0.9;
  return name.size > 1 && [...name].every((key) => said.has(key)) && tokens.some(isOwn);
}

/** «Quanto avanzo abbiamo applicato?»: two words or more of the name of one row, as no item was called outright. */
export function saysRow(
  text: string,
  { vocabulary: { factTables }, cut }: Omit<Context, 'reading'>,
): boolean {
  const tokens = cut(text);
  return [...factTables.values()].some(({ rows }) => rows.some((label) => saysName(label, tokens)));
}

const saysName = (label: FactTable['rows'][number] | undefined, tokens: readonly Token[]): boolean =>
  new Set(
    tokens.flatMap(({ key, light, type }) =>
      !light && type === 'word' && label?.keys.has(key) ? [key] : [],
    ),
  ).size > 1;

/** «Entrate tributarie 2021»: a name that rows go by, and nothing besides. */
const namesRowOnly = ({ cells: { rows }, words }: TableReading): boolean =>
  rows.named &&
  rows.labels.some((label) => {
    const name = nameSaid(label, words);
    return name && words.every(({ key, text }) => name.includes(key) || isYearText(text));
  });

/** «Fondo pluriennale»: two words of a row beside each other, which no word of the lexicon takes together. */
const isQuoted = (
  keys: ReadonlySet<string>,
  tokens: readonly Token[],
  spans: Context['reading']['spans'] = [],
): boolean =>
  tokens.some(({ key, light }, at) => {
    const next = tokens[at + 1];
    const isPair = !light && next?.light === false && keys.has(key) && keys.has(next.key) && key !== next.key;
    return isPair && !spans.some(({ from, to }) => from <= at && to > at + 1);
  });

/** A year that a table lacks, of figures that it has for others: those are told. */
export function notInTable({ reading }: Context, { cells, table, distinctive }: FactMatch): Outcome | null {
  const apart = reading.kinds.length + reading.items.length + reading.measures.length === 0;
  const [lacking] = cells?.lackingYears ?? [];
  if (!cells || !table || lacking === undefined) return null;
  if (table.unexplained.some((word) => !cells.lackingYears.includes(Number(word)))) return null;
  if (!distinctive && !apart) return null;
  if (!cells.rows.named && !cells.columns.named) return null;
  const [first] = cells.cells;
  return refuse({
    reason: 'not_printed',
    what: first ? `${first.subject}, ${first.measure}` : '',
    year: lacking,
    periods: cells.table.periods.map(({ text }) => text),
  });
}

/** "Quali azioni riguardano i trasporti?": what a body calls its items, and no column of a table beside it. */
const namesItemsOnly = (
  { tokens, spans }: Context['reading'],
  { cells, request: { small } }: TableReading,
): boolean =>
  !cells.columns.named &&
  spans.some(({ concept, from }) => concept === 'kind:any' && small.is('item noun', tokens[from]?.text));

/** "Quante azioni ha l’industria e quanta CO2 evitano?": a number of items is asked for, which no figure of theirs tells. */
const countsItems = (
  { tokens, spans }: Context['reading'],
  { cells: { columns }, request: { small } }: TableReading,
): boolean =>
  spans.some(
    ({ concept, from }) =>
      concept.startsWith('kind:') &&
      small.is('how much', tokens[from - 1]?.text) &&
      tokens.slice(from).some(({ text }) => small.is('how much', text) || small.is('which one', text)) &&
      !columns.labels.some(({ keys }) => keys.has(tokens[from]?.key ?? '')),
  );

/** «Quanti la scuola?», «quante multe?»: a number of things, and no area or amount of what has the word. */
const asksNumber = (
  { request, cells: { cells, columns, rows } }: TableReading,
  { tokens, spans }: Context['reading'],
  { smallWords: { is } }: Context['vocabulary'],
): boolean => {
  if (!request.asks.has('count')) return false;
  if (cells.length > 0 && cells.every(({ unit }) => unit === 'sqm' || unit === 'sqkm'))
    return !tokens.some(({ text }) => is('area', text));
  if (columns.named || !rows.named) return false;
  const counted = tokens.findIndex(({ text }) => is('how much', text)) + 1;
  const isAmount = spans.some(
    ({ from, to, concept }) => from <= counted && counted < to && concept.startsWith('measure:'),
  );
  const [only, ...others] = rows.labels;
  const { key = '' } = tokens[counted] ?? {};
  const isOfRow = others.length === 0 && (only?.keys.has(key) === true || only?.extra.has(key) === true);
  return isOfRow && !isAmount && cells.every(({ unit }) => unit === 'eur' || unit === 'percent');
};

/** «Quanti anni hanno in media …?», of a table whose figures are no years. */
const countsInOtherUnit = ({ request, cells: { cells } }: TableReading, tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, at) =>
      text === 'quanti' &&
      !request.small.is('inside', tokens[at - 1]?.text) &&
      request.small.is('age', tokens[at + 1]?.text) &&
      cells.every(({ unit }) => unit !== 'years'),
  );

/** «Quanto è stato speso per l'indagine?», of a table whose figures are no money. */
const asksWhatWasPaid = (
  { request, cells: { cells } }: TableReading,
  { operations }: Context['vocabulary'],
  tokens: readonly Token[],
): boolean => {
  const does = (role: string, text = ''): boolean => operations.get(role)?.has(text) === true;
  return (
    cells.every(({ unit }) => unit !== 'eur') &&
    !tokens.some(({ text }) => does('part', text) || does('against', text)) &&
    tokens.some(
      ({ text }, at) =>
        request.small.is('paid', text) &&
        (does('been', tokens[at - 1]?.text) || does('has', tokens[at - 1]?.text)),
    )
  );
};

/** «La media» of shares of different things, which no number is the mean of. */
const meansOfUnlike = ({ operation }: FactQuery, { cells: { cells } }: TableReading): boolean =>
  operation === 'mean' &&
  cells.every(({ unit }) => unit === 'percent') &&
  new Set(cells.map(({ measure }) => measure)).size > 1 &&
  new Set(cells.map(({ subject }) => subject)).size === 1;

/** «Con il punteggio più basso», of columns that are told apart by a number which is not said. */
function takesOneOfNumbered(
  { order, codes }: FactQuery,
  { cells: { columns, table } }: TableReading,
): boolean {
  const used = new Set(table.facts.flatMap(({ code, measure }) => (codes.includes(code) ? [measure] : [])));
  const [own] = used;
  if (order === null || own === undefined || used.size !== 1) return false;
  const unnumbered = (text: string): string => text.replace(/\d+/g, '');
  return columns.labels.some(({ text }) => text !== own && unnumbered(text) === unnumbered(own));
}

/** «Arezzo ha più denunce di Lucca?», of places in an order: the higher one is less, and is no amount. */
const ordersPlaces = (
  { order, bound, operation, codes }: FactQuery,
  { request: { small }, cells: { table } }: TableReading,
  tokens: readonly Token[],
): boolean =>
  (order !== null || bound !== null || operation === 'mean' || operation === 'sum') &&
  !tokens.some(({ text }) => small.is('position', text)) &&
  table.facts.some(
    ({ code, measure }) =>
      codes.includes(code) &&
      contentKeys(measure).some((key) => key === stem('posizione') || key === stem('posto')),
  );

/** Numbers of the context tables, where they explain every word. */
export function recogniseFacts(context: Context, facts: FactMatch): Outcome | null {
  const { reading, vocabulary } = context;
  const { table } = facts;
  const statement = lackedStatement(vocabulary, reading.tokens);
  if (statement !== null) return refuse({ reason: 'not_printed', what: statement, year: null, periods: [] });
  if (!table || (reading.excluded.length > 0 && table.without.length === 0)) return null;
  const { cells } = table;
  if (asksNumber(table, reading, vocabulary) || countsInOtherUnit(table, reading.tokens)) return null;
  if (asksWhatWasPaid(table, vocabulary, reading.tokens)) return null;
  // An item, or a kind of items, is no row of a context table.
  const kinds = facts.distinctive ? reading.kinds.filter((kind) => kind !== 'indicator') : reading.kinds;
  if (kinds.length > 0 || reading.items.some((one) => one.kind !== null)) return null;
  if (namesItemsOnly(reading, table)) return null;
  if (reading.concepts.has('noun:goal') || reading.concepts.has('mon:monitoring')) return null;
  const unknown = reading.unknownStructures.find((one) => !isYearText(one.split(' ').at(-1)));
  if (unknown !== undefined && facts.distinctive && table.unexplained.length <= 1)
    return refuse({ reason: 'unknown_structure', said: unknown });
  // Who does a thing is no figure.
  const { order, bound, beside, compared } = table.request;
  const [who, does] = reading.tokens;
  // «Chi segue i nidi?»: whoever sees to them, and not what comes next to them.
  const isNext =
    beside !== null &&
    (does?.text !== 'segue' || reading.tokens.some(({ text }) => vocabulary.smallWords.is('in order', text)));
  const ofRows = order !== null || bound !== null || compared !== null || isNext;
  if (who?.text === 'chi' && !ofRows) return null;
  const lacked = lackedRow(vocabulary, cells, table.words);
  const only = table.unexplained.length <= 1 && lacked?.endsWith(table.unexplained[0] ?? '');
  if (lacked && only && facts.distinctive)
    return refuse({ reason: 'not_printed', what: lacked, year: null, periods: [] });
  if (table.unexplained.length > 0 && facts.distinctive && asksFigure(table.request))
    return notInTable(context, facts);
  if (table.unexplained.length > 0 || !facts.distinctive) return null;
  const lacking = cells.lackingYears[0];
  const made = toFactQuery(table, reading.tokens);
  if ((cells.empty && made === null) || (lacking !== undefined && cells.table.periods.length > 1))
    return refuse({
      reason: 'not_printed',
      what: cells.empty?.what ?? cells.cells[0]?.measure ?? '',
      year: lacking ?? null,
      periods: cells.empty?.periods ?? cells.table.periods.map(({ text }) => text),
    });
  if (!made) return null;
  if (
    meansOfUnlike(made.query, table) ||
    ordersPlaces(made.query, table, reading.tokens) ||
    takesOneOfNumbered(made.query, table)
  )
    return OF_WHAT;
  const apart = rowsApart(table, reading.tokens);
  if (apart.length > 0) return { type: 'clarification', what: 'subject', choices: [], unused: apart };
  if (made.unused.length === 0)
    return made.query.operation !== 'count' && countsItems(reading, table) ? null : ask(made.query);
  const choices = [figuresOf(cells.cells)];
  return { type: 'clarification', what: 'subject', choices, unused: made.unused };
}

/**
 * "La CO2 del teleriscaldamento tra residenziale e terziario in totale": words for different rows that nothing joins are no
 * rows to be added up, for one may narrow the others.
 * @returns the words that stand apart from the first
 */
function rowsApart({ cells, request }: TableReading, tokens: readonly Token[]): readonly string[] {
  const { labels } = cells.rows;
  if (!request.operators.has('sum') || labels.length < 3) return [];
  const places = tokens.flatMap(({ key }, at) => (labels.some(({ keys }) => keys.has(key)) ? [at] : []));
  const shares = (one: number, other: number): boolean =>
    labels.some(({ keys }) => keys.has(tokens[one]?.key ?? '') && keys.has(tokens[other]?.key ?? ''));
  const isJoined = (one: number, other: number): boolean =>
    shares(one, other) ||
    tokens
      .slice(one + 1, other + 1)
      .some(({ text, pause }, at) => pause || (request.small.is('joins', text) && at < other - one - 1));
  const cut = places.findIndex((place, at) => at > 0 && !isJoined(places[at - 1] ?? place, place));
  return cut < 0 ? [] : places.slice(cut).flatMap((place) => tokens[place]?.text ?? []);
}

/**
 * A question about a context table that it explains to the last word, or two of them, where the second goes on from the
 * first: "quale circoscrizione ha più parchi, e che quota del totale?". Null for any other.
 * @param isKnown whether something else answers it to the letter: a rule of law, a way of using the product
 */
export function recogniseTables(
  text: string,
  context: Omit<Context, 'reading'>,
  isKnown: (context: Context) => boolean,
): readonly Outcome[] | null {
  const { vocabulary, cut, lens, conversation } = context;
  const follows = conversation?.query != null;
  if (lens !== null || vocabulary.factTables.size === 0 || (follows && FOLLOWS.test(text))) return null;
  const tokens = withUs(cut(text), context);
  if (tokens.length > MOST_TOKENS) return null;
  if (follows && continuesFact({ ...context, reading: readTokens(vocabulary, tokens) })) return null;
  const between = betweenTables(tokens, context);
  if (between) return [ask(between)];
  const joined = joinsIn(tokens, vocabulary).flatMap((at) => {
    const head = figureIn(tokens.slice(0, at), context, isKnown);
    if (head?.type !== 'query' || head.query.type !== 'fact') return [];
    return [goesOn(head.query, tokens.slice(at), context)].filter((one) => one !== null);
  });
  // "E che quota è?" is told with the first; "quanti pc e quanti notebook ha il settore 3?" is one request.
  const extended = joined.find((one) => one.length === 1);
  const whole = figureIn(tokens, context, isKnown);
  // "La somma più alta di PC fissi e notebook": of both together.
  if (extended && !(whole && addsColumns(whole))) return extended;
  const before = whole && sentenceBefore(tokens, whole, context, isKnown);
  if (before) return [before, whole];
  // «Quale biblioteca ha più prestiti e quanti sono in tutto?»: the first, and what all come to.
  const totals = joined.find(([, second]) => second !== undefined && isSum(second));
  if (totals && whole && !isSum(whole)) return totals;
  const both = whole && withLostTail(text, tokens, whole, joined, { context, isKnown });
  if (both) return both;
  if (whole && (whole.type !== 'clarification' || standsApart(whole))) return [whole];
  const counted = whole === null ? countedFirst(tokens, context, isKnown) : null;
  if (counted) return counted;
  if (joined[0]) return joined[0];
  // «Obiettivi di valore pubblico» are items, whatever is headed so.
  const ofItems = readTokens(vocabulary, tokens).kinds.length > 0;
  const headed = whole || ofItems ? null : tableHeaded(tokens, vocabulary);
  const answer = headed ? ask(figuresOf(headed.facts)) : whole;
  return answer && [answer];
}

/** «Di quanto siamo sopra Prato?»: we are the body, where its row has the figures of another that is named. */
function withUs(tokens: readonly Token[], { vocabulary, cut }: Omit<Context, 'reading'>): readonly Token[] {
  const at = tokens.findIndex(({ text }) => vocabulary.smallWords.is('we', text));
  const keys = new Set(tokens.map(({ key }) => key));
  const own = [...vocabulary.factTables.values()].flatMap(({ rows, facts, words }) => {
    const measuresOf = (row: string): readonly string[] =>
      facts.flatMap(({ subject, measure }) => (subject === row ? [measure] : []));
    const isNamed = (row: FactTable['rows'][number]): boolean =>
      [...row.keys].some((key) => keys.has(key) && !words.has(key));
    const us = rows.find((row) => row.own && !row.whole && !isNamed(row));
    const other = us && rows.find((row) => row !== us && !row.own && isNamed(row));
    return other && measuresOf(us.text).some((one) => measuresOf(other.text).includes(one)) ? [us.text] : [];
  });
  const [we, name] = [tokens[at], own[0]];
  if (!we || name === undefined) return tokens;
  const said = cut(name).map((token) => ({ ...token, clause: we.clause, pause: false }));
  return [...tokens.slice(0, at + 1), ...said, ...tokens.slice(at + 1)];
}

/** «Quante donne ci sono fra i dirigenti? E la loro età media?»: what the first sentence asks, where the whole tells other figures alone. */
function sentenceBefore(
  tokens: readonly Token[],
  whole: Outcome,
  context: Omit<Context, 'reading'>,
  isKnown: (context: Context) => boolean,
): Outcome | null {
  const at = tokens.findIndex(({ clause }) => clause !== tokens[0]?.clause);
  const first = at > 0 ? figureIn(tokens.slice(0, at), context, isKnown) : null;
  if (first?.type !== 'query' || first.query.type !== 'fact') return null;
  if (whole.type !== 'query' || whole.query.type !== 'fact') return null;
  const unitsOf = ({ codes }: FactQuery): ReadonlySet<string> =>
    new Set(
      context.vocabulary.index.plan.facts.flatMap(({ code, unit }) => (codes.includes(code) ? [unit] : [])),
    );
  const told = unitsOf(whole.query);
  return [...unitsOf(first.query)].every((unit) => !told.has(unit)) ? first : null;
}

/** An order of rows by what several columns come to. */
const addsColumns = (outcome: Outcome): boolean =>
  outcome.type === 'query' &&
  outcome.query.type === 'fact' &&
  outcome.query.by === 'subject' &&
  outcome.query.rows === 'sum' &&
  outcome.query.order !== null;

/**
 * «Di quanto è cresciuta a Pisa, e quale città è cresciuta di più?»: what the whole answers of the first request alone, and
 * what goes on from it; where that is not understood, it is asked back.
 */
function withLostTail(
  text: string,
  tokens: readonly Token[],
  whole: Outcome,
  joined: readonly (readonly Outcome[])[],
  { context, isKnown }: { context: Omit<Context, 'reading'>; isKnown: (context: Context) => boolean },
): readonly Outcome[] | null {
  const begins = (place: number): number =>
    context.vocabulary.smallWords.is('and', tokens[place]?.text) ? place + 1 : place;
  const at = joinsIn(tokens, context.vocabulary).find(
    (place) =>
      asksWhich(context.vocabulary, tokens.slice(begins(place), begins(place) + 1)) &&
      readRequest(context.vocabulary, tokens.slice(place)).order !== null,
  );
  if (at === undefined || whole.type !== 'query') return null;
  const head = figureIn(tokens.slice(0, at), context, isKnown);
  if (head?.type !== 'query' || !isDeepStrictEqual(head.query, whole.query)) return null;
  const second = joined.find(
    ([first]) => first?.type === 'query' && isDeepStrictEqual(first.query, head.query),
  );
  const tail = tokens.slice(begins(at));
  return (
    second ?? [whole, { type: 'clarification', what: 'subject', choices: [], unused: [asSaid(text, tail)] }]
  );
}

/** Words as they were written. */
function asSaid(text: string, tokens: readonly Token[]): string {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  const start = words.find((_, at) =>
    tokens.slice(0, 3).every((token, offset) => normalise(words[at + offset]?.[0] ?? '') === token.text),
  );
  return start
    ? text.slice(start.index).replace(/[^\p{L}\p{N}]+$/u, '')
    : tokens.map((token) => token.text).join(' ');
}

const isSum = (outcome: Outcome): boolean =>
  outcome.type === 'query' && outcome.query.type === 'fact' && outcome.query.operation === 'sum';

/** "Uscite di competenza": the heading of one table, and nothing that is asked of it. */
function tableHeaded(
  tokens: readonly Token[],
  { factTables, bodyKeys }: Context['vocabulary'],
): FactTable | null {
  const years = tokens.filter(({ text }) => isYearText(text)).map(({ value }) => value);
  const said = tokens.filter(
    (token) => !token.light && token.type !== 'sign' && !bodyKeys.has(token.key) && !isYearText(token.text),
  );
  if (said.length < 2) return null;
  const found = [...factTables.values()].filter(
    ({ heading, periods, rows }) =>
      said.every(({ key }) => heading.has(key)) &&
      // "Raccolta differenziata a Lucca nel 2020": a row, and one of several years.
      (years.length === 0 || periods.length === 1) &&
      years.every((year) => periods.some((one) => one.years.includes(year))) &&
      !tokens.some(({ key }) => [1, 2].includes(rows.filter(({ keys }) => keys.has(key)).length)),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** "Quante azioni ha l’industria e quanta CO2 evitano?": the items, and the figures of just these; asked back where some have none. */
function countedFirst(
  tokens: readonly Token[],
  context: Omit<Context, 'reading'>,
  isKnown: (context: Context) => boolean,
): readonly Outcome[] | null {
  const { index, smallWords } = context.vocabulary;
  const alone = { ...context, conversation: null };
  for (const at of joinsIn(tokens, context.vocabulary)) {
    const from = smallWords.is('and', tokens[at]?.text) ? at + 1 : at;
    const figures = figureIn(tokens.slice(from), alone, isKnown, true);
    if (figures?.type !== 'query' || figures.query.type !== 'fact') continue;
    const { queries, unexplained, guessed } = composeTokens(tokens.slice(0, at), context.vocabulary);
    const [query, ...more] = queries;
    if (!query || guessed || unexplained.length + more.length > 0) continue;
    if (!isOfAllRows(index, figures.query)) continue;
    const talk = talkOf(index, {
      query,
      earlier: [],
      items: [],
      unanswered: null,
      year: index.plan.head.year,
    });
    const items = talk === null ? [] : memberRefs(talk).flatMap((ref) => index.byRef.get(ref) ?? []);
    if (items.length === 0) continue;
    const own = items.length === index.items.length ? figures.query : ofItems(index, figures.query, items);
    const head = query.type === 'figures' ? (lower(query) ?? query) : query;
    return [ask(head), own === null ? OF_WHAT : ask(own)];
  }
  return null;
}

/** Rows that are no sum together, which no half of the question answers either. */
const standsApart = (outcome: Outcome): boolean =>
  outcome.type === 'clarification' &&
  outcome.what === 'subject' &&
  outcome.choices.length === 0 &&
  (outcome.unused?.length ?? 0) > 0;

const MOST_TOKENS = 40;
const MEAN = stem('media');
const PERCENT = stem('percentuale');
/** What else than a figure may be asked about a word of a table. */
const NO_FIGURE = /^(ask:(meaning|method|when|act|approval|consequence)|mon:|attr:|talk:|filter:mine)/;
const PERSONAL = 'refuse:personal';

/**
 * A figure that is asked in so many words of a table that explains all of them.
 * @param isTail whether what it is asked of was said before: "… e quanta CO2 evitano?"
 */
function figureIn(
  tokens: readonly Token[],
  context: Omit<Context, 'reading'>,
  isKnown: (context: Context) => boolean,
  isTail = false,
): Outcome | null {
  const reading = readTokens(context.vocabulary, tokens);
  const own = { ...context, reading };
  const facts = findFacts(own);
  const { table, coverage, distinctive } = facts;
  // «In quali anni» asks of no horizon, where the table has years.
  const isOfYears = table?.cells.dated && asksYears({ tokens, request: table.request });
  const asksElse = (concept: string): boolean =>
    NO_FIGURE.test(concept) && !(isOfYears && concept === 'attr:horizon');
  if ([...reading.concepts].some(asksElse)) return null;
  if (!table || coverage < 1 || !distinctive) return null;
  // "Quanto costa il macrotema energia verde?": its row and its column.
  const { rows, columns } = table.cells;
  const pointed =
    rows.named &&
    (columns.named
      ? table.request.asks.has('value') || table.cells.cells.length === 1
      : table.request.asks.has('value') && rows.labels.length === 1 && saysName(rows.labels[0], tokens));
  const isNamed =
    (table.cells.cells.length === 1 && namesRowByItsName(table.cells, tokens)) || namesRowOnly(table);
  if (!pointed && !isNamed && !isTail && !asksFigure(table.request)) return null;
  // "Quanto ha guadagnato Pisa dal 2016?" asks of no pay.
  if (reading.concepts.has(PERSONAL) && !(table.request.operators.has('change') && table.cells.dated))
    return null;
  const isFigure = isOfYears || isCounted(table, tokens) || isMean(table) || isWorkedOut(table, tokens);
  if (!isFigure && isKnown(own)) return null;
  if (isWorstOfSomething(table, tokens)) return OF_WHAT;
  return recogniseFacts(own, facts);
}

/** "Quale missione sta messa peggio?": by none of the several columns that it could be. */
const isWorstOfSomething = ({ cells, request }: TableReading, tokens: readonly Token[]): boolean =>
  !cells.columns.named && request.order !== null && cells.table.columns.length > 1 && saysWorse(tokens);

/** "Sta messa peggio": by no column that it names. */
const saysWorse = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, at) => /^mess[aoei]$/.test(text) && /^(peggio|meglio)$/.test(tokens[at + 1]?.text ?? ''),
  );

/**
 * "In quanti hanno compilato il questionario?": a number that is printed, whatever is told about it. "Quanti concorsi sono
 * stati conclusi?" is not that of those for heads.
 */
const isCounted = (
  { request, cells: { cells, columns, missing } }: TableReading,
  tokens: readonly Token[],
): boolean =>
  request.asks.has('count') &&
  columns.named &&
  cells.length === 1 &&
  cells.every(
    ({ unit, measure }) =>
      (unit === 'persons' || unit === 'count') &&
      (missing === 0 || contentKeys(measure).every((key) => tokens.some((token) => token.key === key))),
  );

/** «Quanto misura in media un parco?», «quanto fanno insieme?»: worked out of figures that are named, which nothing tells in words. */
const isWorkedOut = (table: TableReading, tokens: readonly Token[]): boolean => {
  const { operators } = table.request;
  const asks = (['mean', 'sum', 'margin'] as const).some((one) => operators.has(one));
  const made = asks ? toFactQuery(table, tokens) : null;
  if (made?.unused.length !== 0) return false;
  return (
    /^(quotient|gap)$/.test(made.query.rows) || (made.query.operation === 'sum' && table.cells.rows.named)
  );
};

/** «Che età hanno in media …?», of a table that prints mean ages: no figure of a sample that is told of in words. */
const isMean = ({ request, cells: { cells, columns } }: TableReading): boolean =>
  request.operators.has('mean') &&
  cells.every(({ unit }) => unit === 'years') &&
  columns.labels.every(({ keys }) => keys.has(MEAN));

/** Whether two columns of one table are said in so many words, or a year that only tables have, or years are asked for: it asks of no item. */
export function speaksOfTables(text: string, { vocabulary, cut }: Omit<Context, 'reading'>): boolean {
  const tokens = cut(text);
  const said = new Set(tokens.map(({ key }) => key));
  const { year } = vocabulary.index.plan.head;
  const isYear = tokens.some(
    ({ text, value }) => isYearText(text) && value !== year && !vocabulary.index.years.has(value),
  );
  if (betweenTables(tokens, { vocabulary }) !== null) return true;
  // «In quali anni»: of what there is of several years.
  if (asksYears({ tokens, request: { small: vocabulary.smallWords } })) return true;
  return [...vocabulary.factTables.values()].some(({ rows, columns, periods }) => {
    const own = columns.filter(({ keys }) => keys.size > 0 && [...keys].every((key) => said.has(key)));
    return (
      (own.length > 1 && own.some(({ keys }) => keys.size > 1)) ||
      rows.some(({ keys }) => isBegun([...keys], tokens, rows)) ||
      (own.length > 0 && rows.some(({ keys }) => isQuoted(keys, tokens))) ||
      rows.some((label) => nameSaid(label, tokens)) ||
      (own.length > 0 && tokens.some(({ key }) => headsAll(key, rows))) ||
      (isYear && periods.some(({ years }) => years.some((one) => said.has(String(one)) && one !== year)))
    );
  });
}

/** "Ogni missione": the word with which several rows begin. */
const headsAll = (key: string, rows: FactTable['rows']): boolean =>
  rows.filter(({ keys }) => [...keys][0] === key).length > 2;

/** "Missione 2": a row among several that begin alike, by its first two words. */
const isBegun = (
  [first, second]: readonly string[],
  tokens: readonly Token[],
  rows: FactTable['rows'],
): boolean =>
  first !== undefined &&
  /^\d+$/.test(second ?? '') &&
  tokens.some(({ key }, at) => key === first && tokens[at + 1]?.key === second) &&
  rows.filter(({ keys }) => [...keys][0] === first).length > 2;

/** Places at which a second request may begin: after a pause or a conjunction. */
function joinsIn(tokens: readonly Token[], { smallWords: { is } }: Context['vocabulary']): readonly number[] {
  const places = tokens.flatMap(({ text, pause }, at) =>
    // «È stata pagata» is a verb.
    at > 1 && (pause || (is('and', text) && !is('been', tokens[at + 1]?.text))) ? [at] : [],
  );
  // «Nell’area tecnica e nella vigilanza, e che quota …?»: where it asks once more, and not between two names.
  const asks = places.filter((at) => {
    const from = is('and', tokens[at]?.text) ? at + 1 : at;
    const [first, second] = tokens.slice(from, from + 2);
    return [first, first?.light ? second : first].some((one) => is('asks', one?.text));
  });
  return asks.length > 0 ? asks : places;
}

/** The second request, of the figures of the first or of those beside them. */
function goesOn(
  first: FactQuery,
  tokens: readonly Token[],
  context: Omit<Context, 'reading'>,
): readonly Outcome[] | null {
  const reading = readTokens(context.vocabulary, tokens);
  const talk = {
    query: first,
    earlier: [],
    items: [],
    unanswered: null,
    year: context.vocabulary.index.plan.head.year,
  };
  const own: Context = { ...context, reading, conversation: talk };
  if (saysWorse(tokens)) return [ask(first), OF_WHAT];
  if (!isExplainedBy(own, first)) return null;
  const second = followFacts(own, first);
  if (!second) return null;
  // «Di quanto è scesa, anche in percentuale?»: the difference tells both.
  const isTold =
    first.operation === 'difference' && isDeepStrictEqual(second, { ...first, operation: 'change' });
  if (isTold) return [ask(first)];
  const extended = second.of.length + second.also.length > first.of.length + first.also.length;
  return extended ? [ask(second)] : [ask(first), ask(second)];
}
