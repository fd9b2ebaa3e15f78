import type { IsoDay } from '../../domain/types.ts';
import { capital } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import type { NumberColumn, Scope } from '../parts/parts-query.ts';
import { scopeText } from '../parts/scope.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { structureOf } from '../phrase/names.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import { textCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import { lineText } from './budget-lines.ts';
import { attainmentRule, indicatorText, proofLine } from './indicator-text.ts';
import { phraseAttainment } from './phrase-attainment.ts';
import { isOfEntries, phraseEntries } from './phrase-entries.ts';
import { endText, phraseGroups, tieText } from './phrase-groups.ts';
import { phrasePair, phraseShare } from './phrase-relations.ts';
import { numberName, rowNoun } from './row-names.ts';
import { amountName, refs, Saying, unitOf } from './saying.ts';
import { byDay, dayFormula, howFar, type Step, stepTable, stepText } from './steps.ts';
import type { TableRow } from './table-rows.ts';
import { type Fold, foldOf, type RowsAsk, workOutRows } from './work-out.ts';

const MOST_NAMED = 5;
/** So many indicators are told with their numbers. */
const MOST_WHOLE = 3;

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

function rowTable(said: Saying, rows: readonly TableRow[]): AnswerTable | null {
  const { words, ask } = said;
  if (rows.length === 0) return null;
  if (ask.table === 'milestones' && ask.figure?.column !== 'weight')
    return stepTable(
      words,
      rows.flatMap(({ step }) => step ?? []),
      rows.length,
    );
  const columns = shownColumns(ask);
  return tableOf(
    rows,
    [
      wordColumn(capital(rowNoun(words, said.scope, ask.table).one), (row) => said.row(row)),
      ...(ask.table === 'items'
        ? [wordColumn(say(words, 'Struttura', 'Structure'), ({ of }: TableRow) => structureOf(of))]
        : []),
      ...(ask.table === 'budget'
        ? [
            wordColumn(say(words, 'Voce di bilancio', 'Entry'), (row: TableRow) =>
              [...row.texts('entry'), ...row.texts('fund'), ...row.texts('chapter')].join(', '),
            ),
          ]
        : []),
      ...columns.map((column) =>
        figureColumn(capital(numberName(words, column)), (row: TableRow) => {
          const value = row.number(column);
          return value === null ? textCell('') : { text: said.value(column, value, row.unit), value };
        }),
      ),
    ],
    MOST_ROWS,
  );
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
      table: rows.length > 1 ? rowTable(said, rows) : null,
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
        ? `${steps.map((step) => capital(`${stepText(words, step, show === 'weight')}${notDone(words, step)}${howFar(words, step, said.today)}`)).join('. ')}.`
        : (byName || show !== null) && isTold && measured.length > 0
          ? `${measured.map((one) => capital(indicatorText(words, one, show, worked.year))).join('. ')}.`
          : `${said.told(rows.length)}${named}.`,
    table: show !== null && rows.length === 1 ? null : rowTable(said, rows),
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
    table: told.length > 1 ? rowTable(said, told) : null,
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
    table: rowTable(said, worked.rows),
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
