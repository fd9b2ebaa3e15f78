import { parse } from 'csv-parse/sync';
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
  tables = await createExportService({ plans, updates: updateStore, closing, audit }).tables(PHASE);
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
      'Voci',
      'Modifiche',
      'Mancanti',
      'Registro',
    ]);
    for (const [index, table] of tables.entries()) {
      const rows = sheets[index]?.data ?? [];
      expect(rows[0]).toEqual(table.columns.map(({ label }) => label));
      expect(rows).toHaveLength(table.rows.length + 1);
      for (const [row, cells] of table.rows.entries())
        for (const [column, cell] of cells.entries()) {
          const read: unknown = rows[row + 1]?.[column] ?? null;
          const { type } = table.columns[column] ?? { type: 'text' };
          const told = read instanceof Date ? read.toISOString().slice(0, 16).replace('T', ' ') : read;
          if (cell instanceof Date) expect(told).toBe(wall(cell));
          else if (type === 'day' && cell !== null) expect(told).toBe(`${cell} 00:00`);
          else if (typeof cell === 'string') expect(told ?? '').toBe(cell);
          else expect(told).toBe(cell);
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
      expect(rows).toHaveLength(table.rows.length + 1);
      for (const [row, cells] of table.rows.entries())
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
  const [summary, items, changes, missing, audit] = tables;
  expect(summary?.rows).toEqual([
    ['obiettivi', 1, 1, 1, 0, 0, 66, 69],
    ['processi', 0, 0, 0, 0, 0, 61, 61],
  ]);
  expect(items?.rows).toHaveLength(130);
  expect(changes?.rows).toEqual([
    expect.arrayContaining(['obiettivo', 2, 'scadenza', '2021-12-31', '2022-06-30', '-ritardo', '@delibera']),
  ]);
  expect(missing?.rows).toHaveLength(127);
  expect(audit?.rows).toHaveLength(6);
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
