import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { unitSheetXlsx } from '../../src/documents/unit-sheet-xlsx.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import { SHEET_TABLES } from '../../src/domain/sheets/sheet-tables.ts';
import type { UnitSheet } from '../../src/domain/sheets/unit-sheet.ts';
import { readGrids } from '../../src/store/plan/index.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { fixedClock } from '../support/clock.ts';
import { temporaryDatabase } from '../support/database.ts';
import { luccaPlan } from '../support/plan.ts';
import { fillIn } from '../support/sheets.ts';

let sheet: UnitSheet;

beforeAll(async () => {
  const { db, plan: key } = await temporaryDatabase();
  const { dayOf } = createCalendar(luccaPlan().head);
  const clock = fixedClock('2021-09-08T10:00+02:00');
  const { sheets } = createMonitoring({ db, key, plans: createPlanSource(db, key), clock, dayOf });
  sheet = await sheets.sheet('monitoraggio-2021', 'U.O.3.2');
});

const partsOf = async (made: UnitSheet): Promise<ReadonlyMap<string, string>> =>
  new Map(
    Object.entries(unzipSync(await unitSheetXlsx(made))).map(([name, bytes]) => [
      name,
      Buffer.from(bytes).toString('utf8'),
    ]),
  );

describe('the sheet of a structure as a workbook', () => {
  it('is read back cell by cell as it was written', async () => {
    const filled = fillIn(sheet, [
      ['Obiettivo 24', 'Percentuale', '34,5'],
      ['Obiettivo 24', 'A che punto è', 'a; "b"\n<c> & d'],
    ]);
    const read = await readGrids('scheda.xlsx', await unitSheetXlsx(filled));
    const grids = 'grids' in read ? read.grids : [];
    expect(grids.map(({ title }) => title)).toEqual(['Leggimi', 'Aggiornamenti']);
    expect(grids[1]?.rows.map(({ cells }) => cells)).toEqual([
      SHEET_TABLES.updates.columns.map(({ label }) => label),
      ...filled.tables.updates,
    ]);
    expect(grids[0]?.rows.at(-1)?.cells).toEqual([sheet.key]);
  });

  it('lets only what is to be filled in be changed', async () => {
    const parts = await partsOf(sheet);
    const styles = /<cellXfs[\s\S]*<\/cellXfs>/.exec(parts.get('xl/styles.xml') ?? '')?.[0] ?? '';
    const open = [...styles.matchAll(/<xf\b[^>]*?(?:\/>|>[\s\S]*?<\/xf>)/g)].flatMap(([xf], at) =>
      xf.includes('locked="0"') ? [String(at)] : [],
    );
    const xml = parts.get('xl/worksheets/sheet2.xml') ?? '';
    expect(xml).toContain('<sheetProtection sheet="1"');
    const unlocked = [...xml.matchAll(/<c r="([A-Z]+)\d+" s="(\d+)"/g)].flatMap(
      ([, column = '', style = '']) => (open.includes(style) ? [column] : []),
    );
    expect([...new Set(unlocked)]).toEqual([...'GHIJKLMNOPQ']);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<sheetProtection sheet="1"');
  });

  it('offers the states, and nothing that the rules refuse', async () => {
    const xml = (await partsOf(sheet)).get('xl/worksheets/sheet2.xml') ?? '';
    expect(xml).toContain('<formula1>"Raggiunto,In fase,Modificato,Ritirato"</formula1>');
    expect(xml).toContain('<formula1>"Descrizione,Risultato atteso,Indicatore,Scadenza,Peso"</formula1>');
    expect(xml).toContain(`sqref="G2:G${sheet.tables.updates.length + 1}"`);
  });

  it('has prompts no longer than Excel takes', () => {
    const fills = Object.values(SHEET_TABLES).flatMap(({ columns }) =>
      columns.flatMap(({ label, fill }) => (fill ? [{ label, fill }] : [])),
    );
    for (const { label, fill } of fills)
      expect([label.length <= 32, fill.hint.length <= 255]).toEqual([true, true]);
  });
});

describe('what a spreadsheet made of a cell', () => {
  const grid = async (rows: readonly (readonly unknown[])[]) => {
    const { default: write } = await import('write-excel-file/node');
    const bytes = await write([{ sheet: 'A', data: rows as never }]).toBuffer();
    const read = await readGrids('a.xlsx', bytes);
    return 'grids' in read ? read.grids[0]?.rows.map(({ cells }) => cells) : read.unreadable;
  };

  it('is what somebody in Italy would have typed', async () => {
    expect(
      await grid([
        [
          { type: Number, value: 12.345, format: '0.###' },
          { type: Number, value: 0.85, format: '0%' },
          { type: Date, value: new Date('2021-10-30T00:00:00Z'), format: 'dd/mm/yyyy' },
          { type: String, value: 'n.d.' },
        ],
      ]),
    ).toEqual([['12,345', '85', '30/10/2021', '']]);
  });
});
