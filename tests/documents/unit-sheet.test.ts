import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { mistakeLines } from '../../src/bot/sheets/index.ts';
import { unitSheetXlsx } from '../../src/documents/unit-sheet-xlsx.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import { type SheetService, sheetIn } from '../../src/domain/sheets/sheet-service.ts';
import { SHEET_TABLES } from '../../src/domain/sheets/sheet-tables.ts';
import type { UnitSheet } from '../../src/domain/sheets/unit-sheet.ts';
import { itemRef } from '../../src/domain/types.ts';
import { readGrids } from '../../src/store/plan/import/index.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { fixedClock } from '../support/clock.ts';
import { temporaryDatabase } from '../support/database.ts';
import { luccaPlan } from '../support/plan.ts';
import { type Filled, fillIn } from '../support/sheets.ts';

let sheet: UnitSheet;
let sheets: SheetService;

beforeAll(async () => {
  const { db, plan: key } = await temporaryDatabase();
  const { dayOf } = createCalendar(luccaPlan().head);
  const clock = fixedClock('2021-09-08T10:00+02:00');
  ({ sheets } = createMonitoring({ db, key, plans: createPlanSource(db, key), clock, dayOf }));
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

  it('offers «Nessuna variazione» in the rows in which something is known', async () => {
    const xml = (await partsOf({ ...sheet, repeatable: [0, 1, 3] })).get('xl/worksheets/sheet2.xml') ?? '';
    const lists = [...xml.matchAll(/sqref="(G[^"]*)"><formula1>"([^"]*)"<\/formula1>/g)].map(
      ([, cells, offered]) => [cells, offered?.split(',').at(-1)],
    );
    expect(lists).toEqual([
      ['G2:G3 G5:G5', 'Nessuna variazione'],
      ['G4:G4', 'Ritirato'],
    ]);
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

describe('a workbook that comes back with ten kinds of mistakes', () => {
  const row = (item: string, ...cells: readonly (readonly [string, string])[]): readonly Filled[] =>
    cells.map(([column, text]) => [item, column, text]);
  const WRONG: readonly (readonly Filled[])[] = [
    row('Obiettivo 6', ['Stato', 'Sospeso']),
    row('Obiettivo 8', ['Stato', 'In fase'], ['Percentuale', '150']),
    row('Obiettivo 22', ['Stato', 'In fase'], ['Percentuale', 'quasi tutto']),
    row('Processo 8', ['Stato', 'In fase'], ['Percentuale', '0,85']),
    row('Processo 9', ['Percentuale', '40']),
    row('Processo 10', ['Stato', 'Raggiunto'], ['Raggiunto il', '31/02/2021']),
    row('Processo 11', ['Stato', 'Raggiunto'], ['Raggiunto il', '30/11/2021']),
    row('Processo 12', ['Stato', 'Ritirato']),
    row('Processo 13', ['Stato', 'In fase'], ['Percentuale', '10'], ['Motivo', 'Perché sì']),
    row('Processo 14', ['Stato', 'Nessuna variazione']),
    row('Processo 15', ['Stato', 'Modificato'], ['Nuovo valore', 'Altro'], ['Motivo', 'Delibera']),
  ];

  it('is told of each, and its one good row is taken', async () => {
    const empty = await sheets.sheet('monitoraggio-2021', 'U.O.9.1');
    const good = row('Processo 16', ['Stato', 'In fase'], ['Percentuale', '20']);
    const filled = await unitSheetXlsx(fillIn(empty, [...WRONG.flat(), ...good]));
    const grids = await readGrids('scheda.xlsx', filled);
    const read = 'grids' in grids ? sheetIn(grids.grids) : null;
    if (!read?.ok) throw new Error('not read');
    const outcome = await sheets.take('controllo', read);
    if (!outcome.ok) throw new Error(outcome.refusal.because);
    const { mistakes, taken } = outcome.report;
    expect(taken.map(({ item }) => item.number)).toEqual([16]);
    expect(new Set(mistakes.map(({ item }) => item && itemRef(item))).size).toBe(WRONG.length);
    const said = mistakeLines(outcome.report).map((line) => line.slice(line.lastIndexOf('»: ') + 3));
    expect(new Set(said).size).toBeGreaterThanOrEqual(10);
    const kinds = new Set(
      mistakes.map(({ problem, place }) =>
        [problem.because, problem.because === 'rule' ? problem.rule.problem : '', place.column].join(' '),
      ),
    );
    expect([...kinds]).toHaveLength(WRONG.length);
  });
});
