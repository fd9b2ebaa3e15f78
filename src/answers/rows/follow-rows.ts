import type { IsoDay } from '../../domain/types.ts';
import type { Conversation } from '../conversation.ts';
import { FOLLOWS, OF_THESE } from '../follow/goes-on.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Cut } from '../language/tokens.ts';
import type { PartsQuery, RowTest, Scope, TextColumn } from '../parts/parts-query.ts';
import type { Query } from '../query.ts';
import type { Operator } from '../tables/request.ts';
import { STATES } from './columns-said.ts';
import { stageOf } from './groups-said.ts';
import {
  PLACE_OF_LEVEL,
  type RowsSaid,
  saidOf,
  saidOfRows,
  says,
  type Table,
  tableOf,
  valuesOf,
} from './said-rows.ts';
import { rowsOf } from './table-rows.ts';
import type { RowsAsk } from './work-out.ts';

/** Rows that were asked for, whatever the way. */
interface Asked {
  readonly scope: Scope;
  readonly ask: RowsAsk;
}

/** What a question that goes on may say besides, of words that mean something elsewhere. */
const HARMLESS = /^(kind|noun|noise|talk|plan|follow|ask):/;

/**
 * A question that goes on from rows of a table of the plan: "e la D20?", "e del FOI?", "e di questi quanti sono sotto il
 * target?", "e in percentuale?", "che differenza c’è?". Null where a word of it is not understood so.
 */
export function followRows(
  text: string,
  vocabulary: Vocabulary,
  { query, earlier }: Pick<Conversation, 'query' | 'earlier'>,
  today: IsoDay,
  cut: Cut,
): PartsQuery | null {
  const before = query === null ? null : askedBefore(query);
  if (before === null) return null;
  const isOfThese = OF_THESE.test(text);
  for (const said of saidOfRows(text, vocabulary, today, cut, HARMLESS)) {
    const [last] = earlier;
    const edited =
      asksGap(said) && last !== undefined
        ? between(askedBefore(last), before, said)
        : FOLLOWS.test(text) || leavesOut(said) || isOfThese || asksState(said) || asksColumn(said, before)
          ? edit(before, said, isOfThese || asksState(said))
          : null;
    if (edited) return { type: 'parts', ...edited };
  }
  return null;
}

/** What was asked of rows; null for any other question. */
const askedBefore = (query: Query): Asked | null =>
  query.type === 'parts' && query.ask.of === 'rows' ? { scope: query.scope, ask: query.ask } : null;

/** Operators that an edit states, or that say nothing beside one. */
const STATED: ReadonlySet<Operator> = new Set(['share', 'sum', 'mean', 'each', 'last']);

/** The question before with what is said in place of what it said; null where nothing is. */
function edit({ scope, ask }: Asked, said: RowsSaid, isOfThese: boolean): Asked | null {
  const { request, matches, years } = said;
  const { compared } = request;
  if (request.bounds.length > 0 || (compared !== null && !isOfStates(said, [compared.at]))) return null;
  if (
    [...request.operators.keys()].some(
      (one) => !STATED.has(one) && !isOfStates(said, request.operators.get(one) ?? []),
    )
  )
    return null;
  const group = groupSaid(said);
  const isGroup = ({ meaning }: (typeof matches)[number]): boolean =>
    meaning.category === 'field' && meaning.value === group;
  const named = tableOf(said);
  const table: Table = named === null || named === 'items' ? ask.table : named;
  const { index } = said.vocabulary;
  // «E quanto pesa?», after none of them, is asked of the item.
  const asksWeight =
    weighs(said, table) &&
    rowsOf(index, table, scope, ask.year ?? index.plan.head.year, said.today).length > 0;
  const isWeight = ({ meaning }: (typeof matches)[number]): boolean =>
    asksWeight && meaning.category === 'field' && meaning.value === 'weight';
  if (matches.some((match) => !KNOWN.has(match.meaning.category) && !isGroup(match) && !isWeight(match)))
    return null;
  const states = [
    ...new Set(matches.flatMap(({ meaning }) => (meaning.category === 'test' ? [meaning.value] : []))),
  ];
  if (states.length > 1 || states.some((state) => !STATES[table].includes(state))) return null;
  const values = new Map(valuesOf(matches));
  if (said.names.length > 0) values.set('named', [...said.names]);
  if (table === 'budget') values.delete('type');
  else for (const column of ['fund', 'chapter', 'cup', 'entry'] as const) values.delete(column);
  if (states.length > 0) values.set('state', states);
  const { departments, units, items } = said.scope;
  const isPlaced = departments.length + units.length > 0 || items !== null;
  const moved: Scope = isPlaced ? { ...scope, departments, units, items } : scope;
  const isOtherTable = table !== ask.table;
  const kept = ask.tests.filter(
    (test) =>
      !('values' in test && values.has(test.column) && !isOfThese) &&
      !(isPlaced && 'values' in test && PLACES.has(test.column)) &&
      !(isOtherTable && !OF_ITEMS.has(test.column)),
  );
  const tests: RowTest[] = [
    ...kept,
    ...[...values].map(([column, own]): RowTest => ({ column, values: own, not: false })),
    ...said.without.filter((test) => table !== 'budget' || !('values' in test) || test.column !== 'type'),
  ];
  const by = group ?? ask.by;
  const figure = figureSaid(said, table, ask, asksWeight);
  if (figure === undefined) return null;
  const isShare = request.operators.has('share') && !asksWeight;
  const order =
    request.order === null
      ? ask.order
      : {
          direction: request.order.direction === 'max' ? ('most' as const) : ('least' as const),
          place: request.order.place,
          many: request.order.limit,
        };
  // An order is of groups, or of a figure.
  if (request.order !== null && ask.by === null && ask.figure === null) return null;
  if (isOtherTable && (ask.figure !== null || ask.limit !== null)) return null;
  const isChanged =
    by !== ask.by ||
    says(said, 'show') ||
    asksWeight ||
    isPlaced ||
    values.size > 0 ||
    isOtherTable ||
    years.length === 1 ||
    said.without.length > 0 ||
    isShare ||
    request.order !== null;
  if (!isChanged || years.length > 1) return null;
  const next: RowsAsk = {
    ...ask,
    table,
    tests,
    by,
    figure,
    year: years[0] ?? ask.year,
    days: said.days ?? ask.days,
    order,
    relation: null,
    part: [],
  };
  if (!isShare) return { scope: moved, ask: next };
  // «E in percentuale?»: what narrowed the question before is the part.
  const narrowing = next.tests.findLast((test) => 'values' in test && !test.not && test.column !== 'entry');
  if (narrowing !== undefined && next.by === null)
    return {
      scope: moved,
      ask: {
        ...next,
        figure: next.figure?.fold === 'each' ? null : next.figure,
        relation: 'share',
        part: [narrowing],
        tests: next.tests.filter((one) => one !== narrowing),
      },
    };
  return null;
}

/** "E il risultato?": what each row says of itself in the column that is named; undefined where rows were held against a limit. */
function figureSaid(
  said: RowsSaid,
  table: Table,
  { figure, limit, relation }: RowsAsk,
  asksWeight: boolean,
): RowsAsk['figure'] | undefined {
  const [column, ...more] = saidOf(said, 'show') as readonly Shown[];
  if (column === undefined && asksWeight)
    return limit === null && relation === null && figure === null
      ? { column: 'weight', fold: 'each' }
      : undefined;
  if (column === undefined) return figure;
  if (table !== 'indicators' || limit !== null || relation !== null) return undefined;
  return more.length > 0 ? null : { column, fold: figure?.fold ?? 'each' };
}

/** «E quanto pesano?», of rows that have a weight of their own. */
const weighs = (said: RowsSaid, table: Table): boolean =>
  (table === 'indicators' || table === 'milestones') && says(said, 'field', 'weight');

type Shown = 'target' | 'result' | 'baseline' | 'attainment';

/** Words by which a question that goes on may change the one before. */
const KNOWN: ReadonlySet<string> = new Set([
  'table',
  'show',
  'test',
  'entry',
  'money',
  'value',
  'budget',
  'indicator',
  'milestone',
  'unit',
  'way',
  'level',
  'order',
  'ask',
  'idle',
  'per',
]);

/** "E per fondo?": what the rows are divided by instead. */
function groupSaid({ matches, scope }: RowsSaid): TextColumn | null {
  const at = matches.find(({ meaning }) => meaning.category === 'per')?.to;
  const next = matches.find(({ from, meaning }) => from === at && /^(level|field)$/.test(meaning.category));
  if (!next || scope.departments.length + scope.units.length > 0 || scope.items !== null) return null;
  const { category, value } = next.meaning;
  return category === 'level' ? (PLACE_OF_LEVEL[value] ?? null) : (value as TextColumn);
}

/** Columns that say where rows belong. */
const PLACES: ReadonlySet<string> = new Set(Object.values(PLACE_OF_LEVEL));

/** Columns that rows of any table have, since their items have them. */
const OF_ITEMS: ReadonlySet<string> = new Set([
  ...PLACES,
  'mission',
  'programme',
  'type',
  'priority',
  'parent',
]);

/** "Sotto il target": an operator whose words are those of a state. */
const isOfStates = ({ matches, tokens }: RowsSaid, places: readonly number[]): boolean =>
  places.every(
    (at) =>
      tokens[at]?.light ||
      matches.some(({ from, to, meaning }) => meaning.category === 'test' && from <= at && to > at),
  );

/** "Escluso il PNRR?", and nothing else. */
const leavesOut = ({ without, matches }: RowsSaid): boolean =>
  without.length > 0 && matches.every(({ meaning }) => ['ask', 'idle'].includes(meaning.category));

/** "Quali sono in ritardo?", and nothing else: of those that were shown. */
const asksState = ({ matches, scope, tokens }: RowsSaid): boolean =>
  scope.items === null &&
  scope.departments.length + scope.units.length === 0 &&
  matches.some(({ meaning }) => meaning.category === 'test') &&
  matches.every(({ meaning }) => ['test', 'ask', 'idle'].includes(meaning.category)) &&
  /^(quali|quale|quanti|quante|quant)$/.test(tokens[0]?.text ?? '');

/** "Quanto è stato impegnato?", "qual era il risultato?", of what was asked before, where it was not of all that there is. */
const asksColumn = (said: RowsSaid, before: Asked): boolean =>
  isNarrow(before) &&
  said.names.length === 0 &&
  said.scope.items === null &&
  said.scope.departments.length + said.scope.units.length === 0 &&
  (says(said, 'entry') || says(said, 'show') || weighs(said, before.ask.table)) &&
  said.matches.every(
    ({ meaning: { category, value } }) =>
      ['entry', 'show', 'ask'].includes(category) ||
      (category === 'idle' && value !== 'all') ||
      (category === 'field' && value === 'weight'),
  );

const isNarrow = ({ scope, ask }: Asked): boolean =>
  scope.items !== null ||
  scope.departments.length + scope.units.length > 0 ||
  ask.tests.some((test) => 'values' in test && test.column !== 'entry');

/** "Che differenza c’è?", and nothing else. */
const asksGap = ({ request, matches, scope }: RowsSaid): boolean =>
  request.operators.has('difference') &&
  scope.items === null &&
  scope.departments.length + scope.units.length === 0 &&
  matches.every(({ meaning }) => ['ask', 'idle', 'change', 'against', 'order'].includes(meaning.category));

/** Two figures that were asked for one after the other, which differ in one thing. */
function between(one: Asked | null, other: Asked, { request }: RowsSaid): Asked | null {
  if (one === null || one.ask.table !== other.ask.table || request.bounds.length > 0) return null;
  if (one.ask.by !== null || other.ask.by !== null) return null;
  const own = (asked: Asked): readonly RowTest[] => [...asked.ask.tests, ...placeTests(asked.scope)];
  const says = (tests: readonly RowTest[], test: RowTest): boolean =>
    tests.some((each) => JSON.stringify(each) === JSON.stringify(test));
  const [first, ...more] = own(one).filter((test) => !says(own(other), test));
  const [second, ...others] = own(other).filter((test) => !says(own(one), test));
  if (!first || !second || more.length > 0 || others.length > 0) return null;
  if (!('values' in first) || !('values' in second) || first.column !== second.column) return null;
  if (first.not || second.not || first.values.length !== 1 || second.values.length !== 1) return null;
  const values = [...first.values, ...second.values];
  if (first.column === 'entry') values.sort((a, b) => stageOf(a) - stageOf(b));
  return {
    scope: { ...other.scope, departments: [], units: [], items: null },
    ask: {
      ...other.ask,
      tests: [
        ...own(other).filter((test) => test !== second && says(own(one), test)),
        { column: first.column, values, not: false },
      ],
      by: first.column,
      relation: 'difference',
      part: [],
      order: null,
    },
  };
}

/** Where a scope is, as tests of rows. */
const placeTests = ({ departments, units, items }: Scope): readonly RowTest[] => [
  ...(departments.length > 0 ? [{ column: 'atDepartment' as const, values: departments, not: false }] : []),
  ...(units.length > 0 ? [{ column: 'atUnit' as const, values: units, not: false }] : []),
  ...(items !== null ? [{ column: 'item' as const, values: items as string[], not: false }] : []),
];
