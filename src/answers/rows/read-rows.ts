import type { IsoDay, ItemRef } from '../../domain/types.ts';
import { COST_MEASURES } from '../../words/measures.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Match } from '../language/phrases.ts';
import type { Cut, Token } from '../language/tokens.ts';
import { isDetail } from '../parts/details.ts';
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
import {
  type Category,
  costColumnOf,
  covers,
  PLACE_OF_LEVEL,
  type RowsSaid,
  saidOfRows,
  type Table,
  tableOf,
  valuesOf,
} from './said-rows.ts';
import { passes, rowsOf } from './table-rows.ts';
import type { RowsAsk } from './work-out.ts';

/**
 * Reads a question that works with the rows of a table of the plan: limits, orders, groups, shares, exclusions, what is
 * missing. Every word must have its part in it, and every operator must be stated: null for any other question.
 * @param today the day from which "prossimi" and "questo mese" count
 */
export function readRows(text: string, vocabulary: Vocabulary, today: IsoDay, cut: Cut): PartsQuery | null {
  if (!declaresParts(vocabulary)) return null;
  for (const said of saidOfRows(text, vocabulary, today, cut)) {
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

const LEVELS: Readonly<Record<string, TextColumn>> = { ...PLACE_OF_LEVEL, year: 'year' };

/** Where a stage of an amount stands: a later one is a part of an earlier one. */
const STAGES: Readonly<Record<string, number>> = {
  stanziamento: 0,
  finanziamento: 1,
  impegno: 2,
  accertamento: 2,
  liquidato: 3,
  pagato: 4,
  riscosso: 4,
};

export const stageOf = (entry: string): number => STAGES[entry] ?? 0;

/** Operators that ask for nothing that is worked out. */
const WEAK: ReadonlySet<Operator> = new Set(['each', 'sum', 'last', 'ever']);

/** What is asked of the rows; null where something that is said is not stated by it. */
function chooseRows(said: RowsSaid): { readonly scope: Scope; readonly ask: RowsAsk } | null {
  const { matches, request, tokens, names, years } = said;
  const table = tableOf(said);
  if (table === null) return null;
  const of = <C extends Category>(category: C): readonly Match<PartWord>[] =>
    matches.filter(({ meaning }) => meaning.category === category);
  const first = (category: Category): string | null => of(category)[0]?.meaning.value ?? null;
  // What only other questions are asked with.
  if (of('change').some(({ meaning }) => meaning.value !== 'all') || of('denied').length > 0) return null;
  if (!hasOnly(matches, table)) return null;
  const open = new Set<Operator>([...request.operators.keys()].filter((one) => !WEAK.has(one)));
  for (const [operator, places] of request.operators)
    if (places.length > 0 && places.every((at) => said.structureAt.has(at))) open.delete(operator);
  // "Sotto il target", "in percentuale": words of the table's own.
  const own = ownWords(matches, table);
  for (const [operator, places] of request.operators)
    if (
      places.some((at) => covers(own, at)) &&
      places.every(
        (at) =>
          covers(own, at) || tokens[at]?.light || /^(quanto|quanti|quante|che)$/.test(tokens[at]?.text ?? ''),
      )
    )
      open.delete(operator);

  const values = new Map(valuesOf(matches));
  if (names.length > 0) values.set('named', [...(values.get('named') ?? []), ...names]);
  // "PNRR" is a type of item and a fund: lines have the one, items the other.
  if (table === 'budget') {
    for (const column of ['type', 'priority'] as const)
      if (values.get(column)?.every((value) => BUDGET.some((one) => values.get(one)?.includes(value))))
        values.delete(column);
  } else for (const column of [...BUDGET, 'entry'] as const) values.delete(column);
  for (const { field, value } of said.numbered)
    values.set(field, [...new Set([...(values.get(field) ?? []), value])]);
  // "In percentuale" of the indicators, or as a part of all.
  // «La percentuale di fatture pagate»: words of the name of an indicator.
  const isOfName = (to: number): boolean =>
    of('indicator').some(
      (one) => one.from >= to && one.from <= to + 2 && tokens.slice(to, one.from).every(({ light }) => light),
    );
  if (request.operators.get('share')?.every((at) => isOfName(at + 1))) open.delete('share');
  const percent = of('unit').find(
    ({ meaning, from, to }) => meaning.value === '%' && !isMeasuredIn(tokens, matches, from) && !isOfName(to),
  );
  const wantsShare = open.has('share') || percent !== undefined;
  if (percent || (values.has('named') && values.get('unit')?.join() === '%')) values.delete('unit');
  // «Quando è stata fatta la gara?»: the day is asked, whether or not there is one.
  const asksDay = table === 'milestones' && said.asksWhen && values.has('named');
  // «Dal meno al più raggiunto»: an order of how far they are; «indicatori raggiunti»: a state.
  const attained = of('attained').map(({ meaning }) => ATTAINED[table]?.[meaning.value] ?? '');
  const inOrder = attained.length > 0 && request.order !== null;
  const states = asksDay
    ? []
    : [...new Set([...of('test').map(({ meaning }) => meaning.value), ...(inOrder ? [] : attained)])];
  if (states.some((state) => !STATES[table].includes(state))) return null;
  if (states.length > 0) values.set('state', states);

  const gap = first('gap');
  const shows = [
    ...new Set([...of('show').map(({ meaning }) => meaning.value), ...(inOrder ? ['attainment'] : [])]),
  ];
  const isFar = gap !== null && gap !== 'distance';
  const column = columnOf(said, table, shows, gap, open, states);
  if (column === undefined) return null;
  // «Di quanto è sotto il target?»: how far, of whatever is named.
  if (column === 'gap' && gap === null) values.delete('state');

  // Limits of a number of each row, or of what groups come to.
  const limits: Limit[] = [];
  const tests: RowTest[] = said.without.filter((test) => !isOfItems(test, said.without, table));
  for (const { bound } of request.bounds) {
    if (bound.than !== null) return null;
    const scale = column === 'amount' || COST_MEASURES.some((one) => one === column) ? 100 : 1;
    const limit: Limit = {
      op: bound.op,
      value: bound.value * scale,
      to: bound.to === null ? null : bound.to * scale,
    };
    if (bound.unit === 'eur' && scale === 1) return null;
    if (bound.unit === 'percent') {
      if (column === 'target' || column === 'result' || column === 'baseline') values.set('unit', ['%']);
      else if (column !== 'attainment') return null;
    }
    if (column === null || column === 'amount' || scale === 100) limits.push(limit);
    else tests.push({ column, ...limit });
  }
  if (limits.length > 1) return null;

  const none = open.delete('none');
  const grouped = groupBy(said, table, values, { isLimited: limits.length > 0, none, states });
  const { scope } = grouped;
  let { by } = grouped;
  // «Quanti obiettivi con indicatori ha ogni direzione?»: items are counted, and the grammar counts them.
  const [subject] = matches.filter(
    ({ meaning }) => meaning.category === 'level' || meaning.category === 'table',
  );
  const countsItems = subject?.meaning.category === 'level' && subject.meaning.value === 'item';
  const ofParts = table === 'indicators' || table === 'milestones';
  const ofMoney = values.has('entry') || of('money').length > 0;
  const asksItems = countsItems && by !== null && by !== 'item' && !ofMoney && table !== 'items';
  if (asksItems && (ofParts || of('ask').every(({ meaning }) => meaning.value !== 'count'))) return null;
  // «Quanto pesano gli obiettivi senza indicatori?»: their weight, and none of rows.
  const weighedAt =
    of('field').find(({ meaning }) => meaning.value === 'weight')?.from ?? Number.MAX_SAFE_INTEGER;
  if (countsItems && ofParts && weighedAt < (of('table')[0]?.from ?? 0)) return null;

  // "Migliorano scendendo" asks for no best one.
  let order = request.order !== null && covers(own, request.order.before - 1) ? null : request.order;
  if (isFar && order === null && gap === 'far') {
    values.set('state', ['below']);
  }
  if (gap === 'worst' || gap === 'best')
    order = { direction: 'max', place: order?.place ?? 1, limit: null, ends: false, before: -1 };
  const turn = table === 'milestones' ? first('turn') : null;
  if (turn !== null)
    order = {
      direction: turn === 'last' ? 'max' : 'min',
      place: 1,
      limit: null,
      ends: false,
      before: -1,
    };
  if (order?.ends) return null;
  // "La milestone più vicina": the earliest of those to come is another question.
  const figureColumn = isFar && order !== null ? 'attainment' : turn !== null ? 'day' : column;
  // «Quale obiettivo ha l’indicatore messo peggio?»: the row says whose it is.
  if (order !== null && by === 'item' && figureColumn !== null && SINGLE.has(figureColumn)) by = null;
  // «Quale ha più fasi?»: of what is not said.
  if (order !== null && by === null && figureColumn === null) return null;
  let limit: Limit | null = limits[0] ?? null;
  let empty = false;
  if (none) {
    const field = table === 'items' ? fieldDenied(said) : null;
    if (field !== null) tests.push({ column: field, declared: false });
    else if (by !== null && (column === null || column === 'amount') && limit === null) {
      limit = { op: 'between', value: 0, to: 0 };
      empty = true;
    } else if (column !== null && column !== 'gap' && column !== 'amount' && limit === null)
      tests.push({ column, declared: false });
    else return null;
  }
  const isOneEntry = values.get('entry')?.length === 1;
  if (table === 'budget' && by === null && order === null && limit === null) by = groupAsked(said, values);
  if (table === 'budget' && by === null && !isOneEntry) by = 'entry';
  // What is set aside is never added to what is paid: only one entry is worked with.
  if (
    table === 'budget' &&
    !isOneEntry &&
    (order !== null || limit !== null || (wantsShare && by !== 'entry'))
  )
    return null;
  // «Quanti indicatori hanno un peso?»
  if (
    column === 'weight' &&
    ofParts &&
    !none &&
    request.bounds.length === 0 &&
    order === null &&
    asksHaving(said)
  )
    tests.push({ column, declared: true });
  // Items are the grammar's, but for columns that it does not divide them by.
  if (table === 'items' && !isOwnColumn(by) && !(none && tests.some((test) => 'declared' in test)))
    return null;
  const isMean = open.delete('mean');
  const relation = relationOf(open, wantsShare, by, values);
  if (relation === undefined) return null;
  const isCompared = request.compared !== null && !covers(own, request.compared.at);
  if (isCompared && relation !== 'difference' && relation !== 'ratio') return null;
  for (const [name, own] of values) tests.push({ column: name, values: own, not: false });
  if (relation === 'share' || gap === 'distance') open.delete('share');
  if (gap !== null || column === 'gap') for (const one of ['difference', 'margin'] as const) open.delete(one);
  if (by === 'year') open.delete('trend');
  if (open.size > 0) return null;
  const isDeclared = none && !empty;
  const figure =
    figureColumn === null || isDeclared || empty || asksItems
      ? null
      : table === 'budget' ||
          by !== null ||
          order !== null ||
          isMean ||
          request.operators.has('sum') ||
          relation !== null ||
          gap === 'distance' ||
          column === 'gap'
        ? { column: figureColumn, fold: isMean ? ('mean' as const) : ('sum' as const) }
        : isPlain(tests, column)
          ? { column, fold: 'each' as const }
          : null;
  const isAsked =
    by !== null ||
    limits.length > 0 ||
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
    (figure !== null && request.operators.has('sum') && table !== 'budget');
  // «Quanti obiettivi hanno indicatori?»: of none that is named, items are meant.
  if (!isAsked && countsItems && ofParts && scope.items === null && of('table').length > 0) return null;
  if (!isAsked && !isList(said, table, values)) return null;
  if (fieldLeft(said, table, { by, column: figure?.column ?? null, values, tests })) return null;
  // Of each row, and of no group: a limit of what a group comes to has nothing to hold.
  if (limit !== null && by === null) {
    if (column !== 'amount') return null;
    tests.push({ column, ...limit });
    limit = null;
  }
  if (figure?.fold === 'sum' && SINGLE.has(figure.column) && by !== null && relation === null) return null;
  const flipped = isFar && (gap === 'near' || gap === 'best');
  const direction = isFar
    ? flipped === (order?.direction === 'max')
      ? 'most'
      : 'least'
    : order?.direction === 'max'
      ? 'most'
      : 'least';
  // «In media per obiettivo»: of what each has, and not of its lines.
  const isMeanOfGroups = isMean && table === 'budget' && by !== null;
  const parted = relation === 'share' && by === null ? partOf(said, tests, scope) : null;
  if (relation === 'share' && by === null && parted === null) return null;
  const chosen: Asked = {
    scope: parted?.scope ?? scope,
    ask: {
      of: 'rows',
      table,
      year: years.length === 1 ? (years[0] ?? null) : null,
      days: said.days,
      tests: parted?.whole ?? tests,
      by,
      empty,
      figure: isMeanOfGroups && figure !== null ? { ...figure, fold: 'sum' } : figure,
      isMean: isMeanOfGroups,
      limit,
      order: order === null ? null : { direction, place: order.place, many: order.limit },
      relation,
      part: parted?.part ?? [],
    },
  };
  return table === 'budget' ? heldByLines(chosen, said) : chosen;
}

/** What is asked, and of which items. */
interface Asked {
  readonly scope: Scope;
  readonly ask: RowsAsk;
}

/**
 * A question about lines of the budget that there are; else what is spent of a fund, whatever its lines are called
 * («Quanto è finanziato dal PNRR?»), or null where the cost table may hold it.
 */
function heldByLines(asked: Asked, { vocabulary, matches, today }: RowsSaid): Asked | null {
  const { index } = vocabulary;
  const { ask, scope } = asked;
  const entries = ask.tests.flatMap((test) =>
    'values' in test && test.column === 'entry' ? test.values : [],
  );
  if (entries.length === 0) return asked;
  const lines = rowsOf(index, 'budget', scope, index.plan.head.year, today);
  const held = lines.filter((line) => ask.tests.every((test) => passes(line, test, index.above)));
  const missing = entries.filter((entry) => !held.some((line) => line.texts('entry').includes(entry)));
  if (missing.length > 0 && entries.every((entry) => costColumnOf(entry) !== undefined)) return null;
  if (missing.length < entries.length) return asked;
  const ofFund = ask.tests.some((test) => 'values' in test && test.column === 'fund');
  if (!ofFund || ask.by !== null || entries.some((entry) => entry !== 'finanziamento')) return asked;
  const ofItems = matches.some(
    ({ meaning: { category, value } }) => category === 'level' && value === 'item',
  );
  const tests = ask.tests.filter((test) => test.column !== 'entry');
  return { scope, ask: { ...ask, tests, by: ofItems && scope.items === null ? 'item' : 'entry' } };
}

/**
 * What lines of the budget are divided by where no word says "per": "su quali capitoli…?", the field that is asked for;
 * «quali obiettivi sono sul capitolo 88210?», the items.
 */
function groupAsked(
  { matches, scope }: RowsSaid,
  values: ReadonlyMap<TextColumn, readonly string[]>,
): TextColumn | null {
  const has = (category: Category, value?: string): boolean =>
    matches.some(
      ({ meaning }) => meaning.category === category && (value === undefined || meaning.value === value),
    );
  const asked = matches.find(({ meaning }) => meaning.category === 'field')?.meaning.value as TextColumn;
  if (asked !== undefined && !values.has(asked) && has('ask', 'list')) return asked;
  const isListed = has('ask', 'list') || has('ask', 'count') || has('level', 'item');
  const isOfMoney = values.has('entry') || has('money') || has('ask', 'much');
  return isListed && !isOfMoney && scope.items === null ? 'item' : null;
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
function isList(
  { matches, vocabulary, scope }: RowsSaid,
  table: Table,
  values: ReadonlyMap<TextColumn, readonly string[]>,
): boolean {
  const has = (...categories: readonly Category[]): boolean =>
    matches.some(({ meaning }) => categories.includes(meaning.category));
  if (has('change', 'against', 'order') || table === 'items') return false;
  if (table === 'milestones' || table === 'budget') return true;
  const { plan, byKind } = vocabulary.index;
  const isOfTable = matches.some(
    ({ meaning: { category, value } }) => category === 'table' && value === 'indicators',
  );
  // «Obiettivi PNRR per gli ospedali di comunità»: no indicator, whose name has some of these words.
  const isNamed = matches.some(({ meaning }) => meaning.category === 'indicator');
  if (!isOfTable && !isNamed && !has('show', 'test') && (values.size > 1 || has('level'))) return false;
  // «Gli obiettivi senza un risultato»: theirs, where the plan declares how far they are.
  const ofItems = matches.some(
    ({ meaning: { category, value } }) => category === 'level' && value === 'item',
  );
  if (ofItems && !isOfTable && !values.has('named') && values.get('state')?.includes('silent'))
    if (plan.items.some(({ attainment }) => attainment !== null)) return false;
  // The body's own indicators are items, and counted as such.
  const isWhole = scope.items === null && scope.departments.length + scope.units.length === 0;
  return !(isWhole && values.size === 0 && !has('show') && byKind.has('indicator'));
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

const BUDGET = ['fund', 'chapter', 'cup'] as const;

/** Whether what is left out is said of items, where lines of the budget are meant, or the other way round. */
function isOfItems(test: RowTest, all: readonly RowTest[], table: Table): boolean {
  if (!('values' in test)) return false;
  const [own, other] =
    table === 'budget'
      ? [['type', 'priority'], BUDGET]
      : [
          [...BUDGET, 'entry'],
          ['type', 'priority'],
        ];
  return (
    own.some((column) => column === test.column) &&
    (table !== 'budget' ||
      all.some(
        (one) =>
          'values' in one &&
          other.some((column) => column === one.column) &&
          one.values.some((value) => test.values.includes(value)),
      ))
  );
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

export const STATES: Readonly<Record<Table, readonly string[]>> = {
  items: [],
  indicators: ['below', 'reached', 'silent'],
  milestones: ['late', 'done', 'ontime', 'open', 'next'],
  budget: [],
};

/** What is said of rows that are attained, or are not. */
const ATTAINED: Partial<Record<Table, Readonly<Record<string, string>>>> = {
  indicators: { reached: 'reached', missed: 'below' },
  milestones: { reached: 'done', missed: 'open' },
};

/** Words that say what is meant of the table, whatever they are elsewhere. */
const ownWords = (matches: readonly Match<PartWord>[], table: Table): readonly Match<PartWord>[] =>
  matches.filter(
    ({ meaning: { category, value } }) =>
      OWN.has(category) || (table !== 'budget' && category === 'field' && value === 'weight'),
  );

const OWN: ReadonlySet<Category> = new Set([
  'show',
  'test',
  'way',
  'gap',
  'unit',
  'turn',
  'indicator',
  'milestone',
  'value',
  'budget',
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

/** "Indicatori in percentuale", "si misurano in giorni", against "quanti sono in percentuale". */
const isMeasuredIn = (tokens: readonly Token[], matches: readonly Match<PartWord>[], at: number): boolean => {
  const before = matches.filter(({ to }) => to <= at && to >= at - 1).map(({ meaning }) => meaning);
  return (
    before.some(({ category, value }) => category === 'table' && value === 'indicators') ||
    MEASURED.test(tokens[at - 1]?.text ?? '')
  );
};

const MEASURED = /^(misura\w*|espress\w+|calcola\w*)$/;

/** The numbers that are asked for: null for how many rows there are, undefined where it is not clear. */
function columnOf(
  { matches, request }: RowsSaid,
  table: Table,
  shows: readonly string[],
  gap: string | null,
  open: ReadonlySet<Operator>,
  states: readonly string[],
): NumberColumn | null | undefined {
  const entries = matches.flatMap(({ meaning }) => (meaning.category === 'entry' ? [meaning.value] : []));
  const weighs = matches.some(({ meaning }) => meaning.category === 'field' && meaning.value === 'weight');
  if (table === 'budget') return 'amount';
  if (table === 'items') {
    const columns = [...new Set(entries.map((entry) => costColumnOf(entry)))];
    if (columns.length > 1 || (weighs && columns.length > 0)) return undefined;
    if (matches.some(({ meaning }) => meaning.category === 'money')) return undefined;
    return weighs ? 'weight' : columns.length === 0 ? null : columns[0];
  }
  if (weighs) return shows.length > 0 ? undefined : 'weight';
  if (table === 'milestones') return null;
  if (gap === 'distance') return 'gap';
  if (gap !== null) return null;
  const isDistance = open.has('difference') || open.has('margin');
  const isHeld = matches.some(({ meaning: { category } }) => category === 'change' || category === 'against');
  if (
    open.has('difference') &&
    !isHeld &&
    shows.length === 0 &&
    states.length === 1 &&
    states[0] !== 'silent'
  )
    return 'gap';
  if (isDistance && shows.includes('target') && shows.every((one) => one === 'target' || one === 'result'))
    return 'gap';
  // «Target e risultato dell’obiettivo 6»: all numbers of each are told.
  if (shows.length > 1)
    return request.bounds.length === 0 && request.order === null && !open.has('mean') ? null : undefined;
  const [show] = shows;
  if (show === undefined) return open.has('mean') ? undefined : null;
  return show as 'target' | 'result' | 'baseline' | 'attainment';
}

/** What is said of each row of a table, of few values. */
const DETAILS_OF: Readonly<Record<Table, readonly string[]>> = {
  items: [],
  indicators: ['unit', 'direction'],
  milestones: ['responsible'],
  budget: [],
};

/** What the rows are divided by, and the scope without what then says it. */
function groupBy(
  { matches, tokens, scope, request, years }: RowsSaid,
  table: Table,
  values: Map<TextColumn, string[]>,
  {
    isLimited,
    none,
    states,
  }: { readonly isLimited: boolean; readonly none: boolean; readonly states: readonly string[] },
): { readonly by: TextColumn | null; readonly scope: Scope } {
  const isNamed = (column: TextColumn): boolean =>
    (column === 'atDepartment' && scope.departments.length > 0) ||
    (column === 'atUnit' && scope.units.length > 0) ||
    (column === 'item' && scope.items !== null);
  const columnsAt = ({ meaning }: Match<PartWord>): TextColumn | null => {
    if (meaning.category === 'level') return LEVELS[meaning.value] ?? null;
    if (meaning.category !== 'field' || meaning.value === 'weight') return null;
    if (isDetail(meaning.value) && !DETAILS_OF[table].includes(meaning.value)) return null;
    return meaning.value as TextColumn;
  };
  const each = new Set(request.operators.get('each') ?? []);
  const isEach = ({ from }: Match<PartWord>): boolean =>
    each.has(from - 1) ||
    /^(ogni|ciascun|ciascuna|ciascuno)$/.test(tokens[from - 1]?.text ?? '') ||
    matches.some(({ to, meaning }) => meaning.category === 'per' && to === from);
  for (const match of matches) {
    const column = columnsAt(match);
    if (column === null || isNamed(column) || !isEach(match)) continue;
    if (tokens[match.to]?.type === 'number') continue;
    return { by: column, scope };
  }
  // Two values of one column are two groups, unless they are told together.
  if (!request.operators.has('sum')) {
    if (years.length === 2) {
      values.set('year', years.map(String));
      return { by: 'year', scope };
    }
    for (const [column, named] of values)
      if (named.length > 1 && column !== 'named') return { by: column, scope };
    for (const [column, codes] of [
      ['atDepartment', scope.departments],
      ['atUnit', scope.units],
    ] as const)
      if (codes.length > 1) {
        values.set(column, [...codes]);
        return { by: column, scope: { ...scope, departments: [], units: [] } };
      }
  }
  const [subject] = matches.filter(
    (match) => columnsAt(match) !== null || match.meaning.category === 'table',
  );
  const column = subject ? columnsAt(subject) : null;
  const isSubject =
    column !== null && !isNamed(column) && !values.has(column) && !(column === 'item' && table === 'items');
  // «Quali direzioni hanno indicatori sotto il target?»: of the rows that something is said of.
  const ofOwn = table === 'indicators' || table === 'milestones';
  const asks = request.order !== null || isLimited || none || (ofOwn && states.length > 0);
  return { by: isSubject && asks ? column : null, scope };
}

/** How what is found is held against something else: undefined where two things are asked that are not there. */
function relationOf(
  open: Set<Operator>,
  wantsShare: boolean,
  by: TextColumn | null,
  values: Map<TextColumn, string[]>,
): RowsAsk['relation'] | undefined {
  const named = by === null ? [] : (values.get(by) ?? []);
  if (open.has('difference') && by !== null) {
    if (named.length !== 2) return undefined;
    open.delete('difference');
    return 'difference';
  }
  // «Quanto manca da pagare dello stanziamento?»
  if (open.has('remains')) {
    if (by !== 'entry' || named.length !== 2) return undefined;
    open.delete('remains');
    values.set(
      by,
      named.toSorted((a, b) => stageOf(a) - stageOf(b)),
    );
    return 'difference';
  }
  if (open.has('ratio')) {
    if (named.length !== 2) return undefined;
    open.delete('ratio');
    return 'ratio';
  }
  if (!wantsShare) return null;
  open.delete('share');
  if (by === null) return 'share';
  if (named.length !== 2) return undefined;
  // What comes later is the part: "quanto dello stanziato è pagato".
  if (by === 'entry')
    values.set(
      by,
      named.toSorted((a, b) => stageOf(b) - stageOf(a)),
    );
  return 'share';
}

/** What is the part, and of what: the last thing that narrows the rows, held against all without it. */
function partOf(
  { matches, tokens }: RowsSaid,
  tests: readonly RowTest[],
  scope: Scope,
): { readonly part: RowTest[]; readonly whole: RowTest[]; readonly scope: Scope } | null {
  const places = (test: RowTest): number =>
    'values' in test && !test.not && test.column !== 'entry' && test.column !== 'year'
      ? Math.max(
          -1,
          ...matches.flatMap(({ meaning, from }) => (test.values.includes(meaning.value) ? [from] : [])),
        )
      : 'values' in test
        ? -1
        : Number.MAX_SAFE_INTEGER;
  const last = [...tests].sort((a, b) => places(b) - places(a))[0];
  const isPlaced = scope.departments.length + scope.units.length > 0 || scope.items !== null;
  // «Quanta parte dello stanziamento PNRR va alla D20?»: the structure is the part.
  const goesTo = isPlaced && endsAtPlace(matches, tokens);
  if (last !== undefined && places(last) >= 0 && !goesTo)
    return { part: [last], whole: tests.filter((test) => test !== last), scope };
  const { departments, units, items } = scope;
  const part: RowTest[] = [
    ...(departments.length > 0 ? [{ column: 'atDepartment' as const, values: departments, not: false }] : []),
    ...(units.length > 0 ? [{ column: 'atUnit' as const, values: units, not: false }] : []),
    ...(items !== null ? [{ column: 'item' as const, values: items as ItemRef[], not: false }] : []),
  ];
  if (part.length !== 1) return null;
  return { part, whole: [...tests], scope: { ...scope, departments: [], units: [], items: null } };
}

/** "… va alla D20?", "… nella D20": a place is named at the end, as where a part goes. */
function endsAtPlace(matches: readonly Match<PartWord>[], tokens: readonly Token[]): boolean {
  const isNamed = (at: number): boolean =>
    matches.some(
      ({ from, to, meaning }) =>
        from <= at && to > at && meaning.category !== 'level' && meaning.category !== 'idle',
    );
  const at = tokens.findLastIndex((token, place) => !token.light && !isNamed(place));
  const before = tokens.slice(Math.max(0, at - 2), at).map(({ text }) => text);
  return (
    at === tokens.length - 1 &&
    before.some((text) => /^(a|al|all|alla|alle|ai|agli|nel|nella|nell|per)$/.test(text))
  );
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
