import { type IsoDay, itemRef } from '../../domain/types.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Match } from '../language/phrases.ts';
import type { Cut } from '../language/tokens.ts';
import {
  type Limit,
  type NumberColumn,
  type PartsQuery,
  type RowTest,
  type Scope,
  TEXT_COLUMNS,
  type TextColumn,
} from '../parts/parts-query.ts';
import type { PartWord } from '../parts/parts-words.ts';
import { declaresParts } from '../parts/read-parts.ts';
import type { Operator } from '../tables/request.ts';
import { type ColumnsSaid, columnsSaid, limitsSaid, ownWords } from './columns-said.ts';
import { groupAsked, groupBy, partOf, relationOf } from './groups-said.ts';
import {
  type Category,
  costColumnOf,
  covers,
  firstSaid,
  type RowsSaid,
  saidOf,
  saidOfRows,
  says,
  type Table,
  tableOf,
} from './said-rows.ts';
import { passes, rowsOf } from './table-rows.ts';
import type { RowsAsk } from './work-out.ts';

/**
 * Reads a question that works with the rows of a table of the plan: limits, orders, groups, shares, exclusions, what is
 * missing. Every word must have its part in it, and every operator must be stated: null for any other question.
 * @param today the day from which "prossimi" and "questo mese" count
 * @param within what was spoken of before, which a question that says not of what is about
 */
export function readRows(
  text: string,
  vocabulary: Vocabulary,
  today: IsoDay,
  cut: Cut,
  within: Scope | null = null,
): PartsQuery | null {
  if (!declaresParts(vocabulary)) return null;
  for (const said of saidOfRows(text, vocabulary, today, cut, undefined, within)) {
    if (!said.matches.some(({ meaning: { category } }) => LEADS.has(category))) continue;
    const chosen = chooseRows(said);
    if (chosen) return { type: 'parts', ...chosen };
  }
  return null;
}

/** Words without which no table of the plan is meant. */
const LEADS: ReadonlySet<Category> = new Set([
  'table',
  'show',
  'test',
  'entry',
  'money',
  'field',
  'value',
  'budget',
  'indicator',
  'milestone',
  'unit',
  'way',
  'gap',
]);

/** What is asked, and of which items. */
interface Asked {
  readonly scope: Scope;
  readonly ask: RowsAsk;
}

/** What is asked of the rows; null where something that is said is not stated by it. */
function chooseRows(said: RowsSaid): Asked | null {
  const table = tableOf(said);
  if (table === null || asksElse(said) || !hasOnly(said.matches, table)) return null;
  const own = ownWords(said.matches, table);
  // «Di quanti giorni è in ritardo?» asks for a day, and for no difference.
  const open = openOperators(said, [...own, ...said.matches.filter(({ meaning }) => isWhen(meaning))]);
  const columns = columnsSaid(said, table, open);
  const limited = columns && limitsSaid(said, table, columns);
  if (columns === null || limited === null) return null;
  const { values, states, column, gap, wantsShare } = columns;
  const { tests } = limited;
  const none = open.delete('none');
  const grouped = groupBy(said, table, values, { isLimited: limited.limit !== null, none, states });
  const { scope } = grouped;
  const counted = itemsCounted(said, table, values, grouped.by);
  const order = orderSaid(said, table, own, gap);
  if (counted === null || order === undefined) return null;
  if (gap === 'far' && order === null) values.set('state', ['below']);
  const figureColumn = order?.of ?? column;
  let { by } = grouped;
  // «Quale obiettivo ha l’indicatore messo peggio?»: the row says whose it is.
  if (order !== null && by === 'item' && figureColumn !== null && SINGLE.has(figureColumn)) by = null;
  // «Quale ha più fasi?»: of what is not said.
  if (order !== null && by === null && figureColumn === null) return null;
  const denied = none ? deniedSaid(said, table, columns, { by, limit: limited.limit }) : NOT_DENIED;
  if (denied === null) return null;
  tests.push(...denied.tests);
  const limit = denied.limit ?? limited.limit;
  if (table === 'budget') {
    const isOneEntry = values.get('entry')?.length === 1;
    if (by === null && order === null && limit === null) by = groupAsked(said, values);
    if (by === null && !isOneEntry) by = 'entry';
    // What is set aside is never added to what is paid: only one entry is worked with.
    const isWorked = order !== null || limit !== null || (wantsShare && by !== 'entry');
    if (!isOneEntry && isWorked) return null;
  }
  // «Quanti indicatori hanno un peso?»
  const isPlainWeight = column === 'weight' && !none && said.request.bounds.length === 0 && order === null;
  if (isPlainWeight && ofParts(table) && asksHaving(said)) tests.push({ column, declared: true });
  // Items are the grammar's, but for columns that it does not divide them by.
  if (table === 'items' && !isOwnColumn(by) && !(none && tests.some((test) => 'declared' in test)))
    return null;
  const isMean = open.delete('mean');
  const relation = relationOf(open, wantsShare, by, values);
  if (relation === undefined || isHeldOtherwise(said, own, relation)) return null;
  for (const [name, named] of values) tests.push({ column: name, values: named, not: false });
  if (leftOpen(open, { relation, gap, column, by })) return null;
  const isSum = said.request.operators.has('sum');
  const isFolded =
    table === 'budget' ||
    by !== null ||
    order !== null ||
    isMean ||
    isSum ||
    relation !== null ||
    gap === 'distance' ||
    column === 'gap';
  const figure =
    figureColumn === null || none || counted
      ? null
      : isFolded
        ? { column: figureColumn, fold: isMean ? ('mean' as const) : ('sum' as const) }
        : isPlain(tests, column)
          ? { column, fold: 'each' as const }
          : null;
  const isAsked =
    by !== null ||
    limited.limit !== null ||
    order !== null ||
    relation !== null ||
    none ||
    isMean ||
    gap !== null ||
    column === 'gap' ||
    said.without.length > 0 ||
    values.has('unit') ||
    values.has('direction') ||
    tests.some((test) => !('values' in test)) ||
    (figure !== null && isSum && table !== 'budget');
  if (!isAsked && !isList(said, table, columns, scope)) return null;
  if (fieldLeft(said, table, { by, column: figure?.column ?? null, values, tests })) return null;
  // Of each row, and of no group: a limit of what a group comes to has nothing to hold.
  if (limit !== null && by === null) {
    if (column !== 'amount') return null;
    tests.push({ column, ...limit });
  }
  if (figure?.fold === 'sum' && SINGLE.has(figure.column) && by !== null && relation === null) return null;
  // «In media per obiettivo»: of what each has, and not of its lines.
  const isMeanOfGroups = isMean && table === 'budget' && by !== null;
  const isPart = relation === 'share' && by === null;
  const parted = isPart ? partOf(said, tests, scope) : { scope, whole: tests, part: [] };
  if (parted === null) return null;
  // «Quanto vale oggi?»: rows without a day of their own are told as they are today, and of no other day.
  const hasDays = table === 'items' || table === 'milestones';
  const isToday = said.days?.from === said.today && said.days.to === said.today;
  if (said.days !== null && !hasDays && !isToday) return null;
  if (isOfOthers(said, table, values.get('named'))) return null;
  const [year, ...others] = said.years;
  const chosen: Asked = {
    scope: parted.scope,
    ask: {
      of: 'rows',
      table,
      year: year === undefined || others.length > 0 ? null : year,
      days: hasDays ? said.days : null,
      tests: parted.whole,
      by,
      empty: denied.empty,
      figure: isMeanOfGroups && figure !== null ? { ...figure, fold: 'sum' } : figure,
      isMean: isMeanOfGroups,
      limit: by === null ? null : limit,
      order: order && { direction: order.direction, place: order.place, many: order.many },
      relation,
      part: parted.part,
    },
  };
  return table === 'budget' ? heldByLines(chosen, said) : chosen;
}

/** Rows that are named, of items of which none has a row of that name: words led to items that are not spoken of. */
function isOfOthers(
  { scope: { items }, vocabulary: { index } }: RowsSaid,
  table: Table,
  named: readonly string[] = [],
): boolean {
  if (items === null || named.length === 0 || !ofParts(table)) return false;
  const rows = table === 'indicators' ? index.plan.indicators : index.plan.milestones;
  return !rows.some((row) => named.includes(row.name) && items.includes(itemRef(row)));
}

const ofParts = (table: Table): boolean => table === 'indicators' || table === 'milestones';

/** What only other questions are asked with. */
const asksElse = (said: RowsSaid): boolean =>
  says(said, 'denied') || saidOf(said, 'change').some((value) => value !== 'all');

/** Operators that ask for nothing that is worked out. */
const WEAK: ReadonlySet<Operator> = new Set(['each', 'sum', 'last', 'ever']);

/** Operators that must be stated: not words of a name, nor those of the table's own («sotto il target»). */
function openOperators(
  { request, namedAt, tokens }: RowsSaid,
  own: readonly Match<PartWord>[],
): Set<Operator> {
  const isOwn = (at: number): boolean =>
    covers(own, at) || tokens[at]?.light || /^(quanto|quanti|quante|che)$/.test(tokens[at]?.text ?? '');
  return new Set(
    [...request.operators].flatMap(([operator, places]) => {
      const isNamed = places.length > 0 && places.every((at) => namedAt.has(at));
      const isOfTable = places.some((at) => covers(own, at)) && places.every(isOwn);
      return WEAK.has(operator) || isNamed || isOfTable ? [] : [operator];
    }),
  );
}

const isWhen = ({ category, value }: PartWord): boolean => category === 'ask' && value === 'when';

/** Operators that are not stated by what was read of them. */
function leftOpen(
  open: ReadonlySet<Operator>,
  { relation, gap, column, by }: Pick<RowsAsk, 'relation' | 'by'> & Pick<ColumnsSaid, 'gap' | 'column'>,
): boolean {
  const stated = new Set<Operator>([
    ...(relation === 'share' || gap === 'distance' ? (['share'] as const) : []),
    ...(gap !== null || column === 'gap' ? (['difference', 'margin'] as const) : []),
    ...(by === 'year' ? (['trend'] as const) : []),
  ]);
  return [...open].some((operator) => !stated.has(operator));
}

/** "Superano", "maggiore di": a comparison that nothing of what is asked states. */
const isHeldOtherwise = (
  { request: { compared } }: RowsSaid,
  own: readonly Match<PartWord>[],
  relation: RowsAsk['relation'],
): boolean =>
  compared !== null && !covers(own, compared.at) && relation !== 'difference' && relation !== 'ratio';

/**
 * Whether items are counted, by what lines of the budget say of them; null where the grammar counts them: «quanti obiettivi
 * con indicatori ha ogni direzione?», «quanto pesano gli obiettivi senza indicatori?».
 */
function itemsCounted(
  said: RowsSaid,
  table: Table,
  values: ColumnsSaid['values'],
  by: TextColumn | null,
): boolean | null {
  if (!isOfItems(said)) return false;
  const [weight, row] = [placeOf(said, 'field', 'weight'), placeOf(said, 'table')];
  if (ofParts(table) && weight >= 0 && weight < row) return null;
  const ofMoney = values.has('entry') || says(said, 'money');
  if (by === null || by === 'item' || ofMoney || table === 'items') return false;
  return ofParts(table) || !says(said, 'ask', 'count') ? null : true;
}

/** Whether items are what is asked for: they are named before any table. */
function isOfItems({ matches }: RowsSaid): boolean {
  const first = matches.find(({ meaning: { category } }) => category === 'level' || category === 'table');
  return first?.meaning.category === 'level' && first.meaning.value === 'item';
}

const placeOf = ({ matches }: RowsSaid, category: Category, value?: string): number =>
  matches.find(
    ({ meaning }) => meaning.category === category && (value === undefined || meaning.value === value),
  )?.from ?? -1;

/** An end of the rows or groups: by which number, where no other is asked for. */
type Order = NonNullable<RowsAsk['order']> & { readonly of: NumberColumn | null };

/** The order that is asked for; undefined where both ends are. */
function orderSaid(
  said: RowsSaid,
  table: Table,
  own: readonly Match<PartWord>[],
  gap: string | null,
): Order | null | undefined {
  const { request } = said;
  const turn = table === 'milestones' ? firstSaid(said, 'turn') : null;
  // "La milestone più vicina": the earliest of those to come is another question.
  if (turn !== null)
    return { direction: turn === 'last' ? 'most' : 'least', place: 1, many: null, of: 'day' };
  // "Migliorano scendendo" asks for no best one.
  const asked = request.order !== null && covers(own, request.order.before - 1) ? null : request.order;
  if (gap === 'worst' || gap === 'best')
    return {
      direction: gap === 'best' ? 'most' : 'least',
      place: asked?.place ?? 1,
      many: null,
      of: 'attainment',
    };
  if (asked === null) return null;
  if (asked.ends) return undefined;
  const isFar = gap === 'far' || gap === 'near';
  // The farthest from its target is the least attained, the nearest the most: «più vicino» is the least distance.
  const isMost = isFar ? asked.direction === 'min' : asked.direction === 'max';
  return {
    direction: isMost ? 'most' : 'least',
    place: asked.place,
    many: asked.limit,
    of: isFar ? 'attainment' : null,
  };
}

/** What is denied of rows, or of groups that have none; `empty` where these are asked for. */
interface Denied {
  readonly tests: readonly RowTest[];
  readonly limit: Limit | null;
  readonly empty: boolean;
}

const NOT_DENIED: Denied = { tests: [], limit: null, empty: false };

/** "Non hanno una priorità", "senza peso", "obiettivi senza fasi"; null where it is not clear what is missing. */
function deniedSaid(
  said: RowsSaid,
  table: Table,
  { column }: ColumnsSaid,
  { by, limit }: Pick<RowsAsk, 'by' | 'limit'>,
): Denied | null {
  const field = table === 'items' ? fieldDenied(said) : null;
  if (field !== null) return { ...NOT_DENIED, tests: [{ column: field, declared: false }] };
  if (limit !== null) return null;
  if (by !== null && (column === null || column === 'amount'))
    return { tests: [], limit: { op: 'between', value: 0, to: 0 }, empty: true };
  if (column === null || column === 'gap' || column === 'amount') return null;
  return { ...NOT_DENIED, tests: [{ column, declared: false }] };
}

/**
 * A question about lines of the budget that there are; else what is spent of a fund, whatever its lines are called
 * («Quanto è finanziato dal PNRR?»), or null where the cost table may hold it.
 */
function heldByLines(asked: Asked, said: RowsSaid): Asked | null {
  const { index } = said.vocabulary;
  const { ask, scope } = asked;
  const entries = ask.tests.flatMap((test) =>
    'values' in test && test.column === 'entry' ? test.values : [],
  );
  if (entries.length === 0) return asked;
  const lines = rowsOf(index, 'budget', scope, index.plan.head.year, said.today);
  const held = lines.filter((line) => ask.tests.every((test) => passes(line, test, index.above)));
  const missing = entries.filter((entry) => !held.some((line) => line.texts('entry').includes(entry)));
  if (missing.length > 0 && entries.every((entry) => costColumnOf(entry) !== undefined)) return null;
  if (missing.length < entries.length) return asked;
  const ofFund = ask.tests.some((test) => 'values' in test && test.column === 'fund');
  if (!ofFund || ask.by !== null || entries.some((entry) => entry !== 'finanziamento')) return asked;
  const ofItems = says(said, 'level', 'item');
  const tests = ask.tests.filter((test) => test.column !== 'entry');
  return { scope, ask: { ...ask, tests, by: ofItems && scope.items === null ? 'item' : 'entry' } };
}

/** Whether a field is named of which nothing is asked: who is in charge of a milestone is no list of them. */
const fieldLeft = (
  { matches }: RowsSaid,
  table: Table,
  {
    by,
    column,
    values,
    tests,
  }: {
    readonly by: TextColumn | null;
    readonly column: NumberColumn | null;
    readonly values: ReadonlyMap<TextColumn, readonly string[]>;
    readonly tests: readonly RowTest[];
  },
): boolean =>
  table !== 'items' &&
  matches.some(
    ({ meaning }) =>
      meaning.category === 'field' &&
      meaning.value !== by &&
      // «Quanto pesa il PNRR sullo stanziamento?»: what part it is.
      !(table === 'budget' && meaning.value === 'weight') &&
      meaning.value !== column &&
      !values.has(meaning.value as TextColumn) &&
      !tests.some((test) => test.column === meaning.value),
  );

/** Whether rows are asked for that nothing is worked out of. */
function isList(said: RowsSaid, table: Table, { values }: ColumnsSaid, scope: Scope): boolean {
  if (table === 'items' || ['change', 'against', 'order'].some((one) => says(said, one as Category)))
    return false;
  if (table === 'budget') return true;
  // «Quanti obiettivi hanno indicatori?»: of none that is named, items are meant.
  if (isOfItems(said) && scope.items === null && says(said, 'table')) return false;
  if (table === 'milestones') return true;
  const { plan, byKind } = said.vocabulary.index;
  const isOfTable = says(said, 'table', 'indicators');
  // «Obiettivi PNRR per gli ospedali di comunità»: no indicator, whose name has some of these words.
  const isNamed = ['indicator', 'show', 'test', 'attained'].some((one) => says(said, one as Category));
  if (!isOfTable && !isNamed && (values.size > 1 || says(said, 'level'))) return false;
  // «Gli obiettivi senza un risultato»: theirs, where the plan declares how far they are.
  const ofItems = says(said, 'level', 'item') && !isOfTable && !values.has('named');
  if (ofItems && values.get('state')?.includes('silent'))
    if (plan.items.some(({ attainment }) => attainment !== null)) return false;
  // The body's own indicators are items, and counted as such.
  const isWhole = scope.items === null && scope.departments.length + scope.units.length === 0;
  return !(isWhole && values.size === 0 && !says(said, 'show') && byKind.has('indicator'));
}

/** Whether a number is asked of each row, and no row is chosen by it. */
const isPlain = (tests: readonly RowTest[], column: NumberColumn | null): column is NumberColumn =>
  column !== null && !tests.some((test) => test.column === column);

/** A column of what items say of themselves. */
const isOwnColumn = (by: TextColumn | null): boolean =>
  by !== null && !TEXT_COLUMNS.some((one) => one === by);

/** "Non hanno una missione", "senza priorità": the field that is named after the denial. */
function fieldDenied({ matches, request }: RowsSaid): TextColumn | null {
  const last = Math.max(...(request.operators.get('none') ?? [-1]));
  const after = matches.filter(({ from, meaning }) => from > last && meaning.category === 'field');
  const [only, ...more] = new Set(after.map(({ meaning }) => meaning.value));
  return only !== undefined && more.length === 0 ? (only as TextColumn) : null;
}

/** Numbers of single rows, which several rows have no sum of. */
const SINGLE: ReadonlySet<NumberColumn> = new Set([
  'target',
  'result',
  'baseline',
  'gap',
  'attainment',
  'day',
]);

/** Whether every word that leads to tables has a part in a question about this one. */
function hasOnly(matches: readonly Match<PartWord>[], table: Table): boolean {
  const runs = Map.groupBy(matches, ({ from, to }) => `${from}-${to}`);
  const own: Readonly<Record<Table, readonly Category[]>> = {
    items: ['entry', 'money'],
    indicators: ['table', 'show', 'test', 'attained', 'unit', 'way', 'gap', 'indicator'],
    milestones: ['table', 'test', 'attained', 'milestone', 'turn'],
    budget: ['entry', 'money', 'budget'],
  };
  const allowed = new Set<Category>([
    ...own[table],
    ...(['idle', 'ask', 'level', 'per', 'order', 'value', 'field', 'change', 'against'] as const),
    // "In percentuale" may ask for a share of any of them.
    'unit',
  ]);
  return [...runs.values()].every((run) => run.some(({ meaning }) => allowed.has(meaning.category)));
}

/** "Hanno un peso", "con un peso": that it is declared, and not how much. */
const asksHaving = ({ matches, tokens }: RowsSaid): boolean =>
  matches.some(
    ({ from, meaning }) =>
      meaning.category === 'field' &&
      meaning.value === 'weight' &&
      /^(un|uno|una)$/.test(tokens[from - 1]?.text ?? '') &&
      /^(ha|hanno|con|avere)$/.test(tokens[from - 2]?.text ?? ''),
  );
