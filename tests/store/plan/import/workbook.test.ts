import { describe, expect, it } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { openFile } from '../../../../src/store/plan/import/open-source.ts';
import { type ReadResult, readSource } from '../../../../src/store/plan/import/read-plan.ts';
import { zipDirectory } from '../../../../src/store/plan/import/zip-directory.ts';
import { said } from '../../../support/plan-files.ts';

const text = (value: string) => ({ type: String, value });
const number = (value: number, format = '0') => ({ type: Number, value, format });
const day = (value: string) => ({ type: Date, value: new Date(`${value}T00:00:00Z`), format: 'dd/mm/yyyy' });

type Sheets = readonly {
  readonly sheet: string;
  readonly data: SheetData;
  readonly [option: string]: unknown;
}[];

const bytesOf = (sheets: Sheets): Promise<Buffer> => writeExcelFile(sheets as never).toBuffer();
const read = async (bytes: Buffer, name = 'piano.xlsx'): Promise<ReadResult> =>
  readSource(await openFile(name, bytes));
const planOf = async (sheets: Sheets) => {
  const result = await read(await bytesOf(sheets));
  if (!result.ok) throw new Error(said(result).join('\n'));
  return result.plan;
};

const PEG: SheetData = [
  [text('Comune di Borgo a Mare, PEG 2026')],
  [],
  [
    text('N.'),
    text('Settore'),
    text('Obiettivo'),
    text('Peso'),
    text('Scadenza'),
    text('Raggiungimento'),
    text('Impegnato'),
  ],
  [
    number(1),
    text('Ambiente'),
    text('Verde'),
    number(0.3, '0%'),
    day('2026-06-30'),
    number(0.955, '0.0%'),
    number(1234.5),
  ],
  [
    number(2),
    text('Scuola'),
    text('Mense'),
    number(0.7, '0%'),
    text('31/12/2026'),
    text('n.d.'),
    text('1.234,50'),
  ],
  [text('Totale'), null, null, number(1, '0%'), null, null, number(2469)],
] as SheetData;

describe('a workbook', () => {
  it('of one sheet is read with its numbers, its dates, and its percentages as they are shown', async () => {
    const plan = await planOf([{ sheet: 'Foglio1', data: PEG }]);
    expect(plan.head).toMatchObject({ body: 'borgo-a-mare', year: 2026 });
    expect(
      plan.items.map(({ number, title, weight, dueOn, attainment }) => [
        number,
        title,
        weight,
        dueOn,
        attainment,
      ]),
    ).toEqual([
      [1, 'Verde', 30, '2026-06-30', 95.5],
      [2, 'Mense', 70, '2026-12-31', null],
    ]);
    expect(plan.costLines.map(({ committed }) => committed)).toEqual([123_450, 123_450]);
  });

  it('may have a sheet a table, a front page written as a list, and sheets that hold no plan', async () => {
    const plan = await planOf([
      { sheet: 'Istruzioni', data: [[text('Leggere bene')]] as SheetData },
      {
        sheet: 'Ente',
        data: [
          [text('Ente'), text('Unione Alta Valle')],
          [text('Anno'), number(2026)],
          [text('Santo patrono'), text('11 novembre')],
        ] as SheetData,
      },
      {
        sheet: 'Settori',
        data: [
          [text('Codice'), text('Nome')],
          [text('A1'), text('Area tecnica')],
        ] as SheetData,
      },
      {
        sheet: 'Obiettivi',
        data: [
          [text('Titolo'), text('Area')],
          [text('Strada del passo'), text('Area tecnica')],
        ] as SheetData,
      },
      {
        sheet: 'Persone',
        data: [
          [text('Nome e cognome'), text('Mail'), text('Ruolo'), text('Settore')],
          [text('Dirigente'), text('a1@unione.example'), text('dirigente'), text('A1')],
          [text('Controllo'), text('c@unione.example'), text('controllo'), null],
        ] as SheetData,
      },
    ]);
    expect(plan.head).toMatchObject({ body: 'unione-alta-valle', year: 2026, patronDay: '11-11' });
    expect(plan.assignments).toMatchObject([{ number: 1, department: 'A1', unit: null }]);
    expect(plan.roles).toEqual([
      { person: 'a1', role: 'head', department: 'A1', unit: null },
      { person: 'c', role: 'controller', department: null, unit: null },
    ]);
  });

  it('gives the value of a merged cell to each of its rows', async () => {
    const plan = await planOf([
      {
        sheet: 'PEG 2026',
        data: [
          [text('Comune di Prova, anno 2026')],
          [text('Settore'), text('Titolo')],
          [{ ...text('Ambiente'), rowSpan: 2 }, text('Verde')],
          [null, text('Rifiuti')],
          [text('Scuola'), text('Mense')],
        ] as SheetData,
      },
    ]);
    expect(plan.assignments.map(({ department }) => department)).toEqual(['Ambiente', 'Ambiente', 'Scuola']);
  });

  it('has a sheet for each department', async () => {
    const sheet = (name: string, first: number) => ({
      sheet: name,
      data: [
        [text('Numero'), text('Titolo')],
        [number(first), text(`Primo di ${name}`)],
      ] as SheetData,
    });
    const plan = await planOf([
      {
        sheet: 'Ente',
        data: [
          [text('Ente'), text('Anno')],
          [text('Comune di Prova'), number(2026)],
        ] as SheetData,
      },
      sheet('Settore 1', 1),
      sheet('Settore 2', 2),
    ]);
    expect(plan.assignments.map(({ number: item, department }) => [item, department])).toEqual([
      [1, 'Settore 1'],
      [2, 'Settore 2'],
    ]);
  });

  it('tells the sheet, the line and the column of a mistake, and a code that is now a date', async () => {
    const data = [
      [text('Codice'), text('Titolo'), text('Settore'), text('Peso')],
      [day('2001-02-08'), text('Verde'), text('Ambiente'), text('tanto')],
    ] as SheetData;
    const result = await read(await bytesOf([{ sheet: 'PEG', data }]), 'Comune di Prova 2026.xlsx');
    expect(result.ok).toBe(false);
    expect(said(result).slice(0, 2)).toEqual([
      'Comune di Prova 2026.xlsx, foglio «PEG», riga 2, colonna Codice: trovato «2001-02-08», atteso: un codice (Excel l’ha preso per una data; era forse 8.2.1): dare alla colonna il formato Testo, e poi scriverlo di nuovo',
      'Comune di Prova 2026.xlsx, foglio «PEG», riga 2, colonna Peso: trovato «tanto», atteso: un numero (per esempio 12,5)',
    ]);
  });

  it('names the sheets that were not read', async () => {
    const result = await read(
      await bytesOf([
        { sheet: 'PEG', data: PEG },
        { sheet: 'Prova', data: [[text('a')]] as SheetData },
      ]),
    );
    expect(said(result)[0]).toBe(
      'piano.xlsx, foglio «Prova»: non è stato letto: nessuna tabella si chiama così',
    );
  });
});

it('a workbook is read although bytes follow its end', async () => {
  const whole = await bytesOf([{ sheet: 'PEG', data: PEG }]);
  const result = await read(Buffer.concat([whole, Buffer.from('\r\n--bound--\r\n')]));
  expect(result.ok).toBe(true);
});

describe('a file that is no workbook that can be read is told in one sentence', async () => {
  const whole = await bytesOf([{ sheet: 'PEG', data: PEG }]);
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const renamed = (from: string, to: string): Buffer =>
    Buffer.from(whole.toString('latin1').replaceAll(from, to), 'latin1');
  const encrypted = Buffer.from(whole);
  const entry = encrypted.indexOf(Buffer.from('504b0102', 'hex'));
  encrypted.writeUInt16LE(encrypted.readUInt16LE(entry + 8) | 1, entry + 8);

  it.each([
    [
      'piano.xlsx',
      whole.subarray(0, whole.length / 2),
      'una cartella di lavoro intera (il file è rotto o non è di Excel: salvarlo di nuovo, o scaricarlo di nuovo)',
    ],
    [
      'piano.xlsx',
      Buffer.from('<html>errore</html>'),
      'una cartella di lavoro intera (il file è rotto o non è di Excel: salvarlo di nuovo, o scaricarlo di nuovo)',
    ],
    [
      'piano.xlsx',
      compound,
      'una cartella di lavoro senza password (in Excel: File, Informazioni, Proteggi cartella di lavoro, togliere la password)',
    ],
    [
      'piano.xls',
      compound,
      'un file .xlsx (questo è di Excel 97 o ha una password; in Excel: File, Salva con nome, «Cartella di lavoro di Excel (.xlsx)»)',
    ],
    ['piano.xlsx', encrypted, 'una cartella di lavoro senza password'],
    [
      'piano.xlsm',
      whole,
      'un file senza macro (in Excel: File, Salva con nome, «Cartella di lavoro di Excel (.xlsx)»)',
    ],
    ['piano.xlsx', renamed('xl/styles.xml', 'vbaProject.bin'), null],
    [
      'piano.xlsx',
      renamed('xl/workbook.xml', 'xl/workbuuk.xml'),
      'una cartella di lavoro di Excel (dentro questo file non ce n’è una)',
    ],
    ['piano.xlsx', renamed('<sheetData>', '<sheetData '), null],
    ['piano.xlsx', Buffer.alloc(0), 'un file con dei dati (è vuoto)'],
    [
      'piano.csv',
      Buffer.from([1, 0, 2, 0, 3]),
      'un testo CSV (questo file non è un testo: forse ha il nome di un altro)',
    ],
    [
      'piano.xlsx',
      Buffer.alloc(50 * 1024 * 1024),
      'un file di al più 25 MB (in Excel, eliminare immagini, fogli e righe vuote formattate)',
    ],
  ])('%s (%#)', async (name, bytes, expected) => {
    const result = await read(bytes, name);
    if (expected === null) return expect(result.issues.length).toBeGreaterThan(0);
    expect(said(result)).toEqual([`${name}: atteso: ${expected}`]);
    expect(result.ok).toBe(false);
  });

  it('a workbook named as a CSV is read as what it is', async () => {
    expect((await read(whole, 'piano.csv')).ok).toBe(true);
  });

  it('the directory of an archive tells its files without unpacking them', () => {
    const names = zipDirectory(whole)?.map(({ name }) => name) ?? [];
    expect(names).toContain('xl/workbook.xml');
    expect(
      zipDirectory(whole)
        ?.find(({ name }) => name === 'xl/workbook.xml')
        ?.content()
        .toString(),
    ).toContain('PEG');
  });
});
