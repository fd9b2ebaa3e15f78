import type { IsoDay, ItemRef } from '../../domain/types.ts';
import { formatDay } from '../../words/days.ts';
import { formatDecimal } from '../../words/formats.ts';
import { COST_MEASURES } from '../../words/measures.ts';
import { counted } from '../../words/sentences.ts';
import type { Proof, ValueUnit } from '../answer.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { NumberColumn, Scope } from '../parts/parts-query.ts';
import { scopeText } from '../parts/scope.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, shortName } from '../phrase/names.ts';
import { MOST_ROWS } from '../phrase/table-of.ts';
import { formatValue, joinAnd } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import { indicatorText, indicatorValue } from './indicator-text.ts';
import { daysText, numberName, rowNoun, stateText, testsText } from './row-names.ts';
import { stepText } from './steps.ts';
import type { TableRow } from './table-rows.ts';
import type { RowsAsk, WorkedRows } from './work-out.ts';

/** So many rows are shown at most. */
const MOST_SOURCES = 3;

/** What all sentences about rows share: how the rows, their place and their values are called. */
export class Saying {
  readonly index: PlanIndex;
  readonly words: Words;
  readonly scope: Scope;
  readonly ask: RowsAsk;
  readonly worked: WorkedRows;
  readonly today: IsoDay;

  constructor({ index, words }: Phrasing, scope: Scope, ask: RowsAsk, worked: WorkedRows, today: IsoDay) {
    this.index = index;
    this.words = words;
    this.scope = scope;
    this.ask = ask;
    this.worked = worked;
    this.today = today;
  }

  /** "in ritardo al 20/07/2026 in tutto il piano, missione 9, 2026". */
  get place(): string {
    return this.placeOf();
  }

  /** "1 fase già fatta in tutto il piano, 2026". */
  told(count: number): string {
    return `${this.counted(count)} ${this.placeOf(count < 2)}`;
  }

  private placeOf(isOne = false): string {
    const { index, words, scope, ask, today } = this;
    const years = ask.by === 'year' ? [] : [String(this.worked.year)];
    const states = ask.tests.flatMap((test) => (isState(test) && ask.by !== 'state' ? test.values : []));
    return [
      `${states.map((state) => `${stateText(words, state, today, isOne)} `).join('')}${scopeText(index, words, { ...scope, kind: null })}`,
      ...testsText(
        index,
        words,
        ask.tests.filter((test) => !isState(test) && !(ask.table === 'budget' && isEntry(test))),
        ask.by,
        isOne,
      ),
      ...(ask.days === null ? [] : [daysText(words, ask.days).trim()]),
      ...years,
    ].join(', ');
  }

  counted(count: number): string {
    const { one, many, none } = rowNoun(this.words, this.scope, this.ask.table);
    return count === 0 ? none : counted(count, one, many);
  }

  /** The state that is asked for, where one is. */
  get state(): string | null {
    return this.ask.tests.flatMap((test) => (isState(test) ? test.values : []))[0] ?? null;
  }

  /** A value of a column, in its unit. */
  value(column: NumberColumn | null, value: number | null, unit: string | null): string {
    const { words } = this;
    if (value === null) return words.notDeclared;
    if (column === null) return formatValue(value, 'count');
    if (column === 'day') return formatDay(dayOf(value));
    if (column === 'amount' || COST_MEASURES.some((one) => one === column)) return euro(value);
    if (column === 'attainment') return formatValue(value, 'percent');
    return column === 'weight' ? formatDecimal(value) : indicatorValue(words, { unit }, value);
  }

  /** "Apertura al pubblico (obiettivo 2)". */
  row({ of, name }: TableRow): string {
    return name === null ? fullName(this.words, of) : `${name} (${shortName(this.words, of)})`;
  }

  /** A row with what it declares, where its name alone says little. */
  whole(row: TableRow): string {
    const { step, measured } = row;
    if (measured) return indicatorText(this.words, measured, this.ask.figure?.column ?? null, null);
    return step ? stepText(this.words, step, this.ask.figure?.column === 'weight') : this.row(row);
  }

  get sources(): readonly string[] {
    const { document } = this.index.plan.head;
    const { words, worked } = this;
    const places = [...new Set(worked.rows.flatMap(({ measured }) => measured?.indicator.source ?? []))];
    if (places.length > 0) return places.slice(0, MOST_SOURCES).map((place) => `${document}, ${place}`);
    return [
      `${document}, ${
        {
          items: say(words, 'elenco degli obiettivi', 'list of the objectives'),
          indicators: say(words, 'indicatori', 'indicators'),
          milestones: say(words, 'fasi e scadenze', 'milestones and deadlines'),
          budget: say(words, 'righe di bilancio', 'budget lines'),
        }[this.ask.table]
      }`,
    ];
  }

  get notes(): readonly string[] {
    const { worked, words } = this;
    return [
      ...(worked.silent === 0
        ? []
        : [
            say(
              words,
              `Senza il dato, e quindi fuori dal conto: ${this.counted(worked.silent)}.`,
              `Left out, since they do not declare it: ${worked.silent}.`,
            ),
          ]),
      ...(worked.unknown.count === 0
        ? []
        : [
            say(
              words,
              `${counted(worked.unknown.count, 'indicatore non ha', 'indicatori non hanno')} ancora un risultato, su ${worked.unknown.of}.`,
              `${worked.unknown.count} of ${worked.unknown.of} have no result yet.`,
            ),
          ]),
      ...(worked.otherYears.length === 0
        ? []
        : [
            `${say(words, 'Per altri anni', 'Other years')}: ${yearsOf(worked.otherYears)
              .map(([year, lines]) => `${year} ${entriesOf(lines).map(sumText).join(', ')}`)
              .join('; ')}.`,
          ]),
    ];
  }

  proof(rows: readonly string[], formula: string, sum: string | null = null): Proof {
    return { filter: this.place, rows: rows.slice(0, MOST_ROWS), formula, sum };
  }

  /** No row is declared of what is meant. */
  undeclared(): Draft {
    const { index, words, scope, ask } = this;
    const { year } = index.plan.head;
    const { many } = rowNoun(words, scope, ask.table);
    const where = scopeText(index, words, scope);
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Il piano ${year} non dichiara ${many} ${where}.`,
        `The ${year} plan declares no ${many} ${where}.`,
      ),
    };
  }

  nothing(): Draft {
    const { words, ask, worked } = this;
    const { year } = this.index.plan.head;
    if (ask.table === 'budget') {
      const what = joinAnd(words, entriesAsked(ask)) || rowNoun(words, this.scope, ask.table).many;
      const years = yearsOf(worked.otherYears).map(([one]) => one);
      return {
        kind: 'no_data',
        headline: say(
          words,
          `Non dichiarato: il piano ${year} non ha ${what} ${this.place}${years.length > 0 ? `; ne ha per ${years.join(', ')}` : ''}.`,
          `Not declared: the ${year} plan has no ${what} ${this.place}${years.length > 0 ? `; it has for ${years.join(', ')}` : ''}.`,
        ),
        sources: this.sources,
      };
    }
    if (!worked.isDeclared) return this.undeclared();
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Non dichiarato: ${this.counted(0).toLowerCase()} ${this.placeOf(true)}.`,
        `Not declared: ${this.counted(0).toLowerCase()} ${this.placeOf(true)}.`,
      ),
      sources: this.sources,
    };
  }

  /** Days, per cent and euro are not added, nor put in one order. */
  differing(): Draft {
    const { words, worked } = this;
    const units = joinAnd(
      words,
      worked.mixed.map((unit) => (unit === '' ? say(words, 'senza unità', 'no unit') : unit)),
    );
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Sono valori in unità diverse (${units}): non si sommano né si mettono in ordine. Si possono ordinare per raggiungimento, o dire una sola unità.`,
        `They are values in different units (${units}): they are neither added nor put in order. They can be ordered by attainment, or name one unit.`,
      ),
      sources: this.sources,
    };
  }
}

export type Test = RowsAsk['tests'][number];

const isState = (test: Test): test is Extract<Test, { values: unknown }> =>
  'values' in test && test.column === 'state' && !test.not;

const dayOf = (number: number): IsoDay => {
  const digits = String(number);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
};

export const euro = (cents: number): string => formatValue(Math.round(cents), 'eur');

export const unitOf = (column: NumberColumn | null): ValueUnit => {
  if (column === null) return 'count';
  if (column === 'amount' || COST_MEASURES.some((one) => one === column)) return 'eur';
  return column === 'attainment' ? 'percent' : column === 'weight' ? 'points' : 'other';
};

export const refs = (rows: readonly TableRow[]): readonly ItemRef[] => [
  ...new Set(rows.map(({ of }) => of.ref)),
];

/** The entries of some lines, each with its own. */
export const entriesOf = (rows: readonly TableRow[]): readonly (readonly [string, readonly TableRow[]])[] => [
  ...Map.groupBy(rows, (row) => row.line?.entry ?? ''),
];

const yearsOf = (rows: readonly TableRow[]): readonly (readonly [number, readonly TableRow[]])[] =>
  [...Map.groupBy(rows, (row) => row.line?.year ?? 0)].toSorted(([a], [b]) => a - b);

export const sumOf = (rows: readonly TableRow[]): number =>
  rows.reduce((sum, row) => sum + (row.number('amount') ?? 0), 0);

export const sumText = ([entry, rows]: readonly [string, readonly TableRow[]]): string =>
  `${entry} ${euro(sumOf(rows))}`;

/** What each group comes to: "numero di fasi", "stanziamento in media". */
export function figureText({ words, scope, ask }: Saying): string {
  if (ask.figure === null) {
    const { many } = rowNoun(words, scope, ask.table === 'budget' ? 'items' : ask.table);
    return say(words, `numero di ${many}`, `number of ${many}`);
  }
  const name = amountName(words, ask);
  return ask.figure.fold === 'mean' ? say(words, `${name} in media`, `mean ${name}`) : name;
}

const isEntry = (test: Test): test is Extract<Test, { values: unknown }> =>
  'values' in test && test.column === 'entry' && !test.not;

export const entriesAsked = ({ tests }: RowsAsk): readonly string[] =>
  tests.flatMap((test) => (isEntry(test) ? test.values : []));

/** An amount is called as the entry that is asked for. */
export function amountName(words: Words, ask: RowsAsk): string {
  const { figure } = ask;
  const entries = entriesAsked(ask);
  return figure?.column === 'amount' && entries.length === 1
    ? (entries[0] ?? '')
    : numberName(words, figure?.column ?? 'amount');
}
