import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { toCsv } from '../../src/documents/csv.ts';
import { createExportService } from '../../src/documents/export-service.ts';
import { neutralise } from '../../src/documents/neutralise.ts';
import { toXlsx } from '../../src/documents/xlsx.ts';
import type { ExportTable } from '../../src/domain/closing/export-tables.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import type { Phase } from '../../src/domain/types.ts';
import { createPhaseStore } from '../../src/store/cycle/phase-store.ts';
import { createRefusalLog } from '../../src/store/cycle/refusal-log.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { fixedClock } from '../support/clock.ts';
import { temporaryDatabase } from '../support/database.ts';
import { luccaPlan } from '../support/plan.ts';
import { aDraft } from '../support/updates.ts';

const PHASE = 'monitoraggio-2021';
const ZONE = 'Europe/Rome';
const HOSTILE = '=HYPERLINK("http://x";"clic")';

let tables: readonly ExportTable[];
let exports: ReturnType<typeof createExportService>;

beforeAll(async () => {
  const { db, plan: key } = await temporaryDatabase();
  const plans = createPlanSource(db, key);
  const { dayOf } = createCalendar(luccaPlan().head);
  // 23:30 in Rome is another day in UTC.
  const clock = fixedClock('2021-09-08T23:30+02:00');
  const { updates, updateStore, closing, audit } = createMonitoring({ db, key, plans, clock, dayOf });
  const report = (number: number, draft: Parameters<typeof aDraft>[0], person = 'controllo') =>
    updates.submit(person, { kind: 'objective', number }, PHASE, 0, aDraft(draft));
  await report(24, { state: 'in_progress', percent: '34,5', note: HOSTILE, criticalPoints: 'a; b\n"c"' });
  await report(1, { state: 'achieved', achievedOn: '2021-09-01', note: '+39 0583' });
  await report(2, {
    state: 'amended',
    changeField: 'deadline',
    newValue: '30/06/2022',
    reason: '-ritardo',
    act: '@delibera',
  });
  // Rows of the audit that are about no phase, and about another.
  await createRefusalLog(db).record(
    { account: 'U1', problem: 'role_missing', request: '/monitoraggio' },
    clock.now(),
  );
  await createPhaseStore(db, key).add(
    { ...(luccaPlan().phases[0] as Phase), code: `${PHASE}-2` },
    { actor: 'controllo', at: clock.now(), action: 'phase.opened', detail: {} },
  );
  exports = createExportService({ plans, updates: updateStore, closing, audit });
  tables = await exports.tables(PHASE);
});

const wall = (instant: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(
    instant,
  );

describe('the workbook, opened again', () => {
  it('has the same cells, each of its own type', async () => {
    const file = await toXlsx(tables, ZONE);
    const sheets = await readExcelFile(file, { trim: false });
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Sintesi',
      'Per struttura',
      'Voci',
      'Modifiche',
      'Mancanti',
      'Registro',
    ]);
    for (const [index, table] of tables.entries()) {
      const rows = sheets[index]?.data ?? [];
      expect(rows[0]).toEqual(table.columns.map(({ label }) => label));
      const told = [...table.rows, ...(table.total ? [table.total] : [])];
      expect(rows).toHaveLength(told.length + 1);
      for (const [row, cells] of told.entries())
        for (const [column, cell] of cells.entries()) {
          const read: unknown = rows[row + 1]?.[column] ?? null;
          const { type } = table.columns[column] ?? { type: 'text' };
          const text = read instanceof Date ? read.toISOString().slice(0, 16).replace('T', ' ') : read;
          if (cell instanceof Date) expect(text).toBe(wall(cell));
          else if (type === 'day' && cell !== null) expect(text).toBe(`${cell} 00:00`);
          else if (typeof cell === 'string') expect(text ?? '').toBe(cell);
          else expect(text).toBe(cell);
        }
    }
  });
});

describe('the CSV files, opened again', () => {
  it('have the same cells, as an Italian spreadsheet reads them', () => {
    for (const table of tables) {
      const text = toCsv(table, ZONE).toString('utf8');
      expect(text.startsWith('\ufeff')).toBe(true);
      const rows = parse(text, { bom: true, delimiter: ';', record_delimiter: '\r\n' }) as string[][];
      expect(rows[0]).toEqual(table.columns.map(({ label }) => label));
      const told = [...table.rows, ...(table.total ? [table.total] : [])];
      expect(rows).toHaveLength(told.length + 1);
      for (const [row, cells] of told.entries())
        for (const [column, cell] of cells.entries()) {
          const read = rows[row + 1]?.[column];
          const { type } = table.columns[column] ?? { type: 'text' };
          const italian = (day: string): string => day.split('-').reverse().join('/');
          if (cell === null) expect(read).toBe('');
          else if (cell instanceof Date) {
            const [day = '', time = ''] = wall(cell).split(' ');
            expect(read).toBe(`${italian(day)} ${time}`);
          } else if (typeof cell === 'number') expect(Number(read?.replace(',', '.'))).toBe(cell);
          else expect(read).toBe(type === 'day' ? italian(cell) : neutralise(cell));
        }
    }
  });

  it('write decimals with a comma and days the Italian way', () => {
    const items = tables.find(({ name }) => name === 'Voci');
    const csv = items ? toCsv(items, ZONE).toString('utf8') : '';
    expect(csv).toContain(';34,5;');
    expect(csv).toContain(';01/09/2021;');
    expect(csv).toContain('08/09/2021 23:30');
  });
});

it.each(['\n', '\r', '\r\n'])('a note of several lines stays one cell, whatever ends them: %j', (end) => {
  const note = ['prima', 'seconda'].join(end);
  const csv = toCsv(
    {
      name: 'Voci',
      columns: [
        { label: 'Nota', type: 'text' },
        { label: 'Atto', type: 'text' },
      ],
      rows: [[note, 'x']],
    },
    ZONE,
  );
  // A spreadsheet ends a row at any line end that is not quoted.
  const read = parse(csv.toString('utf8'), {
    bom: true,
    delimiter: ';',
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  expect(read).toEqual([
    ['Nota', 'Atto'],
    [note, 'x'],
  ]);
});

it('what a user wrote begins as no formula in the CSV, and is text as typed in the workbook', async () => {
  const file = await toXlsx(tables, ZONE);
  const fromXlsx = (await readExcelFile(file)).flatMap(({ data }) => data.flat());
  const fromCsv = tables.flatMap((table) =>
    parse(toCsv(table, ZONE).toString('utf8'), {
      bom: true,
      delimiter: ';',
      record_delimiter: '\r\n',
    }).flat(),
  );
  expect(fromCsv.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
  for (const hostile of [HOSTILE, '+39 0583', '-ritardo', '@delibera']) {
    expect(fromCsv).toContain(`'${hostile}`);
    expect(fromXlsx).toContain(hostile);
  }
});

it('the tables hold what was reported and what is missing', () => {
  const [summary, byDepartment, items, changes, missing, audit] = tables;
  expect(summary?.rows).toEqual([
    ['obiettivi', 1, 1, 1, 0, 0, 66, 69],
    ['processi', 0, 0, 0, 0, 0, 61, 61],
  ]);
  expect(summary?.total).toEqual(['totale', 1, 1, 1, 0, 0, 127, 130]);
  // Departments across: each column adds up to its own items, the last to all of them once.
  for (const column of byDepartment?.columns.keys() ?? [])
    if (column > 0)
      expect(byDepartment?.rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(
        byDepartment?.total?.[column],
      );
  expect(byDepartment?.columns.map(({ label }) => label)).toContain('Settore 5');
  expect(byDepartment?.total?.at(-1)).toBe(130);
  expect(items?.rows).toHaveLength(130);
  expect(changes?.rows).toEqual([
    expect.arrayContaining(['obiettivo', 2, 'scadenza', '31/12/2021', '30/06/2022', '-ritardo', '@delibera']),
  ]);
  expect(missing?.rows).toHaveLength(127);
  expect(audit?.rows).toHaveLength(6);
});

it('the register says in words what the audit keeps in codes', () => {
  const audit = tables.find(({ name }) => name === 'Registro');
  const column = (label: string): number => audit?.columns.findIndex((one) => one.label === label) ?? -1;
  const said = audit?.rows.map((row) => [
    row[column('Che cosa')],
    row[column('Su che cosa')],
    row[column('In parole')],
  ]);
  expect(said).toContainEqual([
    'aggiornamento inviato per tutte le strutture',
    'obiettivo 24',
    `versione: 1; struttura: tutte; stato: in fase; avanzamento: 34,5 %; nota: ${HOSTILE}; criticità: a; b\n"c"`,
  ]);
  expect(said).toContainEqual(['aggiornamento approvato', 'obiettivo 24', 'versione: 1']);
  expect(said?.flat().filter((text) => /\d{4}-\d{2}-\d{2}|objective|update\./.test(String(text)))).toEqual(
    [],
  );
});

it('the workbook’s headings filter their rows, and not the sums', async () => {
  const sheets = unzipSync(await toXlsx(tables, ZONE));
  const first = strFromU8(sheets['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(first).toContain('</sheetData><autoFilter ref="A1:H3"/>');
});

it('several files are one archive, in which each is whole', async () => {
  const files = await exports.files(PHASE, ['xlsx', 'csv']);
  const { name, content } = await exports.archive(PHASE, files);
  expect(name).toBe('monitoraggio-2021.zip');
  const read = unzipSync(content);
  expect(Object.keys(read).sort()).toEqual([
    'monitoraggio-2021-mancanti.csv',
    'monitoraggio-2021-modifiche.csv',
    'monitoraggio-2021-per-struttura.csv',
    'monitoraggio-2021-registro.csv',
    'monitoraggio-2021-sintesi.csv',
    'monitoraggio-2021-voci.csv',
    'monitoraggio-2021.xlsx',
  ]);
  for (const file of files) expect(Buffer.from(read[file.name] ?? []).equals(file.content)).toBe(true);
});

it.each(['=1+1', '+1', '-1', '@x', '\t=1', '＝1+1', '＋1', '－1', '＠x', ' =1'])(
  '«%s» is no formula in the CSV',
  (text) => {
    const table: ExportTable = { name: 'x', columns: [{ label: 'Nota', type: 'text' }], rows: [[text]] };
    expect(toCsv(table, ZONE).toString('utf8')).toContain(`'${text}`);
  },
);

it('an ordinary text has no apostrophe in the CSV', () => {
  expect(neutralise('Costo = 12 €')).toBe('Costo = 12 €');
});
