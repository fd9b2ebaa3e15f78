import type { Fact } from '../../domain/types.ts';
import { unitSymbolIn } from '../../words/unit-symbols.ts';
import type { FactLabel } from '../knowledge/fact-tables.ts';
import type { Token } from '../language/tokens.ts';
import type { QueryOf } from '../query.ts';
import type { CellReading, Chosen } from './cells.ts';
import type { TableReading } from './compose-table.ts';
import type { Operator } from './request.ts';
import type { Side } from './sides.ts';

export type FactQuery = QueryOf<'fact'>;

/** Units whose figures may be added over the rows of a column. */
export const ADDITIVE: ReadonlySet<Fact['unit']> = new Set(['count', 'persons', 'sqm', 'eur']);

/** Most figures that one answer shows. */
const MOST = 80;

const PLAIN: Omit<FactQuery, 'codes'> = {
  type: 'fact',
  by: null,
  rows: 'sum',
  bound: null,
  order: null,
  from: 1,
  limit: null,
  beside: null,
  near: null,
  operation: null,
  whole: null,
  lacking: [],
  of: [],
  also: [],
  told: false,
  where: [],
  without: [],
  best: null,
  ends: false,
  always: false,
};

export const query = (facts: readonly Fact[], rest: Partial<FactQuery> = {}): FactQuery => ({
  ...PLAIN,
  codes: facts.slice(0, MOST).map(({ code }) => code),
  ...rest,
});

/** What a question asks of a table, with its words. */
export interface Asked extends Omit<TableReading, 'cells'>, CellReading {
  readonly tokens: readonly Token[];
  /** The side over which rows are asked for: "quale circoscrizione", "per categoria". */
  readonly over: Side | null;
  readonly does: (operator: Operator) => boolean;
}

export const labelOf = ({ labels }: Pick<Chosen, 'labels'>, text: string): FactLabel | undefined =>
  labels.find((label) => label.text === text);

/** Whether a figure is the total of others beside it: of several rows their total, of several columns theirs. */
export const isWhole = ({ table, cells }: CellReading, fact: Fact, among: readonly Fact[] = cells): boolean =>
  (kinds(among, 'subject') > 1 && labelOf({ labels: table.rows }, fact.subject)?.whole === true) ||
  (kinds(among, 'measure') > 1 && labelOf({ labels: table.columns }, fact.measure)?.whole === true);

/** The parts over which a side is asked: the chosen rows that are parts, or all of them, beside the other side chosen. */
export function partsOver(asked: Asked, side: Side): readonly Fact[] {
  const { table, rows, columns, periods } = asked;
  const own = side === 'subject' ? rows : columns;
  const all = (side === 'subject' ? table.rows : table.columns).filter(({ whole }) => !whole);
  const named = own.named ? own.labels.filter(({ whole }) => !whole) : all;
  const kept = new Set((named.length > 1 ? named : all).map(({ text }) => text));
  const other = side === 'subject' ? columns : rows;
  const beside = new Set(other.labels.map(({ text }) => text));
  const crossed = side === 'subject' ? 'measure' : 'subject';
  return table.facts.filter(
    (fact) => kept.has(fact[side]) && beside.has(fact[crossed]) && periods.includes(fact.period),
  );
}

/** Whether two figures may be held against one another: "MWh termici" and "tCO2 da evitare" are both counts, of two units. */
export const isOfUnit = (one: Fact, other: Fact): boolean => unitOf(one) === unitOf(other);

const unitOf = ({ unit, measure }: Fact): string => `${unit} ${unitSymbolIn(measure) ?? ''}`;

export const units = (facts: readonly Fact[]): number => new Set(facts.map(unitOf)).size;
export const kinds = (facts: readonly Fact[], part: 'subject' | 'measure' | 'period'): number =>
  new Set(facts.map((fact) => fact[part])).size;

/** Figures put together where one row has several of the kind asked for: "più parchi", with and without equipment. */
export function together(facts: readonly Fact[], side: Side): Partial<FactQuery> | null {
  const other = side === 'subject' ? 'measure' : 'subject';
  if (kinds(facts, other) === 1) return {};
  const [first] = facts;
  return units(facts) === 1 && first && ADDITIVE.has(first.unit) && first.unit !== 'eur'
    ? { by: side }
    : null;
}

/** The printed total of parts of one column, or of one row. */
export function wholeOf({ table }: CellReading, parts: readonly Fact[]): string | null {
  const [first] = parts;
  if (!first) return null;
  const alike = (side: Side): boolean => parts.every((fact) => fact[side] === first[side]);
  const totals = table.facts.filter(
    (fact) => fact.period === first.period && fact.unit === first.unit && !parts.includes(fact),
  );
  const isTotal = (labels: readonly FactLabel[], text: string): boolean =>
    labels.some((label) => label.whole && label.text === text);
  const found = alike('measure')
    ? totals.filter((fact) => fact.measure === first.measure && isTotal(table.rows, fact.subject))
    : alike('subject')
      ? totals.filter((fact) => fact.subject === first.subject && isTotal(table.columns, fact.measure))
      : [];
  return found.length > 0 ? (found[0]?.code ?? null) : null;
}

/** "In quali anni", "in che anno". */
export const asksYears = ({
  tokens,
  request: { small },
}: Pick<Asked, 'tokens'> & { readonly request: Pick<Asked['request'], 'small'> }): boolean =>
  tokens.some(({ text }, at) => small.is('year', text) && small.is('which', tokens[at - 1]?.text));
