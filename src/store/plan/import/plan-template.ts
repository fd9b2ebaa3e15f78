import type { ExportTable } from '../../../domain/closing/index.ts';
import { valueKindOf } from './column-kinds.ts';
import {
  COLUMN_NAMES,
  columnLabel,
  ITEM_SHEET_COLUMNS,
  PEOPLE_SHEET_COLUMNS,
  printedName,
  sheetName,
} from './column-names.ts';
import { TABLES, type TableName } from './tables.ts';
import type { ValueKind } from './values.ts';
import { printedWord, WORD_LISTS, type WordList } from './word-lists.ts';

const text = (label: string): ExportTable['columns'][number] => ({ label, type: 'text' });

/** The sheets of an empty plan: items with their structures beside them, people with their roles. */
const SHEETS: Readonly<Record<string, readonly string[]>> = {
  plan: [
    'body_name',
    'year',
    'document',
    'approval_act',
    'approved_on',
    'controller_unit',
    'patron_day',
    'weight_sum',
    'weight_per',
  ],
  items: [
    'number',
    'kind',
    'code',
    'title',
    'department',
    'unit',
    'summary',
    'keywords',
    'weight',
    'starts_on',
    'due_on',
    'attainment_pct',
    'expected_result',
    'type',
    'parent',
    'mission',
    'programme',
    'stakeholders',
    'sdg_goals',
    'key',
  ],
  people: ['name', 'email', 'role', 'department', 'unit'],
  phases: ['name', 'kinds', 'opens_on', 'due_on', 'closes_on'],
  departments: ['code', 'name', 'aliases'],
  units: ['code', 'department', 'name', 'aliases'],
  costLines: [
    'number',
    'department',
    'unit',
    'personnel_eur',
    'committed_eur',
    'settled_eur',
    'assessed_eur',
    'collected_eur',
    'note',
  ],
  indicators: [
    'number',
    'name',
    'formula',
    'unit',
    'direction',
    'baseline',
    'baseline_year',
    'targets',
    'result',
    'weight',
  ],
  milestones: ['number', 'name', 'expected_from', 'expected_to', 'done_on', 'weight', 'responsible'],
  budgetLines: [
    'number',
    'entry',
    'amount_eur',
    'year',
    'fund',
    'chapter',
    'mission',
    'programme',
    'cup',
    'note',
  ],
  closures: ['day', 'name'],
};

/** Without these there is no plan. */
const NEEDED = new Set(['plan.body_name', 'plan.year', 'items.title', 'items.department']);

/** What is said of a column beyond how it is written. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'items.number': 'se manca, le voci sono numerate nell’ordine in cui stanno',
  'items.kind': 'se manca, è un obiettivo',
  'items.code': 'dare alla colonna il formato Testo, o Excel ne fa una data',
  'items.department': 'più strutture, separate da «;»: la prima coordina',
  'items.unit': 'se manca, risponde tutto il settore',
  'items.key':
    'non cambia mai, anche se cambiano numero e titolo: per reimportare e per confrontare gli anni',
  'people.email': 'quello con cui la persona è in Slack',
  'people.role': 'il referente comunica lo stato, il dirigente approva, il controllo apre e chiude le fasi',
  'phases.closes_on': 'vuoto, se la fase la chiude l’ufficio controllo',
  'units.department': 'il codice o il nome di un settore',
  'costLines.number': 'quello della voce',
};

/** An empty workbook: a sheet a table with its headings, how each is filled in, and the words of the closed lists. */
export function templateTables(): readonly ExportTable[] {
  const sheets = Object.entries(SHEETS) as [TableName, readonly string[]][];
  return [
    {
      name: 'Copertina',
      columns: [text('Il piano da compilare')],
      rows: COVER.map((line) => [line]),
    },
    {
      name: 'Istruzioni',
      columns: ['Foglio', 'Colonna', 'Serve', 'Come si scrive', 'Note'].map(text),
      rows: [
        [
          'Tutti',
          null,
          null,
          'Una riga per voce. Si possono lasciare vuoti, o eliminare, i fogli e le colonne che non servono; aggiungerne è possibile: restano nella scheda della voce.',
          null,
        ],
        ...sheets.flatMap(([table, columns]) =>
          columns.map((column) => {
            const key = `${table}.${column}`;
            return [
              sheetName(table),
              labelOf(table, column),
              NEEDED.has(key) ? 'sì' : null,
              written(valueKindOf(column in COLUMN_NAMES[table] ? table : 'roles', column)),
              EXPLAINED[key] ?? null,
            ];
          }),
        ),
      ],
    },
    ...sheets.map(([table, columns]) => ({
      name: sheetName(table),
      columns: columns.map((column) => offering(table, column)),
      rows: [],
    })),
    {
      name: 'Esempio',
      columns: Object.keys(EXAMPLE).map((column) => text(labelOf('items', column))),
      rows: [Object.values(EXAMPLE)],
    },
    {
      name: 'Elenchi',
      columns: ['Elenco', 'Si può scrivere'].map(text),
      rows: Object.entries(WORD_LISTS).flatMap(([list, members]) =>
        Object.values(members).map((words) => [LIST_NAMES[list as WordList], words.replaceAll('|', ', ')]),
      ),
    },
  ];
}

function labelOf(table: TableName, column: string): string {
  if (column in TABLES[table].schema.shape) return columnLabel(table, column);
  return printedName(
    (table === 'items' ? ITEM_SHEET_COLUMNS[column]?.names : PEOPLE_SHEET_COLUMNS[column]) ?? column,
  );
}

/** A column with what may be chosen in it: the members of a closed list, yes or no, the structures of their own sheets. */
function offering(table: TableName, column: string): ExportTable['columns'][number] {
  const label = labelOf(table, column);
  const kind = valueKindOf(column in COLUMN_NAMES[table] ? table : 'roles', column);
  if (column === 'department') return { ...text(label), choices: { sheet: sheetName('departments') } };
  if (column === 'unit' && kind === 'text' && table !== 'indicators')
    return { ...text(label), choices: { sheet: sheetName('units') } };
  if (kind === 'yes_no') return { ...text(label), choices: ['sì', 'no'] };
  const list = WORD_LISTS[kind as WordList] as Readonly<Record<string, string>> | undefined;
  return list === undefined
    ? text(label)
    : { ...text(label), choices: Object.keys(list).map((member) => printedWord(kind as WordList, member)) };
}

/** What whoever opens the workbook reads first. */
const COVER: readonly string[] = [
  '1. Nel foglio «Ente» scrivere l’ente e l’anno.',
  '2. Nel foglio «Settori», e se servono più livelli nel foglio «Unità», scrivere le strutture: negli altri fogli si scelgono dall’elenco.',
  '3. Nel foglio «Obiettivi» scrivere una riga per voce, con il titolo e la struttura: il foglio «Esempio» ne mostra una.',
  '4. Il resto è facoltativo: «Istruzioni» dice come si scrive ogni colonna, «Elenchi» le parole ammesse.',
  '5. Importare con «npm run import -- FILE.xlsx», o mandando il file a Traguardo in Slack: errori e avvisi arrivano tutti insieme.',
];

/** A row of the sheet of items as it may be filled in: it is not imported. */
const EXAMPLE: Readonly<Record<string, string>> = {
  number: '1',
  kind: 'obiettivo',
  code: '8.2.1',
  title: 'Ridurre a dieci giorni l’attesa per la carta d’identità',
  department: 'A1',
  unit: 'A1.2',
  weight: '12,5',
  due_on: '31/12/2026',
  expected_result: 'Attesa media di dieci giorni',
};

const LIST_NAMES: Readonly<Record<WordList, string>> = {
  kind: 'Tipo di voce',
  scope: 'Ambito',
  role: 'Ruolo',
  state: 'Stato',
  fact_unit: 'Unità di misura dei dati di contesto',
  level: 'Livello a cui i pesi fanno somma',
  direction: 'Verso di un indicatore',
  subject: 'Oggetto di una nota',
};

const WRITTEN: { readonly [K in ValueKind]?: string } = {
  code: 'testo, per esempio 8.2.1',
  list: 'più valori separati da «;»',
  goals: 'numeri da 1 a 17 separati da «;»',
  kinds: 'uno o più tipi di voce (foglio Elenchi) separati da «;»',
  number: 'numero intero',
  whole: 'numero intero',
  decimal: 'numero, per esempio 12,5',
  percent: 'percentuale da 0 a 100, per esempio 95,5',
  euro: 'importo, per esempio 1.234,50',
  day: 'data, per esempio 31/12/2026',
  month_day: 'giorno e mese, per esempio 12/07',
  yes_no: 'sì o no',
  email: 'indirizzo e-mail',
  indicator: 'numero, sì o no',
  targets: 'anni e valori, per esempio 2026=30;2027=25',
};

const written = (kind: ValueKind): string =>
  WRITTEN[kind] ??
  (kind in WORD_LISTS ? `una parola del foglio Elenchi (${LIST_NAMES[kind as WordList]})` : 'testo');
