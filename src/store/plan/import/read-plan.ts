import { existsSync, statSync } from 'node:fs';
import type { Plan } from '../../../domain/types.ts';
import { joinedName } from '../../../words/proper-names.ts';
import { assemblePlan } from './assemble-plan.ts';
import { type Cell, isEmpty, NO_CELL, type Sheet } from './cells.ts';
import { checkReferences, type PlanRows } from './check-references.ts';
import { suspicionsIn } from './check-suspicions.ts';
import { closest } from './closest.ts';
import { type ColumnMapping, type MappedHeading, NO_MAPPING } from './column-mapping.ts';
import { isOfIndicator, sheetName } from './column-names.ts';
import { completeTables } from './complete-tables.ts';
import { supersededIn } from './general-rows.ts';
import { headerOf, tableNamed } from './headings.ts';
import { gathered, type ImportIssue, wholeFile } from './issues.ts';
import { openFile, openFolder, openSource, type Source } from './open-source.ts';
import { type RawRow, readSheet } from './raw-table.ts';
import { cellText, NOWHERE, type RawTable, type RawTables, slug, withDefaults } from './raw-tables.ts';
import { readTable } from './read-table.ts';
import { TABLES, type TableName } from './tables.ts';

/** What whoever imports says beside the file. */
export interface ReadOptions {
  readonly mapping?: ColumnMapping;
  /** Plans that are stored: what the file says nothing of stays as it is in the one that it replaces. */
  readonly stored?: readonly Plan[];
  /** Whose plan it is, and of which year, where the file does not say. */
  readonly front?: {
    readonly bodyName?: string;
    readonly year?: number;
    /** The body that is stored: whose plan it is where nothing else says, and its code where its name is the same. */
    readonly known?: { readonly body: string; readonly name: string; readonly year?: number | undefined };
  };
}

/** What was found besides the plan, whether it can be imported or not. */
interface Findings {
  /** Errors and warnings, each once. */
  readonly issues: readonly ImportIssue[];
  /** The headings of each sheet, and what each was taken for. */
  readonly headings: readonly MappedHeading[];
  /** What was read as what, where it is not plain. */
  readonly notes: readonly string[];
  /** Whose plan it was taken for, and of which year, where the file does not say; null where it does. */
  readonly assumed: string | null;
}

export type ReadResult =
  | (Findings & {
      readonly ok: true;
      readonly plan: Plan;
      /** Tables of which the source has no file and no sheet. */
      readonly absent: readonly (keyof Plan)[];
    })
  | (Findings & { readonly ok: false; readonly errors: readonly ImportIssue[] });

const TABLE_LIST = Object.keys(TABLES) as readonly TableName[];

/**
 * Reads a plan folder whole. Every error of every file is reported at once; the plan comes back only if there is none.
 * @param folder path of the folder with the CSV files described in `data/README.md`
 */
export function readPlan(folder: string): ReadResult {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return readSource({
      name: folder,
      isFolder: true,
      sheets: [],
      issues: [wholeFile(folder, 'una cartella con i file CSV del piano (non esiste)')],
    });
  return readSource(openFolder(folder));
}

/** Reads a plan from a workbook, a CSV file or a folder of them. */
export const readPlanFrom = async (path: string, options: ReadOptions = {}): Promise<ReadResult> =>
  readSource(await openSource(path), options);

/** Reads a plan from the bytes of a workbook or a CSV file, as somebody sent it. */
export const readPlanBytes = async (
  name: string,
  bytes: Buffer,
  options: ReadOptions = {},
): Promise<ReadResult> => readSource(await openFile(name, bytes), options);

/** Reads an opened plan. */
export function readSource(source: Source, options: ReadOptions = {}): ReadResult {
  const issues: ImportIssue[] = [...source.issues];
  const headings: MappedHeading[] = [];
  const notes: string[] = [];
  let assumed: string | null = null;
  const finish = (): Findings => ({ issues: gathered(issues), headings, notes, assumed });
  const failed = (): ReadResult => {
    const found = finish();
    return { ...found, ok: false, errors: found.issues.filter(({ level }) => level === 'error') };
  };
  const isEmptyHanded = source.sheets.every(({ rows }) => rows.length === 0);
  if (isEmptyHanded && issues.some(({ level }) => level === 'error')) return failed();

  const { mapping = NO_MAPPING, front = {} } = options;
  const placed = placeSheets(source, mapping, issues);
  const present = new Set(placed.keys());
  const above: string[] = [];
  const raw = Object.fromEntries(
    TABLE_LIST.map((name) => {
      const sheets = placed.get(name) ?? [];
      const read = sheets.map((sheet) => {
        const found = readSheet(
          name === 'plan' ? upright(sheet, mapping) : sheet,
          name,
          mapping,
          present,
          issues,
        );
        headings.push(...found.headings);
        above.push(...found.above);
        if (found.totals > 0)
          notes.push(
            `${sheet.place}: ${found.totals === 1 ? 'saltata una riga' : `saltate ${found.totals} righe`} di totale`,
          );
        unknownHeadings(sheet, name, found.headings, issues);
        return name === 'items' ? inSection(sheet, found.rows) : found.rows;
      });
      return [name, { rows: read.flat(), place: sheets[0]?.place ?? null }];
    }),
  ) as unknown as RawTables;
  // Where a whole file or row could not be read, whatever others name may well be in it.
  const unread = new Set(
    TABLE_LIST.filter((name) => {
      const { place } = raw[name];
      const isBroken = issues.some(
        ({ level, file, column }) => level === 'error' && file === place && column === null,
      );
      return isBroken || (place === null && name === 'items');
    }),
  );
  // A file that holds no table is no plan: what a plan would need besides is not told.
  if (!source.isFolder && headings.length === 0) {
    if (raw.items.place === null) issues.push(noItems(source));
    return failed();
  }
  const head = frontPage(raw.plan, { ...front, above, name: source.name });
  assumed = head === null ? null : assumedText(head);
  if (head === null) {
    if (!issues.some(({ file, level }) => level === 'error' && file === raw.plan.place))
      issues.push(noFront(source, raw.plan));
  }
  if (raw.items.place === null) issues.push(noItems(source));
  else if (
    raw.items.rows.length === 0 &&
    !issues.some(({ file, level }) => level === 'error' && file === raw.items.place)
  )
    issues.push(wholeFile(raw.items.place, 'almeno un obiettivo (non ci sono righe)'));

  const replaced = (options.stored ?? []).find(
    ({ head: { body, year } }) => body === head?.body && year === head.year,
  );
  const tables = completeTables(
    { ...raw, plan: { ...raw.plan, rows: head === null ? [] : [head.row, ...raw.plan.rows.slice(1)] } },
    {
      year: head?.year ?? new Date().getFullYear(),
      document: head?.document ?? NO_DOCUMENT,
      stored: replaced ?? null,
    },
  );
  const rows = Object.fromEntries(
    TABLE_LIST.map((name) => [name, readTable(name, tables[name], issues)]),
  ) as unknown as PlanRows;
  issues.push(
    ...checkReferences(rows, tables, unread),
    ...supersededIn(rows),
    ...suspicionsIn(rows, tables, unread, (replaced?.people.length ?? 0) > 0),
  );
  if (issues.some(({ level }) => level === 'error')) return failed();
  return {
    ...finish(),
    ok: true,
    plan: assemblePlan(rows),
    absent: TABLE_LIST.filter((name) => tables[name].place === null).map((name) =>
      name === 'plan' ? 'head' : name,
    ),
  };
}

const noItems = ({ isFolder, name }: Source): ImportIssue =>
  wholeFile(
    isFolder ? TABLES.items.file : name,
    `gli obiettivi (manca ${isFolder ? 'il file' : 'il foglio «Obiettivi»'}, e senza non c’è un piano)`,
  );

/** The sheets of each table: by their names, else by their headings. What is none is named, and passed over. */
function placeSheets(
  source: Source,
  mapping: ColumnMapping,
  issues: ImportIssue[],
): ReadonlyMap<TableName, readonly Sheet[]> {
  const placed = new Map<TableName, Sheet[]>();
  const put = (table: TableName, sheet: Sheet): void => {
    placed.set(table, [...(placed.get(table) ?? []), sheet]);
  };
  const pass = (sheet: Sheet, because: string): void => {
    issues.push({ ...wholeFile(sheet.place, because), level: 'warning' });
  };
  const filled = source.sheets.filter(({ rows }) => rows.some(({ cells }) => !isEmpty(cells)));
  const empty = source.sheets.filter((sheet) => !filled.includes(sheet) && source.isFolder);
  const unnamed: Sheet[] = [];
  // A file that has the table's very name comes before a copy of it.
  const byName = [...filled, ...empty].toSorted((a, b) => Number(isExact(b)) - Number(isExact(a)));
  for (const sheet of byName) {
    const table = tableOf(sheet, mapping);
    const [known] = table === null ? [] : (placed.get(table) ?? []);
    if (table === null) unnamed.push(sheet);
    else if (known && source.isFolder) pass(sheet, `non è stato letto: c’è già ${known.place}`);
    else {
      if (source.isFolder && !isExact(sheet)) pass(sheet, `è stato letto come ${TABLES[table].file}`);
      put(table, sheet);
    }
  }
  for (const sheet of unnamed) {
    const table = INSTRUCTIONS.test(sheet.title)
      ? null
      : tableByHeadings(sheet, mapping, !source.isFolder && filled.length === 1);
    if (table !== null && !source.isFolder && (table === 'items' || !placed.has(table))) put(table, sheet);
    else if (!INSTRUCTIONS.test(sheet.title)) pass(sheet, notRead(sheet, source.isFolder));
  }
  return placed;
}

/** A name that many things have («Piano», «Risorse») says less than headings that are another table's. */
function tableOf(sheet: Sheet, mapping: ColumnMapping): TableName | null {
  const named = tableNamed(sheet.title);
  if (named === null || isExact(sheet)) return named;
  const columns = headerOf(sheet, named, mapping)?.headings.map(({ column }) => column) ?? [];
  const needed = NEEDED[named];
  const isIt = needed === undefined ? columns.length > 0 : columns.includes(needed);
  return isIt ? named : (tableByHeadings(sheet, mapping, false) ?? named);
}

/** A column without which a sheet is not what it is called. */
const NEEDED: Readonly<Partial<Record<TableName, string>>> = {
  indicators: 'name',
  milestones: 'name',
  budgetLines: 'amount_eur',
};

const isExact = (sheet: Sheet): boolean => TABLE_LIST.some((name) => TABLES[name].file === sheet.place);

/** Sheets of the template that hold no plan. */
const INSTRUCTIONS = /^(?:copertina|istruzioni|esempio|esempi|leggimi|elenchi|liste|guida)$/i;

function notRead(sheet: Sheet, isFolder: boolean): string {
  const names = isFolder ? TABLE_LIST.map((name) => TABLES[name].file) : TABLE_LIST.map(sheetName);
  const near = closest(isFolder ? sheet.place : sheet.title, names);
  return `non è stato letto: nessuna tabella si chiama così${near === null ? '' : `; forse «${near}»?`}`;
}

/** What a sheet without a telling name holds, by its headings. */
function tableByHeadings(sheet: Sheet, mapping: ColumnMapping, isOnly: boolean): TableName | null {
  const scores = (
    ['items', 'people', 'phases', 'costLines', 'units', 'indicators', 'milestones'] as const
  ).flatMap((table) => {
    const columns = headerOf(sheet, table, mapping)?.headings.map(({ column }) => column) ?? [];
    // Indicators stand beside items that are somebody's; without a structure the sheet is the indicators' own.
    const placed = table !== 'items' || columns.includes('department') || columns.includes('unit');
    const has = TELLING[table].some((needed) => needed.every((column) => columns.includes(column)));
    const own = columns.filter((column) => column !== null && (placed || !isOfIndicator(column)));
    return has ? [{ table, score: own.length }] : [];
  });
  const best = scores.reduce<(typeof scores)[number] | null>(
    (top, one) => (one.score > (top?.score ?? 0) ? one : top),
    null,
  );
  return best?.table ?? (isOnly ? 'items' : null);
}

/** The headings by which a table is known. */
const TELLING: Readonly<
  Record<
    'items' | 'people' | 'phases' | 'costLines' | 'units' | 'indicators' | 'milestones',
    readonly (readonly string[])[]
  >
> = {
  items: [
    ['title', 'department'],
    ['title', 'unit'],
    ['title', 'number'],
    ['title', 'code'],
  ],
  people: [['email']],
  phases: [['opens_on', 'due_on']],
  costLines: [
    ['number', 'committed_eur'],
    ['number', 'personnel_eur'],
  ],
  units: [['code', 'department', 'name']],
  indicators: [
    ['name', 'targets'],
    ['name', 'formula'],
  ],
  milestones: [['name', 'expected_to']],
};

/** Headings that no table knows: said, and kept where the table keeps them. */
function unknownHeadings(
  sheet: Sheet,
  table: TableName,
  headings: readonly MappedHeading[],
  issues: ImportIssue[],
): void {
  const twice = new Set(
    headings
      .filter(({ heading }, at) => headings.findIndex((one) => one.heading === heading) !== at)
      .map(({ heading }) => heading),
  );
  for (const { heading } of headings.filter(({ column, heading }) => column === null && !twice.has(heading)))
    issues.push({
      level: 'warning',
      file: sheet.place,
      lines: [],
      column: heading,
      value: null,
      expected: TABLES[table].keepsOthers
        ? `non è una colonna di Traguardo: si conserva con il suo nome ${ON_CARDS.has(table) ? 'nella scheda' : 'nelle esportazioni'}`
        : 'non è una colonna di Traguardo, e non è stata letta',
      example: null,
    });
}

/** Tables whose rows are told by the card of an item or of a structure. */
const ON_CARDS: ReadonlySet<TableName> = new Set([
  'items',
  'departments',
  'units',
  'assignments',
  'indicators',
  'milestones',
  'budgetLines',
  'itemRoles',
  'costLines',
]);

/** A sheet called after a structure holds its items. */
function inSection(sheet: Sheet, rows: readonly RawRow[]): readonly RawRow[] {
  if (!/^(?:settore|area|direzione|dipartimento|staff)\b/i.test(sheet.title)) return rows;
  return rows.map((row) =>
    row.from.labels.has('department') ? row : withDefaults(row, { department: sheet.title }),
  );
}

/** A front page may be written as a list, a heading a line: `Ente | Comune di …`. */
function upright(sheet: Sheet, mapping: ColumnMapping): Sheet {
  if (headerOf(sheet, 'plan', mapping) !== null) return sheet;
  const rows = sheet.rows.filter(({ cells }) => !isEmpty(cells));
  const turned = [0, 1].map((column) => ({
    line: rows[0]?.line ?? 1,
    cells: rows.map(({ cells }): Cell => cells[column] ?? NO_CELL),
  }));
  const upended = { ...sheet, exact: false, rows: turned };
  return headerOf(upended, 'plan', mapping) === null ? sheet : upended;
}

interface Front {
  readonly row: RawRow;
  readonly body: string;
  readonly bodyName: string;
  readonly year: number;
  readonly document: string;
  /** What nothing but the plan that is stored says. */
  readonly fromStored: { readonly body: boolean; readonly year: boolean };
}

/** "Il file non dice di che anno è: è preso per il piano 2026 …", and how it would say so. */
function assumedText({ bodyName, year, fromStored }: Front): string | null {
  if (!fromStored.body && !fromStored.year) return null;
  const silent = [
    ...(fromStored.body ? ['di quale ente è'] : []),
    ...(fromStored.year ? ['di che anno è'] : []),
  ].join(' né ');
  const instead = fromStored.year
    ? 'Se è di un altro anno, scriverlo nel nome del file o in un titolo sopra le intestazioni («PEG 2027»).'
    : 'Se è di un altro ente, scriverlo in un titolo sopra le intestazioni.';
  return `Il file non dice ${silent}: è preso per il piano ${year} ${joinedName('di', bodyName)}, già importato. ${instead}`;
}

/** Stands for the document where its body or year is not known, so that nothing else is missed because of it. */
const NO_DOCUMENT = 'piano';

/** Kinds of body, as titles name them. */
const BODY =
  /\b((?:Comune|Citt[àa]|Provincia|Citt[àa] metropolitana|Unione(?: dei Comuni| di Comuni| Montana)?|Comunit[àa] Montana|Regione|Azienda|Ente|Consorzio|Istituto|Agenzia|Universit[àa]|Camera di commercio|Autorit[àa]|A?USL|AS[LPT]|ATS|ULSS)(?: (?!di |dell?|dei )[a-zà-ü-]+){0,4}(?: (?:di|del|della|dell[’']|dei|delle|d[’']))?[ ]?(?:[A-ZÀ-Ü][\wà-ü’'.-]*)(?: (?:[A-ZÀ-Ü][\wà-ü’'.-]*|di|in|a|al|ad|sul|su|con|la|le|lo|della|del|dei|e|nell[’']))*)/;

/** The front page, completed by what whoever imports says and by the titles above the headings; null without body or year. */
function frontPage(
  { rows }: RawTable,
  told: NonNullable<ReadOptions['front']> & { readonly above: readonly string[]; readonly name: string },
): Front | null {
  const row = rows[0] ?? { line: 1, cells: new Map(), extra: {}, from: NOWHERE };
  const titles = [
    ...told.above,
    told.name
      .replace(/.*[/\\]/, '')
      .replace(/\.\w+$/, '')
      .replace(/[_-]+/g, ' '),
  ];
  const saidName =
    cellText(row, 'body_name') ||
    told.bodyName ||
    titles
      .map((title) => BODY.exec(title)?.[1])
      .find(Boolean)
      ?.replace(/(?: (?:e|di|a|in|con|del|della))+$/, '') ||
    '';
  const bodyName = saidName || told.known?.name || '';
  const saidYear =
    cellText(row, 'year') ||
    String(told.year ?? titles.map((title) => /\b(20\d\d)\b/.exec(title)?.[1]).find(Boolean) ?? '');
  const year = saidYear || String(told.known?.year ?? '');
  const body =
    cellText(row, 'body') || (told.known?.name === bodyName ? told.known.body : bodyCode(bodyName));
  if (bodyName === '' || year === '')
    return rows.length > 0
      ? {
          row: withDefaults(row, completing({ body, year })),
          body,
          bodyName,
          year: Number(year) || new Date().getFullYear(),
          document: NO_DOCUMENT,
          fromStored: { body: false, year: false },
        }
      : null;
  const document = cellText(row, 'document') || `Piano della performance ${year}`;
  return {
    row: withDefaults(row, { body_name: bodyName, year, ...completing({ body, year }) }),
    body,
    bodyName,
    year: Number(year),
    document,
    fromStored: { body: saidName === '', year: saidYear === '' },
  };
}

const completing = ({
  body,
  year,
}: {
  readonly body: string;
  readonly year: string;
}): Readonly<Record<string, string>> => ({
  body,
  document: `Piano della performance ${year}`,
  timezone: 'Europe/Rome',
});

/** `Comune di Lucca` is `lucca`, `Provincia di Lucca` is `provincia-di-lucca`. */
const bodyCode = (name: string): string => slug(name.replace(/^comune (?:di|del|della|dell[’']) ?/i, ''));

const noFront = (source: Source, { place }: RawTable): ImportIssue =>
  wholeFile(
    place ?? (source.isFolder ? TABLES.plan.file : source.name),
    source.isFolder
      ? 'il file (manca, e senza non si sa di chi è il piano e di quale anno)'
      : 'l’ente e l’anno del piano: un foglio «Ente», un titolo sopra le intestazioni, oppure --ente "Comune di …" --anno 2026',
  );
