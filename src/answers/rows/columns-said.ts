import { COST_MEASURES } from '../../words/measures.ts';
import type { Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Limit, NumberColumn, RowTest, TextColumn } from '../parts/parts-query.ts';
import type { PartWord } from '../parts/parts-words.ts';
import type { Operator } from '../tables/request.ts';
import {
  type Category,
  costColumnOf,
  firstSaid,
  type RowsSaid,
  saidOf,
  type Table,
  valuesOf,
} from './said-rows.ts';

/** What a question says of the columns of a table: values that rows have in them, and the number that is asked for. */
export interface ColumnsSaid {
  /** Changed as more of the question is read: a unit that a limit is said in, a state that an order implies. */
  readonly values: Map<TextColumn, string[]>;
  readonly states: readonly string[];
  /** Null for how many rows there are. */
  readonly column: NumberColumn | null;
  /** How far results are from their targets. */
  readonly gap: string | null;
  /** "In percentuale", "che quota": a part of all. */
  readonly wantsShare: boolean;
}

/** What is said of columns; null where it is not clear which number is asked for, or a state is of another table. */
export function columnsSaid(said: RowsSaid, table: Table, open: Set<Operator>): ColumnsSaid | null {
  const { matches, request, tokens } = said;
  const values = ownValues(said, table);
  // «La percentuale di fatture pagate»: words of the name of an indicator.
  const isOfName = (to: number): boolean =>
    matches.some(
      ({ meaning, from }) =>
        meaning.category === 'indicator' &&
        from >= to &&
        from <= to + 2 &&
        tokens.slice(to, from).every(({ light }) => light),
    );
  if (request.operators.get('share')?.every((at) => isOfName(at + 1))) open.delete('share');
  // "In percentuale" of the indicators, or as a part of all.
  const percent = matches.find(
    ({ meaning, from, to }) =>
      meaning.category === 'unit' &&
      meaning.value === '%' &&
      !isMeasuredIn(tokens, matches, from) &&
      !isOfName(to),
  );
  const wantsShare = open.has('share') || percent !== undefined;
  if (percent || (values.has('named') && values.get('unit')?.join() === '%')) values.delete('unit');
  // «Dal meno al più raggiunto»: an order of how far they are; «indicatori raggiunti»: a state.
  const attained = saidOf(said, 'attained').map((value) => ATTAINED[table]?.[value] ?? '');
  const isInOrder = attained.length > 0 && request.order !== null;
  // «Quando è stata fatta la gara?»: the day is asked, whether or not there is one.
  const asksDay = table === 'milestones' && said.asksWhen && values.has('named');
  const states = asksDay ? [] : [...new Set([...saidOf(said, 'test'), ...(isInOrder ? [] : attained)])];
  if (states.some((state) => !STATES[table].includes(state))) return null;
  if (states.length > 0) values.set('state', states);
  const gap = firstSaid(said, 'gap');
  const shows = [...new Set([...saidOf(said, 'show'), ...(isInOrder ? ['attainment'] : [])])];
  const column = columnOf(said, table, shows, gap, open, states);
  if (column === undefined) return null;
  // «Di quanto è sotto il target?»: how far, of whatever is named.
  if (column === 'gap' && gap === null) values.delete('state');
  return { values, states, column, gap, wantsShare };
}

/** The values that are named of columns that the table has. */
function ownValues({ matches, names, numbered }: RowsSaid, table: Table): Map<TextColumn, string[]> {
  const values = new Map(valuesOf(matches));
  if (names.length > 0) values.set('named', [...(values.get('named') ?? []), ...names]);
  // "PNRR" is a type of item and a fund: lines have the one, items the other.
  if (table === 'budget') {
    for (const column of ['type', 'priority'] as const)
      if (values.get(column)?.every((value) => BUDGET.some((one) => values.get(one)?.includes(value))))
        values.delete(column);
  } else for (const column of [...BUDGET, 'entry'] as const) values.delete(column);
  for (const { field, value } of numbered)
    values.set(field, [...new Set([...(values.get(field) ?? []), value])]);
  return values;
}

/**
 * Limits of what groups come to, or of an amount of each row, and what each row must pass besides; null where a limit is
 * said in a unit that the number has not, or there are two.
 */
export function limitsSaid(
  said: RowsSaid,
  table: Table,
  { column, values }: ColumnsSaid,
): { readonly limit: Limit | null; readonly tests: RowTest[] } | null {
  const limits: Limit[] = [];
  const tests: RowTest[] = said.without.filter((test) => !isOfItems(test, said.without, table));
  const isMoney = column === 'amount' || COST_MEASURES.some((one) => one === column);
  const scale = isMoney ? 100 : 1;
  for (const { bound } of said.request.bounds) {
    if (bound.than !== null || (bound.unit === 'eur' && !isMoney)) return null;
    const limit: Limit = {
      op: bound.op,
      value: bound.value * scale,
      to: bound.to === null ? null : bound.to * scale,
    };
    if (bound.unit === 'percent') {
      if (column === 'target' || column === 'result' || column === 'baseline') values.set('unit', ['%']);
      else if (column !== 'attainment') return null;
    }
    if (column === null || isMoney) limits.push(limit);
    else tests.push({ column, ...limit });
  }
  return limits.length > 1 ? null : { limit: limits[0] ?? null, tests };
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

export const STATES: Readonly<Record<Table, readonly string[]>> = {
  items: [],
  indicators: ['below', 'reached', 'silent'],
  milestones: ['late', 'done', 'ontime', 'early', 'open', 'next'],
  budget: [],
};

/** What is said of rows that are attained, or are not. */
const ATTAINED: Partial<Record<Table, Readonly<Record<string, string>>>> = {
  indicators: { reached: 'reached', missed: 'below' },
  milestones: { reached: 'done', missed: 'open' },
};

/** Words that say what is meant of the table, whatever they are elsewhere. */
export const ownWords = (matches: readonly Match<PartWord>[], table: Table): readonly Match<PartWord>[] =>
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
