import type { Fact, Plan } from '../../domain/types.ts';
import type { FactTable } from '../knowledge/fact-tables.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { isClassOfAges } from '../tables/ages.ts';
import { ADDITIVE, type FactQuery } from '../tables/asked.ts';
import { type CellReading, type Chosen, readCells } from '../tables/cells.ts';
import { besideIn, totalOf } from '../tables/columns.ts';
import { wantedOf } from '../tables/compose-table.ts';
import { evaluateFacts, figuresAsked } from '../tables/evaluate-facts.ts';
import { printedGap } from '../tables/expressions.ts';
import { factQuerySchema } from '../tables/fact-query.ts';
import type { SaidWord } from '../tables/labels.ts';
import { isOfAllRows, itemRows, ofStructures } from '../tables/of-structures.ts';
import { toFactQuery } from '../tables/operate.ts';
import { readRequest, type TableRequest } from '../tables/request.ts';
import { saidWords } from '../tables/said-words.ts';
import { isWholeSaid, partOf } from '../tables/shares.ts';
import { askingSpans } from './asking-spans.ts';
import { type Context, type Outcome, refuse } from './outcome.ts';
import { readTokens } from './reading.ts';

/** A question that leans on the one before, which was about figures of a context table. */
export function recogniseFollowFacts(context: Context): Outcome | null {
  const previous = context.conversation?.query;
  if (previous?.type !== 'fact') return null;
  const silent = undeclaredRow(context, previous);
  if (silent) return silent;
  const facts = followFacts(context, previous);
  return (
    facts && {
      type: 'query',
      query: { ...facts, told: facts.also.length > 0 && facts.of.length === 0 },
      assumed: true,
      alternatives: [],
    }
  );
}

/** "E nel 2020?", "e a Prato?", "chi ne ha di più?", "che differenza c'è?", after a figure of the context tables. */
export function followFacts(spoken: Context, previous: Query): FactQuery | null {
  if (previous.type !== 'fact' || isOfAll(spoken)) return null;
  const known = factsOf(spoken, previous);
  const context = withAge(spoken, known);
  const { reading, conversation } = context;
  const [before] = known;
  if (!before) return null;
  const moved = ofOtherStructure(context, previous, known);
  if (moved !== null) return moved === 'unclear' ? null : moved;
  const { request: asks, words, read } = said(context);
  // «E la seconda?», after the worst: from that end.
  const order =
    asks.order?.bare && previous.order ? { ...asks.order, direction: previous.order } : asks.order;
  const request = { ...asks, order };
  // «Quanti parchi ci sono, e qual è il più grande?»: how many there are says of none how large it is.
  const isOfSize = reading.tokens.some(({ text }) => request.small.is('vast', text));
  if (isOfSize && request.order !== null && known.every(({ unit }) => unit === 'count')) return null;
  // «E che quota è del totale?»: of the figure that was told last.
  if (previous.told && request.order === null && request.operators.size > 0)
    return followFacts(context, lastTold(context, previous));
  const tables = sisters(context, before);
  const table = tables.find((one) => namesPart(read(one))) ?? tables[0];
  if (!table) return null;
  const own = read(table);
  const names = namesPart(own);
  const last = conversation?.earlier[0];
  const earlier = last?.type === 'fact' ? factsOf(context, last) : [];
  // «E in totale?» names the total of each row in one table, and none in another.
  const isTotal =
    request.operators.has('sum') && request.operators.size === 1 && (!own || !names || namesTotalOnly(own));
  if (isTotal && known.length === 1 && isInTwoTotals(table, before)) return null;
  const grown =
    names || !asksWhich(context.vocabulary, reading.tokens)
      ? null
      : grownOfAll(previous, table, request, known);
  if (grown) return grown;
  const overall = names && !isTotal ? null : ofWholeColumn(previous, { table, request, known, earlier });
  if (overall) return overall;
  // «E quanti sono in tutto?», after the first of several rows: of all of them.
  const ofAll = !names || (own !== null && namesAll(own, known));
  if (ofAll && request.operators.has('sum') && request.order === null && isRanked(previous, known))
    return factQuerySchema.parse({
      type: 'fact',
      codes: known.map(({ code }) => code),
      order: null,
      operation: 'sum',
    });
  const share = request.operators.has('share');
  // "E in percentuale?", after how much a figure changed.
  if (
    !names &&
    share &&
    previous.operation === 'difference' &&
    new Set(known.map(({ period }) => period)).size === 2
  )
    return {
      ...previous,
      codes: [...known].sort((one, other) => other.period.localeCompare(one.period)).map(({ code }) => code),
      operation: 'change',
    };
  const both = [...earlier, ...known];
  // "Chi ne ha di più?", after figures of one row: of the rows, by the last of them.
  if (!names && request.order !== null && known.length === 1 && isOneRow(both) && asksWho(context)) {
    const codes = besideIn(table, before).map(({ code }) => code);
    return codes.length > 1
      ? factQuerySchema.parse({ type: 'fact', codes, order: request.order.direction, operation: null })
      : null;
  }
  // "E in percentuale sul finanziamento?", "che percentuale è stata pagata?": one figure of a row as a part of another.
  const amounts = share && own?.columns.named ? pairOf(table, known, own, context) : null;
  if (amounts)
    return factQuerySchema.parse({
      type: 'fact',
      codes: amounts.map(({ code }) => code),
      order: null,
      operation: 'share',
    });
  const against = request.operators.has('difference') && !asksMore(request) ? heldAgainst(known, own) : null;
  if (against) return against;
  // Of two amounts each is a part of something else.
  if (share && !names && before.unit === 'eur' && new Set(known.map(({ measure }) => measure)).size > 1)
    return null;
  // «… e quanto pesa sul totale dei trasporti?», after rows of Trasporti alone.
  const isOfThese = ofStructures(context.vocabulary.index, table, reading.tokens).some((of) => {
    const facts = of.table.facts.filter(
      ({ measure, period }) => measure === before.measure && period === before.period,
    );
    return facts.length === known.length && known.every(({ code }) => facts.some((one) => one.code === code));
  });
  const carried = ofOthers(previous, { table, own, request, known });
  if (carried) return carried;
  if (lacksOther(previous, own, known)) return null;
  const told = toldBeside(previous, { table, own, request, known, isOfThese });
  if (told) return told;
  // "E Siena?", after a series: the same years of another.
  const series = known.every((fact) => fact.subject === before.subject && fact.measure === before.measure);
  const lasting = series && previous.order === null ? [...new Set(known.map(({ period }) => period))] : [];
  const ranks = request.order !== null || request.bound !== null;
  const cells = carriedCells(
    table,
    ranks ? known : comingFirst(context.vocabulary.index.plan, previous),
    own,
    {
      share,
      compares: asksGap(context),
      lasting,
      ranks,
    },
  );
  if (!names && !asksMore(request)) return null;
  if (cells.cells.length === 0) return null;
  const made = toFactQuery(
    { request, words, cells, full: table, without: [], unexplained: [] },
    reading.tokens,
  );
  // «In tutto?», after several: the first of them is not all.
  const isLess = isTotal && made !== null && made.query.codes.length < known.length;
  return made && made.unused.length === 0 && !isLess ? made.query : null;
}

/** Of rows in their order those that were said to come first: what is asked next is asked of them. */
export function comingFirst(plan: Plan, previous: FactQuery): readonly Fact[] {
  const known = previous.codes.flatMap((code) => plan.facts.find((fact) => fact.code === code) ?? []);
  if ((previous.order ?? previous.bound) === null || previous.rows !== 'sum' || previous.by !== null)
    return known;
  const { rows } = evaluateFacts(plan, previous);
  const isOfAll = previous.limit !== null || previous.bound !== null;
  return rows.filter(({ value }) => isOfAll || value === rows[0]?.value).flatMap(({ facts }) => facts);
}

const lastTold = ({ vocabulary }: Context, query: FactQuery): FactQuery => ({
  ...figuresAsked(vocabulary.index.plan, query),
  told: false,
});

/**
 * «E in tutto?», «e la media?», after a figure of one row, or of the rows of one structure: of all rows of its column;
 * «quanto è cambiata?», after those of two years: from the one to the other.
 */
function ofWholeColumn(
  previous: FactQuery,
  {
    table,
    request: { operators, order, bound },
    known,
    earlier,
  }: {
    readonly table: FactTable;
    readonly request: TableRequest;
    readonly known: readonly Fact[];
    readonly earlier: readonly Fact[];
  },
): FactQuery | null {
  const [before, ...more] = known;
  const [first, ...others] = earlier;
  if (!before || order !== null || bound !== null) return null;
  const folded = (facts: readonly Fact[], operation: FactQuery['operation']): FactQuery =>
    factQuerySchema.parse({
      type: 'fact',
      codes: facts.map(({ code }) => code),
      order: null,
      operation: facts.length === 1 ? null : operation,
    });
  const isOfYears =
    first?.subject === before.subject && first.measure === before.measure && first.period !== before.period;
  // «Di quanto è cresciuta?», «e in percentuale?»: between the two years that were told.
  const isChange = operators.has('change') && [...operators.keys()].every((one) => OF_CHANGE.has(one));
  if (isChange && first && more.length + others.length === 0 && isOfYears)
    return folded(
      [before, first].sort((one, other) => other.period.localeCompare(one.period)),
      operators.has('share') ? 'change' : 'difference',
    );
  if (operators.size !== 1) return null;
  const isPart =
    (more.length === 0 && previous.operation === null) ||
    (previous.operation === 'sum' &&
      known.every(({ measure, period }) => measure === before.measure && period === before.period));
  const all = besideIn(table, before);
  if (!isPart || previous.order !== null) return null;
  if (operators.has('mean')) return all.length > 2 && all.length >= known.length ? folded(all, 'mean') : null;
  if (all.length <= known.length) return null;
  const whole = operators.has('sum') ? totalOf(table, before) : null;
  return whole && factQuerySchema.parse({ type: 'fact', order: null, ...whole });
}

const OF_CHANGE: ReadonlySet<string> = new Set(['change', 'difference', 'share', 'relative']);

/** «E quale città è cresciuta di più?», after how much a figure changed between two years: each row by how much it did. */
function grownOfAll(
  { operation }: FactQuery,
  { facts, rows }: FactTable,
  { order, operators, falls, bound }: TableRequest,
  [late, early, ...more]: readonly Fact[],
): FactQuery | null {
  if (order === null || bound !== null || !operators.has('change')) return null;
  if (!late || !early || more.length > 0 || late.period === early.period) return null;
  if (operation !== 'difference' && operation !== 'change') return null;
  if (late.subject !== early.subject || late.measure !== early.measure) return null;
  const parts = new Set(rows.flatMap(({ text, whole }) => (whole ? [] : [text])));
  const all = facts.filter(
    ({ subject, measure, period, unit }) =>
      parts.has(subject) &&
      measure === late.measure &&
      unit === late.unit &&
      (period === late.period || period === early.period),
  );
  if (new Set(all.map(({ subject }) => subject)).size < 2) return null;
  return factQuerySchema.parse({
    type: 'fact',
    codes: all.map(({ code }) => code),
    by: 'subject',
    rows: operation === 'change' ? 'growth' : 'change',
    order: (order.direction === 'max') === falls ? 'min' : 'max',
    from: order.place,
    limit: order.limit,
    ends: order.ends,
    operation: null,
  });
}

/** Nothing but what all the rows, or all the columns, come to. */
const namesTotalOnly = ({ rows, columns, dated }: CellReading): boolean =>
  !dated && [rows, columns].every(({ labels, named }) => !named || labels.every(({ whole }) => whole));

/** Whether a figure is in the total of its row and in that of its column, so that «in totale» may mean either. */
const isInTwoTotals = ({ facts, rows, columns }: FactTable, { subject, measure, period }: Fact): boolean =>
  facts.some(
    (fact) =>
      fact.subject === subject &&
      fact.period === period &&
      fact.measure !== measure &&
      columns.some(({ text, whole }) => whole && text === fact.measure),
  ) &&
  facts.some(
    (fact) =>
      fact.measure === measure &&
      fact.period === period &&
      fact.subject !== subject &&
      rows.some(({ text, whole }) => whole && text === fact.subject),
  );

/** "… in tutto le azioni di energia verde": the words that name rows are those of all that were shown. */
const namesAll = ({ table, rows, columns, explained }: CellReading, facts: readonly Fact[]): boolean =>
  !columns.named &&
  rows.named &&
  facts.every(({ subject }) => {
    const label = table.rows.find(({ text }) => text === subject);
    return [...explained.keys()].every(
      (key) => label?.keys.has(key) || label?.extra.has(key) || table.words.has(key),
    );
  });

/** Rows of one column in their order, whose figures may be added up. */
const isRanked = ({ order, bound, limit, rows, best, also }: FactQuery, facts: readonly Fact[]): boolean =>
  order !== null &&
  bound === null &&
  limit === null &&
  best === null &&
  rows === 'sum' &&
  also.length === 0 &&
  facts.length > 1 &&
  facts.every(
    ({ unit, measure, period }) =>
      ADDITIVE.has(unit) && measure === facts[0]?.measure && period === facts[0]?.period,
  );

const isOneRow = (facts: readonly Fact[]): boolean => new Set(facts.map(({ subject }) => subject)).size === 1;

/** «Chi», «quale città»: one of several is asked for. */
export const asksWhich = (
  { operations }: Context['vocabulary'],
  tokens: Context['reading']['tokens'],
): boolean => tokens.some(({ text }) => operations.get('which')?.has(text));

const asksWho = ({ reading: { tokens } }: Context): boolean => tokens.some(({ text }) => text === 'chi');

/** What a message says after figures of a table, and those that were told. */
interface SaidNext {
  readonly table: FactTable;
  readonly own: CellReading | null;
  readonly request: TableRequest;
  readonly known: readonly Fact[];
}

/**
 * «E nel 2023?», «e quanto è stato pagato?», «e per Massa?», after several figures that were limited, ordered or put together: the
 * same of their rows in the other year, of the other column or of the other row, where all of it is printed.
 */
function ofOthers(previous: FactQuery, { table, own, request, known }: SaidNext): FactQuery | null {
  const { order, bound, operation, where, also, of, best, beside } = previous;
  const isPlain = where.length + also.length + of.length === 0 && best === null && beside === null;
  if (own === null || known.length < 2 || asksMore(request) || !isPlain || bound?.than) return null;
  const differs = (part: 'subject' | 'measure' | 'period'): boolean =>
    new Set(known.map((fact) => fact[part])).size > 1;
  const [row, column] = [own.rows.labels[0]?.text, own.columns.labels[0]?.text];
  const ofRow = own.rows.named && own.rows.labels.length === 1 && own.rows.labels[0]?.whole === false;
  const ofColumn = own.columns.named && own.columns.labels.length === 1;
  const periods = [...new Set(own.cells.map(({ period }) => period))];
  const beyond = (fact: Fact, at: number): Pick<Fact, 'subject' | 'measure' | 'period'> | null => {
    const { subject, measure, period } = fact;
    if (own.dated) {
      const isSaid = !own.rows.named && !own.columns.named && periods.length === 1 && !differs('period');
      return isSaid ? { subject, measure, period: periods[0] ?? period } : null;
    }
    if (ofColumn && !own.rows.named)
      return order === null && bound === null && !differs('measure')
        ? { subject, measure: column ?? measure, period }
        : null;
    if (!ofRow || own.columns.named) return null;
    // «E le extratributarie?», after what part of all the others were.
    // «E gli uomini?», after what part of all women some were: of all men.
    const isOwn = at === 0 || (operation === 'share' && !differs('subject'));
    if (operation === 'share') return isOwn ? { subject: row ?? subject, measure, period } : fact;
    return differs('subject') ? null : { subject: row ?? subject, measure, period };
  };
  const facts = known.flatMap((fact, at) => {
    const to = beyond(fact, at);
    const found = table.facts.find(
      ({ subject, measure, period }) =>
        subject === to?.subject && measure === to.measure && period === to.period,
    );
    return found ?? [];
  });
  const adds = operation === 'sum' && facts.some(({ unit }) => !ADDITIVE.has(unit));
  return facts.length === known.length && !adds
    ? { ...previous, codes: facts.map(({ code }) => code), whole: null }
    : null;
}

/** «E il settore 4?», after two figures of a row that were held against each other: one of them alone is no answer. */
function lacksOther({ operation }: FactQuery, own: CellReading | null, known: readonly Fact[]): boolean {
  if (own === null || own.dated || own.rows.named === own.columns.named) return false;
  const [same, other] = own.rows.named
    ? (['subject', 'measure'] as const)
    : (['measure', 'subject'] as const);
  const many = (part: 'subject' | 'measure'): number => new Set(known.map((fact) => fact[part])).size;
  return /^(difference|ratio)$/.test(operation ?? '') && many(same) === 1 && many(other) === 2;
}

/**
 * «E nei trasporti?», after a row by its name, of which the structure that is now named has none; «e il settore 4?», after two
 * figures of a row, of which it has one.
 */
export function namesOwnerWithoutRow(context: Context, previous: Query): boolean {
  if (previous.type !== 'fact') return false;
  const known = factsOf(context, previous);
  if (ofOtherStructure(context, previous, known) === 'unclear') return true;
  const [table] = known[0] === undefined ? [] : sisters(context, known[0]);
  const own = table === undefined ? null : said(context).read(table);
  return lacksOther(previous, own, known) && followFacts(context, previous) === null;
}

/** "E quelle del Residenziale?", after figures of actions: the same of another structure's, and of all of them. */
function ofOtherStructure(
  { reading: { tokens, spans }, vocabulary: { index, factTables, common, smallWords } }: Context,
  previous: FactQuery,
  known: readonly Fact[],
): FactQuery | 'unclear' | null {
  const { order, bound, operation, where, also, of, best, beside } = previous;
  const [before] = known;
  const table = before && factTables.get(before.topic);
  const [named, ...others] = table ? ofStructures(index, table, tokens) : [];
  if (!before || !table || !named || others.length > 0) return null;
  const asked = new Set(contentKeys(before.measure));
  const isIdle = (at: number): boolean =>
    named.places.includes(at) ||
    asked.has(tokens[at]?.key ?? '') ||
    spans.some(({ concept, from, to }) => concept.startsWith('noun:') && from <= at && to > at) ||
    tokens[at]?.light === true ||
    common.has(tokens[at]?.text ?? '') ||
    smallWords.is('how much', tokens[at]?.text);
  if (![...tokens.keys()].every(isIdle)) return null;
  const isPlain = where.length + also.length + of.length === 0 && best === null && beside === null;
  if (!isPlain || (operation !== null && !/^(sum|mean|count)$/.test(operation))) return null;
  const columns = new Set(known.map(({ measure, period }) => `${measure}|${period}`));
  const all = named.table.facts.filter(({ measure, period }) => columns.has(`${measure}|${period}`));
  const alike = all.filter(({ subject }) =>
    known.some((one) => nameOfRow(one.subject) === nameOfRow(subject)),
  );
  const facts =
    alike.length === known.length
      ? alike
      : hasAllOfOwner(index, table, known) || isOfAllRows(index, previous)
        ? all
        : [];
  if (facts.length === 0) return all.length === 0 ? null : 'unclear';
  const adds =
    operation === null && order === null && bound === null && facts.length > 1 && columns.size === 1;
  return {
    ...previous,
    codes: facts.map(({ code }) => code),
    whole: null,
    operation: facts.length === 1 ? null : adds && ADDITIVE.has(before.unit) ? 'sum' : operation,
  };
}

/** "2.5 Teleriscaldamento": what is done, without the code that it has in one structure. */
const nameOfRow = (subject: string): string => subject.replace(/^\S*\d\S*\s+/u, '').toLowerCase();

/** Whether the rows that were told are all that their structures have, and none was chosen by its name. */
function hasAllOfOwner(
  index: Context['vocabulary']['index'],
  table: FactTable,
  known: readonly Fact[],
): boolean {
  const owners = itemRows(index, table);
  const told = new Set(known.map(({ subject }) => subject));
  const theirs = new Set([...told].flatMap((subject) => owners?.get(subject) ?? []));
  return table.rows.every(
    ({ text }) => told.has(text) || owners?.get(text)?.some((code) => theirs.has(code)) !== true,
  );
}

/** The part and its whole: what was told and the one other column of its row that is named, or the one of two that is. */
function pairOf(
  { facts }: FactTable,
  known: readonly Fact[],
  { columns, rows, dated }: CellReading,
  { reading: { tokens }, vocabulary: { smallWords } }: Context,
): readonly [Fact, Fact] | null {
  const [only, ...more] = columns.labels;
  if (!only || more.length > 0 || rows.named || dated) return null;
  const others = known.filter(({ measure }) => measure !== only.text);
  const [other, ...several] = others;
  if (!other || several.length > 0 || known.length > 2) return null;
  const named = facts.find(
    ({ subject, measure, period, unit }) =>
      subject === other.subject && measure === only.text && period === other.period && unit === other.unit,
  );
  if (!named) return null;
  return isWholeSaid(tokens, new Set([...only.keys, ...only.extra]), smallWords)
    ? [other, named]
    : [named, other];
}

/** «E rispetto all’assestato?», «rispetto alle donne?», after one figure: it against the other of its row, or of its column. */
function heldAgainst(known: readonly Fact[], own: CellReading | null): FactQuery | null {
  const [before, ...more] = known;
  if (!before || !own || more.length > 0 || own.dated || own.rows.named === own.columns.named) return null;
  const { table, rows, columns } = own;
  const labels = new Set([...(rows.named ? rows : columns).labels].map(({ text }) => text));
  const [part, same] = rows.named ? (['subject', 'measure'] as const) : (['measure', 'subject'] as const);
  const beside = table.facts.filter(
    (fact) =>
      labels.has(fact[part]) &&
      fact[part] !== before[part] &&
      fact[same] === before[same] &&
      fact.period === before.period &&
      fact.unit === before.unit,
  );
  // «Di quanto si scosta dall’assestato?»: the column that prints it is what is asked, and not what it is held against.
  const gap = printedGap(table, beside);
  const [other, ...others] = beside.filter((fact) => fact !== gap);
  if (!other || others.length > 0) return null;
  return factQuerySchema.parse({
    type: 'fact',
    codes: [before, other].toSorted((a, b) => b.value - a.value).map(({ code }) => code),
    order: null,
    operation: 'difference',
  });
}

/**
 * "E che quota del totale ha?", "e quanti pc fissi?", after rows that were ranked or added up: the same, with what they are
 * a part of, or with another figure of theirs.
 */
function toldBeside(
  previous: FactQuery,
  {
    table,
    own,
    request,
    known,
    isOfThese,
  }: {
    readonly table: FactTable;
    readonly own: CellReading | null;
    readonly request: TableRequest;
    readonly known: readonly Fact[];
    /** The structure that is named is the one whose rows were told. */
    readonly isOfThese: boolean;
  },
): FactQuery | null {
  const ranks = previous.order !== null && previous.rows === 'sum';
  const [first] = known;
  // «Area tecnica e vigilanza: che quota del totale sono?»
  const isList =
    previous.order === null &&
    previous.bound === null &&
    previous.operation === null &&
    previous.rows === 'sum' &&
    known.length > 1 &&
    known.every(({ measure, period }) => measure === first?.measure && period === first.period);
  if (!first || !(ranks || isList || previous.operation === 'sum')) return null;
  const others = own !== null && (own.dated || own.rows.labels.some(({ whole }) => own.rows.named && !whole));
  // «E che percentuale ha pagato?», after the one with most projects: of an amount of its own.
  const isOfOther =
    own?.columns.named === true && own.columns.labels.every(({ text }) => text !== first.measure);
  if (request.operators.has('share') && isOfOther && ranks) return null;
  if (request.operators.has('share') && (!others || isOfThese)) {
    const whole = previous.by === null && !isOfThese ? partOf(table, first) : known;
    // All of them are no part of themselves.
    const isAll = !ranks && whole.every((fact) => known.includes(fact));
    return whole.length > 0 && !isAll && known.every(({ unit }) => ADDITIVE.has(unit))
      ? { ...previous, of: whole.map(({ code }) => code) }
      : null;
  }
  if (!ranks || !own?.columns.named || others || asksMore(request)) return null;
  const columns = own.columns.labels.map(({ text }) => text);
  const also = table.facts.filter(
    (fact) =>
      fact.period === first.period && columns.includes(fact.measure) && fact.measure !== first.measure,
  );
  return also.length > 0 ? { ...previous, also: also.map(({ code }) => code) } : null;
}

/** Whether the table of the figures before explains every word that is said now. */
export function isExplainedBy(context: Context, previous: FactQuery): boolean {
  const { words, read, request } = said(context);
  const [before] = factsOf(context, previous);
  if (!before) return false;
  const open = words.filter(({ plain }) => !plain);
  if (open.length === 0) return asksMore(request);
  // «… e quanti la scuola?»: the same of another structure, by any of its names.
  const other = ofOtherStructure(context, previous, factsOf(context, previous));
  if (other !== null && other !== 'unclear') return true;
  return sisters(context, before)
    .map(read)
    .some((own) => own !== null && open.every(({ key }) => own.explained.has(key)));
}

/** What is asked now, and how it reads in a table. */
function said({ reading, vocabulary }: Context): {
  readonly request: TableRequest;
  readonly words: readonly SaidWord[];
  readonly read: (table: FactTable) => CellReading | null;
} {
  const { tokens } = reading;
  const request = readRequest(vocabulary, tokens, askingSpans(reading));
  const words = saidWords(vocabulary, tokens, request);
  const left = tokens.filter((_token, at) => !request.consumed.has(at));
  return {
    request,
    words,
    read: (table) => readCells(table, words, left, vocabulary.smallWords, wantedOf(request, tokens, table)),
  };
}

/** «E sopra i 59?», after a class of ages: of years, too. */
function withAge(context: Context, known: readonly Fact[]): Context {
  const { tokens } = context.reading;
  const at = tokens.findLastIndex(({ type }) => type === 'number');
  const [number] = tokens.slice(at);
  const years = known.every(({ subject }) => isClassOfAges(subject)) && known[0]?.subject.split(' ').at(-1);
  if (at < 0 || !number || !years || tokens.some(({ text }) => text === years)) return context;
  const unit: Token = {
    ...number,
    text: years,
    key: contentKeys(years)[0] ?? years,
    type: 'word',
    light: false,
  };
  return { ...context, reading: readTokens(context.vocabulary, tokens.toSpliced(at + 1, 0, unit)) };
}

/** "E lo staff A?", of which a table with a row for each department says nothing. */
function undeclaredRow(context: Context, previous: FactQuery): Outcome | null {
  const { reading, vocabulary } = context;
  const { plan } = vocabulary.index;
  const [named, ...others] = reading.structures;
  const [before] = factsOf(context, previous);
  if (!named || others.length > 0 || !before || reading.measures.length + reading.kinds.length > 0)
    return null;
  const codes = [...plan.departments, ...plan.units].map(({ code }) => code);
  if (!codes.includes(before.subject)) return null;
  const declared = plan.facts.some(
    (fact) => fact.topic === before.topic && fact.measure === before.measure && fact.subject === named.code,
  );
  return declared
    ? null
    : refuse({ reason: 'not_printed', what: `${named.code}, ${before.measure}`, year: null, periods: [] });
}

const factsOf = ({ vocabulary }: Context, query: FactQuery): readonly Fact[] =>
  query.codes.flatMap((code) => vocabulary.index.plan.facts.find((fact) => fact.code === code) ?? []);

const asksGap = ({ reading: { concepts, tokens } }: Context): boolean =>
  concepts.has('ask:difference') ||
  concepts.has('ask:compare') ||
  tokens.some(({ text }) => /^differen(za|ce)$/.test(text));

/** A ranking, a share or a margin of what was asked before. */
const asksMore = ({ order, bound, operators }: TableRequest): boolean =>
  order !== null ||
  bound !== null ||
  (['share', 'margin', 'change', 'trend', 'mean', 'sum', 'ratio', 'remains'] as const).some((one) =>
    operators.has(one),
  );

const namesPart = (said: CellReading | null): boolean =>
  said !== null && (said.rows.named || said.columns.named || said.dated);

/** The table of a figure, and those that print the same figure under the same labels: "totale, categoria D". */
function sisters({ vocabulary }: Context, before: Fact): readonly FactTable[] {
  const holds = ({ facts }: FactTable): boolean =>
    facts.some(
      (fact) =>
        fact.subject === before.subject && fact.measure === before.measure && fact.value === before.value,
    );
  return [...vocabulary.factTables.values()]
    .filter(holds)
    .sort((a, b) => Number(b.topic === before.topic) - Number(a.topic === before.topic));
}

/** "In tutto il piano": of all of it, whatever was spoken of. */
const isOfAll = ({ reading: { tokens } }: Context): boolean =>
  tokens.some(
    ({ text }, at) => /^(piano|documento)$/.test(text) && /^tutt[oi]$/.test(tokens[at - 2]?.text ?? ''),
  );

/** "Che differenza c'è?", "età media?": nothing in it but what the table of the figure before explains. */
export function continuesFact(context: Context): boolean {
  const { conversation, reading } = context;
  const previous = conversation?.query;
  if (previous?.type !== 'fact' || isOfAll(context)) return false;
  if (reading.kinds.length + reading.items.length > 0) return false;
  if (asksGap(context) && reading.topic.length === 0) return true;
  const { request, words, read } = said(context);
  const open = words.filter((word) => !word.plain);
  const [before] = factsOf(context, previous);
  if (!before) return false;
  if (open.length === 0) return asksMore(request) && reading.tokens.length <= MOST_WORDS;
  const readings = sisters(context, before).map(read);
  const own = readings.find(namesPart) ?? readings[0] ?? null;
  const share = request.operators.has('share');
  const part = own !== null && [own.rows, own.columns].some((chosen) => namesOther(chosen, share));
  // «Rispetto all’assestato come siamo andati?»: another column, and no row.
  if (request.operators.has('difference') && heldAgainst(factsOf(context, previous), own)) return true;
  if (reading.tokens.filter(({ light }) => !light).length > 3 && !(share && !part)) return false;
  return own !== null && (namesPart(own) || share) && open.every((word) => own.explained.has(word.key));
}

/** A longer question says of what it asks. */
const MOST_WORDS = 8;

/** "Che percentuale è sul totale della categoria?": the whole and the class are no other part. */
const namesOther = ({ labels, named }: Chosen, share: boolean): boolean =>
  named && !(share && (labels.length > 1 || labels.every((label) => label.whole)));

/** What is named now, and for the rest what was named before. */
function carriedCells(
  table: FactTable,
  known: readonly Fact[],
  named: CellReading | null,
  {
    share,
    compares,
    lasting,
    ranks,
  }: {
    readonly share: boolean;
    readonly compares: boolean;
    readonly lasting: readonly string[];
    /** An order or a limit is asked of what was answered: of several rows it is of all of them. */
    readonly ranks: boolean;
  },
): CellReading {
  const before = known[0] as Fact;
  // «Le due con più fondi: e quanto resta da pagare?»
  const isOfEach =
    known.length > 1 &&
    known.every(({ measure, period }) => measure === before.measure && period === before.period);
  const own = (side: 'subject' | 'measure') => {
    const labels = side === 'subject' ? table.rows : table.columns;
    const several = new Set(ranks || isOfEach ? known.map((fact) => fact[side]) : [before[side]]);
    return { labels: labels.filter(({ text }) => several.has(text)), named: true };
  };
  const rows = named && namesOther(named.rows, share) ? named.rows : own('subject');
  // «Quanti parchi in tutto?», after those with equipment: words that the column has too are of that column.
  const isSame =
    (named?.columns.labels.length ?? 0) > 1 &&
    known.every(({ measure }) => named?.columns.labels.some(({ text }) => text === measure));
  const columns = named && namesOther(named.columns, share) && !isSame ? named.columns : own('measure');
  // "È aumentata rispetto al 2020?": that one and the one before it in the talk.
  const periods = named?.dated
    ? [...new Set([...(compares ? [before.period] : []), ...named.periods])]
    : lasting.length > 1
      ? lasting
      : [before.period];
  const has = (fact: Fact, some: readonly string[]): boolean =>
    some.includes(fact.period) &&
    rows.labels.some(({ text }) => text === fact.subject) &&
    columns.labels.some(({ text }) => text === fact.measure);
  const same = table.facts.filter((fact) => has(fact, periods));
  // "E consiglieri?", after the aldermen of the executive: another row, too.
  const anyRow =
    named?.columns.named && !named.rows.named && !table.grid
      ? table.facts.filter(
          (fact) =>
            fact.subject !== before.subject && columns.labels.some(({ text }) => text === fact.measure),
        )
      : [];
  // Figures of one table may be of different days: "popolazione al 31/12", "età media" of the year.
  const cells =
    same.length > 0 || named?.dated
      ? same
      : [
          ...table.facts.filter((fact) =>
            has(
              fact,
              table.periods.map(({ text }) => text),
            ),
          ),
          ...anyRow,
        ];
  return {
    table,
    cells,
    rows,
    columns,
    periods,
    dated: named?.dated ?? false,
    lackingYears: named?.lackingYears ?? [],
    empty: null,
    classes: false,
    missing: 0,
    explained: named?.explained ?? new Map(),
  };
}
