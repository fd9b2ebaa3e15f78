import type { IsoDay, ItemRef } from '../../domain/types.ts';
import { formatDay } from '../../words/days.ts';
import { formatDecimal } from '../../words/formats.ts';
import { COST_MEASURES } from '../../words/measures.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable, Proof, ValueUnit } from '../answer.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { NumberColumn, Scope } from '../parts/parts-query.ts';
import { scopeText } from '../parts/scope.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, shortName } from '../phrase/names.ts';
import { formatValue, joinAnd, textCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import { lineText } from './budget-lines.ts';
import { attainmentRule, indicatorText, indicatorValue, proofLine } from './indicator-text.ts';
import { phraseAttainment } from './phrase-attainment.ts';
import {
  columnName,
  daysText,
  groupName,
  levelNoun,
  numberName,
  rowNoun,
  stateText,
  testsText,
} from './row-names.ts';
import { byDay, dayFormula, type Step, stepTable, stepText } from './steps.ts';
import type { TableRow } from './table-rows.ts';
import { type Fold, foldOf, type RowGroup, type RowsAsk, type WorkedRows, workOutRows } from './work-out.ts';

const MOST_ROWS = 100;
const MOST_NAMED = 5;
/** So many indicators are told with their numbers. */
const MOST_WHOLE = 3;
const MOST_SOURCES = 3;

/** Puts what is asked of rows of a table of the plan into words: figure first, then which rows, with its proof. */
export function phraseRows(phrasing: Phrasing, scope: Scope, ask: RowsAsk, today: IsoDay): Draft {
  const worked = workOutRows(phrasing.index, scope, ask, today);
  const said = new Saying(phrasing, scope, ask, worked, today);
  if (worked.rows.length === 0 && worked.groups?.length !== undefined && worked.groups.length > 0)
    return phraseGroups(said);
  if (worked.rows.length === 0 && ask.limit === null && !isCount(ask)) return said.nothing();
  if (worked.mixed.length > 0) return said.differing();
  if (ask.relation === 'share' && ask.by === null) return phraseShare(said);
  if (ask.relation !== null) return phrasePair(said);
  if (ask.table === 'budget' && isOfEntries(said)) return phraseEntries(said);
  if (worked.groups !== null) return phraseGroups(said);
  if (ask.order !== null) return phraseOrder(said);
  const { figure } = ask;
  return figure === null || figure.fold === 'each'
    ? phraseList(said)
    : phraseFold(said, { column: figure.column, fold: figure.fold });
}

/** Which rows, or how many: none of them is an answer too. */
const isCount = ({ figure, relation, order }: RowsAsk): boolean =>
  figure === null && relation === null && order === null;

/** What all sentences about rows share: how the rows, their place and their values are called. */
class Saying {
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

type Test = RowsAsk['tests'][number];

const isState = (test: Test): test is Extract<Test, { values: unknown }> =>
  'values' in test && test.column === 'state' && !test.not;

const dayOf = (number: number): IsoDay => {
  const digits = String(number);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
};

const euro = (cents: number): string => formatValue(Math.round(cents), 'eur');

const unitOf = (column: NumberColumn | null): ValueUnit => {
  if (column === null) return 'count';
  if (column === 'amount' || COST_MEASURES.some((one) => one === column)) return 'eur';
  return column === 'attainment' ? 'percent' : column === 'weight' ? 'points' : 'other';
};

const refs = (rows: readonly TableRow[]): readonly ItemRef[] => [...new Set(rows.map(({ of }) => of.ref))];

/** The columns of numbers that the rows of a table are shown with: those asked for, and those that explain them. */
function shownColumns({ table, tests, figure }: RowsAsk): readonly NumberColumn[] {
  const said = [
    ...tests.flatMap((test) => ('values' in test || 'declared' in test ? [] : [test.column])),
    ...(figure === null ? [] : [figure.column]),
  ];
  const own: Readonly<Record<RowsAsk['table'], readonly NumberColumn[]>> = {
    indicators: ['baseline', 'target', 'result', 'attainment'],
    milestones: ['day'],
    budget: ['amount'],
    items: [],
  };
  return [...new Set([...own[table], ...said])];
}

function tableOf(said: Saying, rows: readonly TableRow[]): AnswerTable | null {
  const { words, ask } = said;
  if (rows.length === 0) return null;
  if (ask.table === 'milestones' && ask.figure?.column !== 'weight')
    return stepTable(
      words,
      rows.flatMap(({ step }) => step ?? []),
      rows.length,
    );
  const columns = shownColumns(ask);
  const place = ask.table === 'budget';
  return {
    columns: [
      { label: capital(rowNoun(words, said.scope, ask.table).one), numeric: false },
      ...(place ? [{ label: say(words, 'Voce di bilancio', 'Entry'), numeric: false }] : []),
      ...columns.map((column) => ({ label: capital(numberName(words, column)), numeric: true })),
    ],
    rows: rows.slice(0, MOST_ROWS).map((row) => [
      textCell(said.row(row)),
      ...(place
        ? [textCell([...row.texts('entry'), ...row.texts('fund'), ...row.texts('chapter')].join(', '))]
        : []),
      ...columns.map((column) => {
        const value = row.number(column);
        return value === null ? textCell('') : { text: said.value(column, value, row.unit), value };
      }),
    ]),
    total: rows.length,
  };
}

/** Which rows, and how many. */
function phraseList(said: Saying): Draft {
  const { words, worked, ask } = said;
  if (!worked.isDeclared) return said.undeclared();
  const rows =
    ask.table === 'milestones' && said.state === 'next' ? worked.rows.toSorted(byDay) : worked.rows;
  const shown = ask.tests.flatMap((test) => ('values' in test || 'declared' in test ? [] : [test.column]));
  const measured = rows.flatMap((one) => one.measured ?? []);
  if (ask.figure?.column === 'attainment' && ask.tests.length === 0 && ask.year === null)
    return {
      ...phraseAttainment(said, scopeText(said.index, words, said.scope), measured),
      table: rows.length > 1 ? tableOf(said, rows) : null,
      sources: said.sources,
    };
  const isTold = rows.length <= (measured.length > 0 ? MOST_WHOLE : MOST_NAMED);
  const named =
    rows.length === 0 || rows.length > MOST_NAMED
      ? ''
      : `: ${rows.map((row) => [isTold ? said.whole(row) : said.row(row), ...shown.flatMap((column) => (isTold && row.measured && column !== 'weight' ? [] : [said.value(column, row.number(column), row.unit)]))].join(', ')).join('; ')}`;
  const steps = rows.flatMap(({ step }) => step ?? []);
  const byName = ask.tests.some((test) => 'values' in test && test.column === 'named' && !test.not);
  const show = ask.figure?.column ?? null;
  const [only, ...more] = rows;
  return {
    headline:
      byName && steps.length > 0
        ? `${steps.map((step) => capital(`${stepText(words, step, show === 'weight')}${notDone(words, step)}`)).join('. ')}.`
        : (byName || show !== null) && isTold && measured.length > 0
          ? `${measured.map((one) => capital(indicatorText(words, one, show, worked.year))).join('. ')}.`
          : `${said.told(rows.length)}${named}.`,
    table: show !== null && rows.length === 1 ? null : tableOf(said, rows),
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      rows.map((row) =>
        row.measured && show !== 'weight' ? proofLine(words, row.measured) : said.whole(row),
      ),
      steps.length > 0
        ? dayFormula(words, said.state, said.today)
        : measured.length > 0 && show !== 'weight'
          ? attainmentRule(words)
          : say(words, 'conteggio delle righe', 'count of the rows'),
    ),
    value: show !== null && only && more.length === 0 ? only.number(show) : rows.length,
    unit: show !== null && more.length === 0 ? unitOf(show) : 'count',
    items: refs(rows),
  };
}

/** Of a milestone that is asked for by its name it is said too that no day is declared. */
const notDone = (words: Words, { doneOn }: Step): string =>
  doneOn === null ? say(words, ', non risulta fatta', ', not reported as done') : '';

/** The sum or the mean of a column. */
function phraseFold(said: Saying, figure: Fold): Draft {
  const { words, worked } = said;
  const { column, fold } = figure;
  const told = worked.rows.filter((row) => row.number(column) !== null);
  const value = foldOf(told, figure);
  if (value === null) return said.nothing();
  const unit = told[0]?.unit ?? null;
  const name = amountName(words, said.ask);
  const text = said.value(column, value, unit);
  const [only, ...more] = told;
  // «2,8 % sotto il valore atteso»: which way is said in words.
  const gap = column === 'gap' && only && more.length === 0 ? gapText(said, only, value) : null;
  const how = fold === 'mean' ? say(words, ' in media', ' on average') : '';
  const sum = told.map((row) => said.value(column, row.number(column), null)).join(' + ');
  const ofLines = said.ask.table === 'budget' && fold === 'sum';
  return {
    headline:
      gap ??
      (ofLines
        ? `${capital(name)} ${said.place}: ${text}.`
        : `${capital(name)}${how}: ${text} (${said.told(told.length)}).`),
    table: told.length > 1 ? tableOf(said, told) : null,
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      told.map((row) =>
        row.line
          ? lineText(words, row.line)
          : `${said.row(row)}: ${said.value(column, row.number(column), row.unit)}`,
      ),
      fold === 'mean'
        ? say(words, 'somma divisa per quante sono', 'sum over how many there are')
        : say(words, 'somma', 'sum'),
      fold === 'mean'
        ? `(${sum}) / ${told.length} = ${text}`
        : `${ofLines ? `${name}: ` : ''}${sum} = ${text}`,
    ),
    value,
    unit: unitOf(column),
    items: refs(told),
  };
}

/** "Fatture pagate (obiettivo 25): 2,8 % sotto il valore atteso (95 %), risultato 92,2 %." */
function gapText(said: Saying, row: TableRow, value: number): string {
  const { words } = said;
  const [result, target] = [row.number('result'), row.number('target')];
  const where =
    value === 0
      ? say(words, 'pari al valore atteso', 'on the target')
      : value > 0
        ? `${said.value('gap', value, row.unit)} ${say(words, 'sopra il valore atteso', 'above the target')}`
        : `${said.value('gap', -value, row.unit)} ${say(words, 'sotto il valore atteso', 'below the target')}`;
  return `${said.row(row)}: ${where} (${said.value('target', target, row.unit)}), ${numberName(words, 'result')} ${said.value('result', result, row.unit)}, ${said.worked.year}.`;
}

/** The rows at an end of an order. */
function phraseOrder(said: Saying): Draft {
  const { words, worked, ask } = said;
  const { order } = ask;
  const column = ask.figure?.column ?? 'attainment';
  const from = (order?.place ?? 1) - 1;
  const ahead = worked.rows.slice(from, worked.first);
  if (ahead.length === 0) return said.nothing();
  const text = (row: TableRow): string =>
    `${said.row(row)}: ${said.value(column, row.number(column), row.unit)}`;
  const place = from === 0 ? '' : say(words, `${from + 1}º posto, `, `place ${from + 1}, `);
  const [first] = ahead;
  return {
    headline: `${ahead.map(text).join('; ')} (${place}${numberName(words, column)} ${endText(words, ask)}${tieText(words, ahead.length, order?.many ?? 1)} ${say(words, 'tra', 'of')} ${said.told(worked.rows.length)}).`,
    table: tableOf(said, worked.rows),
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      worked.rows.map(text),
      say(words, `in ordine di ${numberName(words, column)}`, `in order of ${numberName(words, column)}`),
    ),
    value: first?.number(column) ?? null,
    unit: unitOf(column),
    items: refs(ahead),
  };
}

const endText = (words: Words, { order, figure }: RowsAsk): string => {
  if (figure?.column === 'day')
    return order?.direction === 'most'
      ? say(words, 'più lontano', 'latest')
      : say(words, 'più vicino', 'earliest');
  return order?.direction === 'most' ? say(words, 'più alto', 'highest') : say(words, 'più basso', 'lowest');
};

const tieText = (words: Words, ahead: number, asked: number): string =>
  ahead > asked ? say(words, ', a pari merito', ', tied') : '';

/** Groups: all, those within a limit, or those at an end of the order. */
function phraseGroups(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const groups = worked.groups ?? [];
  const column = ask.figure?.column ?? null;
  const by = ask.by ?? 'item';
  const name = (group: RowGroup): string => groupName(index, words, by, group.key);
  const text = (group: RowGroup): string =>
    `${name(group)}: ${said.value(column, group.value, group.rows[0]?.unit ?? null)}`;
  const of = figureText(said);
  const from = (ask.order?.place ?? 1) - 1;
  const ahead = ask.order === null ? groups : groups.slice(from, worked.first);
  const noun = levelNoun(words, by, said.scope);
  const head = (): string => {
    if (ask.order !== null) {
      const place = from === 0 ? '' : say(words, `${from + 1}º posto, `, `place ${from + 1}, `);
      return `${ahead.map(text).join('; ')} (${place}${of}, ${endText(words, ask)}${tieText(words, ahead.length, ask.order.many ?? 1)} ${say(words, 'tra', 'of')} ${counted(groups.length, noun.one, noun.many)}, ${said.place})`;
    }
    const all =
      groups.length > 0 && groups.length <= 2 * MOST_NAMED ? `: ${groups.map(text).join('; ')}` : '';
    if (ask.limit !== null) {
      const [entry] = ask.table === 'budget' ? entriesAsked(ask) : [];
      const lacked = entry ?? rowNoun(words, said.scope, ask.table).many;
      const which = isNone(ask)
        ? say(words, `senza ${lacked}`, `without ${lacked}`)
        : `${say(words, 'con', 'with')} ${limitText(said)}`;
      return `${counted(groups.length, noun.one, noun.many)} ${which}, ${said.place}${isNone(ask) ? allNames(groups.map(name)) : all}`;
    }
    return `${capital(of)} ${say(words, 'per', 'by')} ${noun.one}, ${said.place}${all}`;
  };
  const [first] = ahead;
  const told = groups.flatMap(({ value }) => value ?? []);
  const mean = ask.isMean && told.length > 0 ? told.reduce((sum, one) => sum + one, 0) / told.length : null;
  const meanText =
    mean === null
      ? ''
      : `${capital(of)}: ${said.value(column, mean, null)} ${say(words, 'in media', 'on average')} (${counted(told.length, noun.one, noun.many)}, ${said.place}). `;
  return {
    headline: mean === null ? `${head()}.` : meanText.trim(),
    table:
      groups.length < 2
        ? null
        : {
            columns: [
              { label: capital(noun.one), numeric: false },
              { label: capital(of), numeric: true },
            ],
            rows: groups
              .slice(0, MOST_ROWS)
              .map((group) => [
                textCell(name(group)),
                { text: said.value(column, group.value, group.rows[0]?.unit ?? null), value: group.value },
              ]),
            total: groups.length,
          },
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(groups.map(text), say(words, `${of} per ${noun.one}`, `${of} by ${noun.one}`)),
    value: mean ?? (ask.order !== null ? (first?.value ?? null) : groups.length),
    unit: ask.order !== null || mean !== null ? unitOf(column) : 'count',
    items:
      by === 'item' ? (ahead.map(({ key }) => key) as ItemRef[]) : refs(ahead.flatMap(({ rows }) => rows)),
  };
}

/** The entries of some lines, each with its own. */
const entriesOf = (rows: readonly TableRow[]): readonly (readonly [string, readonly TableRow[]])[] => [
  ...Map.groupBy(rows, (row) => row.line?.entry ?? ''),
];

const yearsOf = (rows: readonly TableRow[]): readonly (readonly [number, readonly TableRow[]])[] =>
  [...Map.groupBy(rows, (row) => row.line?.year ?? 0)].toSorted(([a], [b]) => a - b);

const sumOf = (rows: readonly TableRow[]): number =>
  rows.reduce((sum, row) => sum + (row.number('amount') ?? 0), 0);

const sumText = ([entry, rows]: readonly [string, readonly TableRow[]]): string =>
  `${entry} ${euro(sumOf(rows))}`;

/** Whether amounts of several entries are asked for, and nothing is worked out of them. */
const isOfEntries = ({ ask, worked }: Saying): boolean =>
  ask.figure?.fold === 'sum' &&
  ask.order === null &&
  ask.limit === null &&
  !ask.isMean &&
  worked.rows.length > 0 &&
  (ask.by === 'entry' || entriesOf(worked.rows).length > 1);

/** Each entry has a sum of its own, in each group: what is set aside is never added to what is paid. */
function phraseEntries(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const by = ask.by ?? 'entry';
  const noun = levelNoun(words, by, said.scope);
  const totals = entriesOf(worked.rows);
  const silent = entriesAsked(ask)
    .filter((entry) => !totals.some(([one]) => one === entry))
    .map((entry) => `${entry} ${words.notDeclared}`);
  const isDivided = by !== 'entry';
  const groups = isDivided ? (worked.groups ?? []) : [];
  const opening = isDivided
    ? `${counted(groups.length, noun.one, noun.many)}, ${say(words, 'bilancio', 'budget')}`
    : say(words, 'Bilancio', 'Budget');
  const cellOf = (rows: readonly TableRow[]) =>
    rows.length === 0 ? textCell('') : { text: euro(sumOf(rows)), value: sumOf(rows) };
  return {
    headline: `${opening} ${said.place}: ${[...totals.map(sumText), ...silent].join('; ')}.`,
    table: {
      columns: [
        { label: capital(noun.one), numeric: false },
        ...(isDivided ? totals.map(([entry]) => capital(entry)) : [say(words, 'Importo', 'Amount')]).map(
          (label) => ({ label, numeric: true }),
        ),
      ],
      rows: isDivided
        ? groups
            .slice(0, MOST_ROWS)
            .map(({ key, rows }) => [
              textCell(groupName(index, words, by, key)),
              ...totals.map(([entry]) => cellOf(rows.filter(({ line }) => line?.entry === entry))),
            ])
        : totals.map(([entry, rows]) => [textCell(capital(entry)), cellOf(rows)]),
      total: isDivided ? groups.length : totals.length,
    },
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      worked.rows.flatMap(({ line }) => (line ? [lineText(words, line)] : [])),
      say(words, 'somma delle righe della stessa voce', 'sum of the lines of the same entry'),
      totals
        .map(
          ([entry, rows]) =>
            `${entry}: ${rows.map((row) => euro(sumOf([row]))).join(' + ')} = ${euro(sumOf(rows))}`,
        )
        .join('; '),
    ),
    value: isDivided ? groups.length : totals.length === 1 ? sumOf(worked.rows) : null,
    unit: isDivided ? 'count' : totals.length === 1 ? 'eur' : null,
    items: refs(worked.rows),
  };
}

/** What each group comes to: "numero di fasi", "stanziamento in media". */
function figureText({ words, scope, ask }: Saying): string {
  if (ask.figure === null) {
    const { many } = rowNoun(words, scope, ask.table === 'budget' ? 'items' : ask.table);
    return say(words, `numero di ${many}`, `number of ${many}`);
  }
  const name = amountName(words, ask);
  return ask.figure.fold === 'mean' ? say(words, `${name} in media`, `mean ${name}`) : name;
}

const isEntry = (test: Test): test is Extract<Test, { values: unknown }> =>
  'values' in test && test.column === 'entry' && !test.not;

const entriesAsked = ({ tests }: RowsAsk): readonly string[] =>
  tests.flatMap((test) => (isEntry(test) ? test.values : []));

/** An amount is called as the entry that is asked for. */
function amountName(words: Words, ask: RowsAsk): string {
  const { figure } = ask;
  const entries = entriesAsked(ask);
  return figure?.column === 'amount' && entries.length === 1
    ? (entries[0] ?? '')
    : numberName(words, figure?.column ?? 'amount');
}

/** "Quali obiettivi non hanno indicatori?". */
const isNone = ({ figure, limit }: RowsAsk): boolean =>
  figure === null && limit?.op === 'between' && limit.value === 0 && limit.to === 0;

const allNames = (names: readonly string[]): string =>
  names.length > 0 && names.length <= MOST_NAMED ? `: ${names.join('; ')}` : '';

function limitText(said: Saying): string {
  const { words, ask } = said;
  const { limit } = ask;
  if (limit === null) return '';
  const value = (one: number): string => said.value(ask.figure?.column ?? null, one, null);
  const bound =
    limit.op === 'between'
      ? say(
          words,
          `tra ${value(limit.value)} e ${value(limit.to ?? limit.value)}`,
          `between ${value(limit.value)} and ${value(limit.to ?? limit.value)}`,
        )
      : `${words.ops[limit.op]} ${value(limit.value)}`;
  return `${figureText(said)} ${bound}`;
}

/** A part of the rows, held against all of them. */
function phraseShare(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const { figure } = ask;
  const amount = (rows: readonly TableRow[]): number | null =>
    figure === null ? rows.length : foldOf(rows, figure);
  const part = amount(worked.part) ?? (worked.part.length === 0 ? 0 : null);
  const whole = amount(worked.rows);
  if (part === null || whole === null || whole === 0) return said.nothing();
  const percent = (100 * part) / whole;
  const text = (value: number): string =>
    figure === null ? said.counted(value) : said.value(figure.column, value, null);
  const tests = testsText(index, words, ask.part, null);
  const name = figure === null ? '' : `${amountName(words, ask)} `;
  return {
    headline: `${formatValue(percent, 'percent')}: ${tests.join(', ')}, ${name}${text(part)} ${say(words, 'su', 'of')} ${text(whole)} (${said.place}).`,
    table: null,
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      worked.part.map((row) =>
        figure === null
          ? said.row(row)
          : `${said.row(row)}: ${said.value(figure.column, row.number(figure.column), row.unit)}`,
      ),
      say(words, 'parte su tutto', 'part over whole'),
      `${text(part)} / ${text(whole)} = ${formatValue(percent, 'percent')}`,
    ),
    value: percent,
    unit: 'percent',
    items: refs(worked.part),
  };
}

/** One group less another, or over it: the two that are named. */
function phrasePair(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const column = ask.figure?.column ?? null;
  const [first, second, ...more] = worked.groups ?? [];
  const [a, b] = [first?.value ?? null, second?.value ?? null];
  if (first === undefined || second === undefined || more.length > 0 || a === null || b === null)
    return said.nothing();
  const name = ({ key }: RowGroup): string => groupName(index, words, ask.by ?? 'item', key);
  const side = (group: RowGroup): string => `${name(group)} ${said.value(column, group.value, null)}`;
  const isShare = ask.relation === 'share';
  if (ask.relation !== 'difference' && b === 0) return said.nothing();
  const value = ask.relation === 'difference' ? a - b : isShare ? (100 * a) / b : a / b;
  const text =
    ask.relation === 'difference'
      ? said.value(column, value, null)
      : isShare
        ? formatValue(value, 'percent')
        : say(words, `${formatDecimal(value)} volte`, `${formatDecimal(value)} times`);
  const sign = ask.relation === 'difference' ? '−' : say(words, 'su', 'over');
  return {
    headline: `${text}: ${side(first)} ${sign} ${side(second)} (${said.place}).`,
    table: null,
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      [first, second].map(side),
      `${columnName(words, ask.by ?? 'item')}: ${name(first)} ${ask.relation === 'difference' ? '−' : '/'} ${name(second)}`,
      `${said.value(column, a, null)} ${ask.relation === 'difference' ? '−' : '/'} ${said.value(column, b, null)} = ${text}`,
    ),
    value,
    unit: ask.relation === 'difference' ? unitOf(column) : isShare ? 'percent' : 'other',
    items: refs(worked.rows),
  };
}
