import type { Fact } from '../../domain/types.ts';
import { DENIED, type FactLabel, type FactTable } from '../knowledge/fact-tables.ts';
import { stem, type Token, tokenise } from '../language/tokens.ts';
import { readAges } from './ages.ts';
import { type NamedLabels, namedLabels, type SaidWord } from './labels.ts';
import { readPeriods } from './periods.ts';
import { rateOf } from './request.ts';
import type { SmallWords } from './table-words.ts';

/** What a word of the whole table counts where a label's own word counts 1. */
const TABLE_WORD = 0.95;

/** What a question asks of one context table. */
export interface CellReading {
  readonly table: FactTable;
  readonly cells: readonly Fact[];
  readonly rows: Chosen;
  readonly columns: Chosen;
  readonly periods: readonly string[];
  /** A period was named, so that it is not the latest by default. */
  readonly dated: boolean;
  /** Years that the question names and the table lacks. */
  readonly lackingYears: readonly number[];
  /** What is named and the document does not print, with the periods or classes for which it prints it. */
  readonly empty: { readonly what: string; readonly periods: readonly string[] } | null;
  /** Rows are classes of age that add up. */
  readonly classes: boolean;
  /** How many words of the named row and column the question does not say. */
  readonly missing: number;
  /** Keys of the question that rows, columns, periods or the table's own words explain, and how well, up to 1. */
  readonly explained: ReadonlyMap<string, number>;
}

export interface Chosen {
  readonly labels: readonly FactLabel[];
  /** The question names them; otherwise they are what stands for the whole. */
  readonly named: boolean;
}

/** What a question wants of the figures, where that tells which are meant. */
export interface Wanted {
  /** "Quanti" asks for a number, "che percentuale" for a share. */
  readonly counts: boolean;
  readonly shares: boolean;
  /** The figures of all periods. */
  readonly trend: boolean;
  /** Of a span of years only the two ends. */
  readonly ends: boolean;
  /** "Più estesi": how large, not how many. */
  readonly area: boolean;
  /** "Incidenza", "tasso": a figure in per cent, where a row has one. */
  readonly rate: boolean;
  /** "A testa", "per abitante": what there is of a thing for each of another. */
  readonly perOne: boolean;
  /** "Quanti soldi": of all the columns those of money. */
  readonly money: boolean;
}

/**
 * Reads rows, columns and periods of a table out of a question; null where nothing of it is named.
 */
export function readCells(
  table: FactTable,
  words: readonly SaidWord[],
  tokens: readonly Token[],
  small: SmallWords,
  { counts, shares, trend, ends, area, rate, perOne, money }: Wanted,
): CellReading | null {
  const said = words.map((word) => literal(table, affirmed(table, word)));
  const amounts = { ...table, columns: ofArea(table, area).filter(({ text }) => !text.includes('%')) };
  const unlikely = ({ text }: FactLabel): boolean =>
    (counts && table.facts.some((fact) => fact.measure === text && UNCOUNTED.has(fact.unit))) ||
    (!perOne && rateOf(small, tokenise(text)) !== null);
  // «Che parte non è impegnata?»: of the amounts, and no rate of what is.
  const asShares =
    shares && !words.some(({ key }) => key.startsWith(DENIED))
      ? nameLabels({ ...table, rows: ofRate(table, rate, said) }, said, unlikely)
      : null;
  // "Che percentuale delle entrate totali sono trasferimenti?": a part and its total, of which no rate of theirs tells it.
  const { rowNames, columnNames } =
    asShares && !namesPartOfTotal(asShares.rowNames) ? asShares : nameLabels(amounts, said, unlikely);
  // "L'ambito C dalla sintesi": a total that is called by a name of its own, held against a row.
  const isApart = ({ extra }: FactLabel): boolean =>
    ends && said.some(({ key, plain }) => !plain && extra.has(key));
  const ages = readAges(table.rows, tokens, small);
  const chosen =
    ages !== null
      ? { labels: ages.labels, named: true }
      : (rowNames.labels.length === 0 && saysEvery(table, tokens)) || describesEvery(table, rowNames)
        ? { labels: table.rows.filter((label) => !label.whole), named: false }
        : choose(table.rows, rowNames.labels, isApart);
  const ownColumns = choose(beside(table, 'measure', 'subject', chosen), columnNames.labels);
  const section = sectionOf(table, chosen, columnNames.labels);
  const columns = headed(
    section ? choose(table.columns, columnNames.labels) : money ? ofMoney(table, ownColumns) : ownColumns,
    said.filter(({ key }) => !table.columns.some((label) => firstOf(label) === key && unlikely(label))),
  );
  // "Quanti assessori?": of the executive, although the body has a row of its own.
  const rows =
    section ??
    (chosen.named || !columns.named || table.facts.some((fact) => holds(chosen, columns, fact))
      ? chosen
      : { labels: beside({ ...table, grid: false }, 'subject', 'measure', columns), named: false });
  const time = readPeriods(table, tokens, small, { trend, ends });
  const explained = new Map<string, number>();
  const explain = (key: string, fit: number): unknown =>
    explained.set(key, Math.max(explained.get(key) ?? 0, fit));
  // "Su 533 dipendenti": a number of the table itself.
  for (const { key } of said)
    if (table.facts.some(({ unit, value }) => COUNTED.has(unit) && String(value) === key)) explain(key, 1);
  for (const word of said) if (hasWord(table, word)) explain(word.key, TABLE_WORD);
  for (const [key, fit] of [...rowNames.explained, ...columnNames.explained]) explain(key, fit);
  for (const key of [...time.explained, ...(ages?.explained ?? [])]) explain(key, 1);
  if (explained.size === 0) return null;
  const inCell = (fact: Fact): boolean => holds(rows, columns, fact);
  const periods = time.named ? time.periods : latestOf(time.periods, table.facts.filter(inCell));
  const inTime = table.facts.filter((fact) => periods.includes(fact.period) && inCell(fact));
  // "Valore di partenza e target 2026": a column that is named and has none of the year.
  const apart =
    columns.named && columns.labels.length > 1 && inTime.length > 0
      ? columns.labels.flatMap(({ text }) => {
          if (table.facts.some(({ measure, period }) => measure === text && periods.includes(period)))
            return [];
          const own = table.facts.filter((fact) => fact.measure === text && inCell(fact));
          return own.filter(({ period }) => latestOf([], own).includes(period));
        })
      : [];
  const cells = [...inTime, ...apart];
  if (money && cells.length > 0 && cells.every(({ unit }) => unit === 'eur'))
    for (const { text, key } of said) if (small.is('money', text)) explain(key, 1);
  // What else the chosen figures are called: "bilancio", "al netto FPV".
  const open = said.filter(({ key }) => !explained.has(key));
  const called = new Set((open.length === 0 ? [] : cells).flatMap(table.called));
  for (const { key } of open) if (called.has(key)) explain(key, 0.6);
  const elsewhere = table.facts.filter((fact) => time.named && inCell(fact));
  const classes = ages?.labels.length === 0 ? table.rows.filter((label) => !label.whole) : [];
  const full = rows.named && columns.labels.length === 1 && table.grid;
  const nameOf = ({ labels }: Chosen): string => labels.map((label) => label.text).join(', ');
  const empty =
    cells.length === 0 && (full || elsewhere.length > 0)
      ? {
          what: classes.length > 0 ? 'età richiesta' : `${nameOf(rows)}, ${nameOf(columns)}`,
          periods:
            classes.length > 0
              ? classes.map(({ text }) => text)
              : [...new Set(elsewhere.map((fact) => fact.period))],
        }
      : null;
  return {
    table,
    cells: inSaidOrder(cells, tokens, rows.labels, columns.labels),
    rows,
    columns,
    periods,
    dated: time.named,
    // "Media 2011-2013" is part of a name.
    lackingYears: time.lacking.filter(
      (year) => !rowNames.explained.has(String(year)) && !columnNames.explained.has(String(year)),
    ),
    empty,
    classes: ages !== null,
    missing: rowNames.missing + columnNames.missing,
    explained,
  };
}

/** A total is named, and a part of it by a word that the total has not: of "la spesa" each row is as much as the total. */
function namesPartOfTotal({ labels, explained }: NamedLabels): boolean {
  const totals = labels.filter(({ whole }) => whole);
  const isOwn = (key: string): boolean => explained.has(key) && totals.every(({ keys }) => !keys.has(key));
  return totals.length > 0 && labels.some(({ whole, keys }) => !whole && [...keys].some(isOwn));
}

const firstOf = ({ keys }: FactLabel): string | undefined => [...keys][0];

/** "I rifiuti", of a table about them: the one column that begins with a word that is said, where none is named. */
function headed({ labels, named: isNamed }: Chosen, said: readonly SaidWord[]): Chosen {
  const begun = labels.filter((label) =>
    said.some(({ key, plain }) => !plain && !label.whole && firstOf(label) === key),
  );
  return !isNamed && labels.length > 1 && begun.length === 1
    ? { labels: begun, named: true }
    : { labels, named: isNamed };
}

/** "Affermazioni dell'ambito D": the rows D.01, D.02, … of a letter that is named, where its own row has nothing of the column. */
function sectionOf(
  { rows, facts }: FactTable,
  { labels: [own, ...more], named: isNamed }: Chosen,
  columns: readonly FactLabel[],
): Chosen | null {
  const letter = /\b([A-Z])$/.exec(own?.text ?? '')?.[1];
  if (!isNamed || !own || more.length > 0 || letter === undefined || columns.length === 0) return null;
  const has = facts.some(
    ({ subject, measure }) => subject === own.text && columns.some(({ text }) => text === measure),
  );
  const labels = has ? [] : rows.filter(({ text }) => new RegExp(`^${letter}\\.\\d`).test(text));
  return labels.length > 1 ? { labels, named: true } : null;
}

/** "Valore di partenza", which is of an earlier year than the latest of the table: the latest of its own. */
function latestOf(periods: readonly string[], facts: readonly Fact[]): readonly string[] {
  if (facts.length === 0 || facts.some(({ period }) => periods.includes(period))) return periods;
  const last = facts
    .map(({ period }) => period)
    .sort()
    .at(-1);
  return last === undefined ? periods : [last];
}

/** "I parchi più estesi": of columns with areas beside counts, the areas. */
function ofArea({ columns, facts }: FactTable, area: boolean): readonly FactLabel[] {
  const areas = area
    ? columns.filter(({ text }) => facts.every(({ measure, unit }) => measure !== text || unit === 'sqm'))
    : [];
  return areas.length > 0 ? areas : columns;
}

/** "Quanti soldi ha la missione 6?": where no column is named, those of money. */
function ofMoney({ facts }: FactTable, { labels, named: isNamed }: Chosen): Chosen {
  const own = labels.filter(({ text }) =>
    facts.some(({ measure, unit }) => measure === text && unit === 'eur'),
  );
  return { labels: isNamed || own.length === 0 ? labels : own, named: isNamed };
}

/** "Incidenza della spesa di personale": of rows that have its words, those in per cent. */
function ofRate({ rows, facts }: FactTable, rate: boolean, said: readonly SaidWord[]): readonly FactLabel[] {
  if (!rate) return rows;
  const inPercent = rows.filter(
    ({ text, keys }) =>
      said.some((word) => !word.plain && keys.has(word.key)) &&
      facts.some(({ subject, unit }) => subject === text && unit === 'percent'),
  );
  return inPercent.length > 0 ? inPercent : rows;
}

const holds = (rows: Chosen, columns: Chosen, { subject, measure }: Fact): boolean =>
  rows.labels.some(({ text }) => text === subject) && columns.labels.some(({ text }) => text === measure);

/** Rows and columns that are named; where few pairs exist, either side narrows the other, whichever way explains more. */
function nameLabels(
  table: FactTable,
  said: readonly SaidWord[],
  unlikely: (label: FactLabel) => boolean,
): { readonly rowNames: NamedLabels; readonly columnNames: NamedLabels } {
  const rowNames = namedLabels(table.rows, named(said, table.columns), table.words);
  const columnNames = namedLabels(table.columns, named(said, table.rows), table.words, unlikely);
  if (rowNames.labels.length > 0 && columnNames.labels.length > 0) {
    if (isWithin(rowNames, columnNames)) return { rowNames: NO_NAMES, columnNames };
    if (isWithin(columnNames, rowNames)) return { rowNames, columnNames: NO_NAMES };
    // "MWh termici del piedibus": the words of a column that is wholly said name no row beside one that is named without them.
    const [column] = wholesOf(columnNames).filter(({ keys }) => keys.size > 1);
    const apart = column
      ? namedLabels(
          table.rows,
          named(said, table.columns).filter(({ key }) => !column.keys.has(key)),
          table.words,
        )
      : null;
    if (apart && apart.labels.length > 0 && apart.labels.length < rowNames.labels.length)
      return { rowNames: apart, columnNames };
    // "Tonnellate del solare termico": no column "MWh termici" beside the one that is named without the words of the row.
    const own = new Set(rowNames.labels.flatMap(({ keys }) => [...keys]));
    const others = namedLabels(
      table.columns,
      named(said, table.rows).filter(({ key }) => !own.has(key)),
      table.words,
      unlikely,
    );
    if (others.labels.length > 0 && others.labels.length < columnNames.labels.length)
      return { rowNames, columnNames: others };
  }
  if (table.grid || rowNames.labels.length === 0 || columnNames.labels.length === 0)
    return { rowNames, columnNames };
  const columns = beside(table, 'measure', 'subject', { labels: rowNames.labels, named: true });
  const rows = beside(table, 'subject', 'measure', { labels: columnNames.labels, named: true });
  const byRow = { rowNames, columnNames: namedLabels(columns, said, table.words, unlikely) };
  const byColumn = { rowNames: namedLabels(rows, said, table.words), columnNames };
  return explains(table, said, byRow) >= explains(table, said, byColumn) ? byRow : byColumn;
}

/** Labels of which every word is said. */
const wholesOf = ({ labels, explained }: NamedLabels): readonly FactLabel[] =>
  labels.filter(({ keys }) => keys.size > 0 && [...keys].every((key) => explained.get(key) === 1));

const NO_NAMES: NamedLabels = { labels: [], explained: new Map(), missing: 0 };

/** "MWh elettrici" is a column: its second word is not the first of "Mobilità elettrica", of which no other is said. */
function isWithin(some: NamedLabels, others: NamedLabels): boolean {
  const [longest] = wholesOf(others).filter(({ keys }) => keys.size > 1);
  return (
    longest !== undefined &&
    wholesOf(some).length === 0 &&
    [...some.explained.keys()].every((key) => longest.keys.has(key))
  );
}

/** How much of a question rows and columns explain together, beside what the whole table is about. */
function explains(
  table: FactTable,
  said: readonly SaidWord[],
  { rowNames, columnNames }: { readonly rowNames: NamedLabels; readonly columnNames: NamedLabels },
): number {
  const fits = new Map([...rowNames.explained, ...columnNames.explained]);
  return said.reduce((sum, word) => sum + (fits.get(word.key) ?? (hasWord(table, word) ? TABLE_WORD : 0)), 0);
}

/** "Rapporto" names a row: as a keyword it leads to no column. */
const named = (said: readonly SaidWord[], other: readonly FactLabel[]): readonly SaidWord[] =>
  said.map((word) => (other.some(({ keys }) => keys.has(word.key)) ? { ...word, ownOnly: true } : word));

/** Labels of one side that have a figure beside those chosen on the other; all of them in a full table. */
function beside(
  table: FactTable,
  side: 'subject' | 'measure',
  other: 'subject' | 'measure',
  chosen: Chosen,
): readonly FactLabel[] {
  const labels = side === 'subject' ? table.rows : table.columns;
  if (table.grid || !chosen.named) return labels;
  const texts = new Set(
    table.facts
      .filter((fact) => chosen.labels.some(({ text }) => text === fact[other]))
      .map((fact) => fact[side]),
  );
  return labels.filter(({ text }) => texts.has(text));
}

/** Units of what is counted. */
const COUNTED: ReadonlySet<Fact['unit']> = new Set(['persons', 'count']);

/** Units of what nobody asks "quanti" of. */
const UNCOUNTED: ReadonlySet<Fact['unit']> = new Set(['percent', 'years', 'score']);

/** "Non impegnato" where no label says so: what was not is asked of what was. */
export function affirmed<Word extends { readonly key: string }>(
  { rows, columns }: Pick<FactTable, 'rows' | 'columns'>,
  word: Word,
): Word {
  if (!word.key.startsWith(DENIED) || [...rows, ...columns].some(({ keys }) => keys.has(word.key)))
    return word;
  return { ...word, key: word.key.slice(DENIED.length) };
}

/** "I capoluoghi": the plural of a word that all the table shares means every row of it. */
const saysEvery = ({ shared }: FactTable, tokens: readonly Token[]): boolean =>
  tokens.some(({ text, key }) =>
    shared.some((word) => word !== text && stem(word) === key && /[ieh]$/.test(text) && !/[ie]$/.test(word)),
  );

/**
 * "Verde urbano", of "verde storico", "orti urbani" and "cimiteri", each of which is green of the town: words that rows
 * share, some of them here and some there, mean no row of them where they are said of every row.
 */
const describesEvery = (table: FactTable, { labels, explained }: NamedLabels): boolean =>
  explained.size > 1 &&
  labels.length > 1 &&
  labels.every(({ keys }) => [...keys].some((key) => !explained.has(key))) &&
  table.rows.every(
    ({ whole, keys, extra }) =>
      whole || [...explained.keys()].every((key) => keys.has(key) || extra.has(key) || table.words.has(key)),
  );

/** A word that the table has itself stands for no other: "superficie" is not "grandi". */
const literal = (table: FactTable, word: SaidWord): SaidWord =>
  table.words.has(word.key) || [...table.rows, ...table.columns].some(({ keys }) => keys.has(word.key))
    ? { ...word, alternatives: [] }
    : word;

const hasWord = ({ words, heading }: FactTable, { key, alternatives, plain }: SaidWord): boolean =>
  words.has(key) || heading.has(key) || (!plain && alternatives.some((other) => words.has(other)));

/** What is named; else the whole, the body's own, the only one, or all. */
function choose(
  labels: readonly FactLabel[],
  all: readonly FactLabel[],
  isApart: (label: FactLabel) => boolean = () => false,
): Chosen {
  // "Totale della circoscrizione 7": the total that is asked for, and no row beside the one that is named.
  const parts = all.filter((label) => !label.whole || label.keys.size > 0 || isApart(label));
  const named = parts.length > 0 ? parts : all;
  if (named.length > 0) return { labels: named, named: true };
  const whole = labels.filter((label) => label.whole);
  if (whole.length > 0) return { labels: whole, named: false };
  const own = labels.filter((label) => label.own);
  if (own.length === 1) return { labels: own, named: false };
  // A limit is asked for by name.
  const plain = labels.filter((label) => !label.limit);
  return { labels: plain.length > 0 ? plain : labels, named: false };
}

/** "Ambito D e ambito C": figures in the order in which the question names their row or column. */
function inSaidOrder(
  cells: readonly Fact[],
  tokens: readonly Token[],
  rows: readonly FactLabel[],
  columns: readonly FactLabel[],
): readonly Fact[] {
  if (cells.length < 2) return cells;
  const places = (labels: readonly FactLabel[]): ReadonlyMap<string, number> =>
    new Map(
      labels.map(({ text, keys, extra }) => {
        const own = tokens.findIndex((token) => !token.light && keys.has(token.key));
        const at = own >= 0 ? own : tokens.findIndex((token) => !token.light && extra.has(token.key));
        return [text, at < 0 ? tokens.length : at];
      }),
    );
  const [byRow, byColumn] = [places(rows), places(columns)];
  const place = (fact: Fact): number =>
    Math.min(byRow.get(fact.subject) ?? tokens.length, byColumn.get(fact.measure) ?? tokens.length);
  return cells
    .map((fact, at) => ({ fact, at, place: place(fact) }))
    .sort((a, b) => a.place - b.place || a.at - b.at)
    .map((one) => one.fact);
}
