import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  describeImportError,
  type ImportError,
  readPlan,
} from '../../../../src/store/plan/import/read-plan.ts';
import { temporaryFolder } from '../../../support/database.ts';
import { LUCCA_FOLDER } from '../../../support/plan.ts';

/** A copy of the folder of Lucca, to be spoiled. */
function folder() {
  const path = temporaryFolder();
  cpSync(LUCCA_FOLDER, path, { recursive: true });
  return {
    path,
    /** Replaces text that must be there. */
    replace(file: string, from: string, to: string): void {
      const content = readFileSync(join(path, file), 'utf8');
      if (!content.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(
        join(path, file),
        content.replace(from, () => to),
      );
    },
    append: (file: string, rows: string): void => writeFileSync(join(path, file), rows, { flag: 'a' }),
    write: (file: string, content: string | Buffer): void => writeFileSync(join(path, file), content),
    read: (file: string): string => readFileSync(join(path, file), 'utf8'),
    remove: (file: string): void => rmSync(join(path, file)),
    errors(): readonly ImportError[] {
      const read = readPlan(path);
      return read.ok ? [] : read.errors;
    },
  };
}

/** What one replacement in one file is reported as. */
function errorsOf(file: string, from: string, to: string): readonly ImportError[] {
  const spoiled = folder();
  spoiled.replace(file, from, to);
  return spoiled.errors();
}

describe('a cell that cannot be read', () => {
  it.each([
    ['plan.csv', ',2021,', ',ventuno,', 2, 'year', 'ventuno', 'un numero intero'],
    ['plan.csv', ',2021,', ',1850,', 2, 'year', '1850', 'un anno tra 1990 e 2100'],
    ['plan.csv', '07-12', '12-07-2021', 2, 'patron_day', '12-07-2021', 'un giorno MM-GG, o niente'],
    [
      'plan.csv',
      '2022-05-31,U',
      '31/05/2022,U',
      2,
      'approved_on',
      '31/05/2022',
      'una data AAAA-MM-GG, o niente',
    ],
    [
      'plan.csv',
      'Europe/Rome',
      'Europe/Lucca',
      2,
      'timezone',
      'Europe/Lucca',
      'un fuso orario IANA, per esempio Europe/Rome',
    ],
    ['departments.csv', 'Staff C,', ',', 4, 'code', '', 'un testo (la cella è vuota)'],
    [
      'items.csv',
      'objective,1,',
      'obiettivo,1,',
      2,
      'kind',
      'obiettivo',
      'uno tra objective, process, indicator',
    ],
    ['items.csv', 'objective,1,', 'objective,0,', 2, 'number', '0', 'un numero intero maggiore di zero'],
    [
      'items.csv',
      'unit,2021,2021,22,100.00',
      'unit,2021,2021,22,100.01',
      2,
      'attainment_pct',
      '100.01',
      'una percentuale da 0 a 100',
    ],
    [
      'items.csv',
      'unit,2021,2021,22,100.00',
      'unit,2021,2021,22,"95,5"',
      2,
      'attainment_pct',
      '95,5',
      'una percentuale da 0 a 100 con il punto decimale, o niente',
    ],
    [
      'items.csv',
      'unit,2021,2021,22,100.00',
      'unit,2021,2021,alto,100.00',
      2,
      'weight',
      'alto',
      'un numero con il punto decimale, o niente',
    ],
    ['items.csv', '100.00,16,', '100.00,16;18,', 2, 'sdg_goals', '16;18', 'goal da 1 a 17 separati da «;»'],
    [
      'cost_lines.csv',
      '87301.61',
      '87.301',
      2,
      'personnel_eur',
      '87.301',
      'un importo in euro con il punto decimale e al più due cifre, o niente',
    ],
    [
      'cost_lines.csv',
      '87301.61',
      '€ 87301',
      2,
      'personnel_eur',
      '€ 87301',
      'un importo in euro con il punto decimale e al più due cifre, o niente',
    ],
    ['assignments.csv', 'U.O.5.7,yes', 'U.O.5.7,sì', 2, 'lead', 'sì', '«yes» o «no»'],
    [
      'declared.csv',
      '3813838.42',
      'circa 3.8 milioni',
      4,
      'value',
      'circa 3.8 milioni',
      'un numero con il punto decimale',
    ],
    [
      'phases.csv',
      'objective;process',
      'objective;processi',
      2,
      'kinds',
      'objective;processi',
      'tipi tra objective, process, indicator, separati da «;»',
    ],
    ['phases.csv', '2021-09-30', '2021-09-31', 2, 'due_on', '2021-09-31', 'una data AAAA-MM-GG'],
    [
      'monitoring_summary.csv',
      'achieved,3',
      'achieved,-3',
      2,
      'count',
      '-3',
      'un numero intero non negativo',
    ],
    [
      'facts.csv',
      '185.38,sqkm',
      '185.38,kmq',
      2,
      'unit',
      'kmq',
      'uno tra eur, percent, persons, count, sqm, sqkm, years, score, hours',
    ],
    [
      'facts.csv',
      '185.38,sqkm',
      '185 e rotti,sqkm',
      2,
      'value',
      '185 e rotti',
      'un numero con il punto decimale',
    ],
    ['goals.csv', '\n17,', '\n18,', 18, 'number', '18', 'un numero da 1 a 17'],
    [
      'people.csv',
      'ref.staff-a@lucca.example',
      'ref.staff-a',
      2,
      'email',
      'ref.staff-a',
      'un indirizzo e-mail',
    ],
    [
      'roles.csv',
      'ref-staff-a,contact',
      'ref-staff-a,referente',
      2,
      'role',
      'referente',
      'uno tra contact, head, controller, evaluator, staff',
    ],
  ])(
    '%s: %s written %s is told with line, column, value and expectation',
    (file, from, to, line, column, value, expected) => {
      expect(errorsOf(file, from, to)).toEqual([{ file, line, column, value, expected }]);
    },
  );

  it('a short title of more than 60 characters', () => {
    const title = 'x'.repeat(61);
    expect(errorsOf('items.csv', 'Patrimonio edilizio e monumentale: catasto e gestione', title)).toEqual([
      {
        file: 'items.csv',
        line: 2,
        column: 'short_title',
        value: title,
        expected: 'un titolo breve di al più 60 caratteri',
      },
    ]);
  });
});

describe('a reference that leads nowhere, or twice', () => {
  it.each([
    [
      'plan.csv',
      ',U.O.1.5,',
      ',U.O.1.9,',
      2,
      'controller_unit',
      'U.O.1.9',
      'il codice di un’U.O. di units.csv',
    ],
    [
      'units.csv',
      'Staff A,Staff A,Uffici',
      'Staff A,Staff Z,Uffici',
      2,
      'department',
      'Staff Z',
      'il codice di un settore di departments.csv',
    ],
    [
      'monitoring_summary.csv',
      'monitoraggio-2021,objective,achieved',
      'monitoraggio-2020,objective,achieved',
      2,
      'phase',
      'monitoraggio-2020',
      'il codice di una fase di phases.csv',
    ],
    [
      'roles.csv',
      'ref-staff-a,contact',
      'ref-staff-z,contact',
      2,
      'person',
      'ref-staff-z',
      'il codice di una persona di people.csv',
    ],
    [
      'roles.csv',
      'ref-avvocatura,contact,Staff B,Avvocatura',
      'ref-avvocatura,contact,Staff B,',
      3,
      'unit',
      '',
      'l’U.O. di cui la persona è referente',
    ],
    [
      'roles.csv',
      'ref-avvocatura,contact,Staff B',
      'ref-avvocatura,contact,Staff C',
      3,
      'unit',
      'Avvocatura',
      'un’U.O. dello Staff C (questa è dello Staff B)',
    ],
    [
      'phases.csv',
      '2021-09-30',
      '2021-06-30',
      2,
      'due_on',
      '2021-06-30',
      'una data non precedente a opens_on (2021-07-01)',
    ],
    [
      'phases.csv',
      '2021-09-30,',
      '2021-09-30,2021-06-30',
      2,
      'closes_on',
      '2021-06-30',
      'una data non precedente a opens_on (2021-07-01)',
    ],
    [
      'items.csv',
      'unit,2021,2021,22,100.00',
      'unit,2021,2020,22,100.00',
      2,
      'horizon_end',
      '2020',
      'un anno non precedente a horizon_start',
    ],
    [
      'assignments.csv',
      'objective,1,Settore 5,U.O.5.7',
      'objective,1,Settore 5,U.O.5.9',
      2,
      'unit',
      'U.O.5.9',
      'il codice di un’U.O. di units.csv',
    ],
    [
      'people.csv',
      'ref.avvocatura@lucca.example',
      'REF.STAFF-A@lucca.example',
      3,
      'email',
      'ref.staff-a@lucca.example',
      'un valore non già usato (è alla riga 2)',
    ],
    [
      'departments.csv',
      '\nIstituto Boccherini,',
      '\nSettore 9,',
      14,
      'code',
      'Settore 9',
      'un valore non già usato (è alla riga 13)',
    ],
    ['goals.csv', '\n17,', '\n16,', 18, 'number', '16', 'un valore non già usato (è alla riga 17)'],
  ])('%s: %s written %s', (file, from, to, line, column, value, expected) => {
    expect(errorsOf(file, from, to)).toContainEqual({ file, line, column, value, expected });
  });

  it('a second plan in one folder', () => {
    const spoiled = folder();
    const [, row = ''] = spoiled.read('plan.csv').split('\n');
    spoiled.append('plan.csv', `${row}\n`);
    expect(spoiled.errors()).toEqual([
      { file: 'plan.csv', line: 3, column: 'body', value: 'lucca', expected: 'una riga sola' },
    ]);
  });

  it('an item twice, and its second row with a line of its own', () => {
    const spoiled = folder();
    const [, row = ''] = spoiled.read('items.csv').split('\n');
    spoiled.append('items.csv', `${row}\n`);
    expect(spoiled.errors()).toEqual([
      {
        file: 'items.csv',
        line: 132,
        column: 'number',
        value: 'objective:1',
        expected: 'un valore non già usato (è alla riga 2)',
      },
    ]);
  });

  it('an item that no structure has', () => {
    expect(errorsOf('assignments.csv', 'objective,1,Settore 5', 'objective,70,Settore 5')).toEqual([
      {
        file: 'items.csv',
        line: 2,
        column: 'number',
        value: 'objective:1',
        expected: 'almeno una riga in assignments.csv',
      },
      {
        file: 'assignments.csv',
        line: 2,
        column: 'number',
        value: 'objective:70',
        expected: 'un elemento di items.csv',
      },
    ]);
  });

  it('a cost line of an unknown item', () => {
    expect(errorsOf('cost_lines.csv', 'objective,48,', 'objective,480,')).toEqual([
      {
        file: 'cost_lines.csv',
        line: 2,
        column: 'number',
        value: 'objective:480',
        expected: 'un elemento di items.csv',
      },
    ]);
  });
});

describe('a file that is not what it should be', () => {
  it('is a folder that does not exist', () => {
    const read = readPlan('/nessuna/cartella');
    expect(read.ok ? [] : read.errors.map(describeImportError)).toEqual([
      '/nessuna/cartella: atteso: una cartella con i file CSV del piano (non esiste)',
    ]);
  });

  it.each([
    'plan.csv',
    'departments.csv',
    'units.csv',
    'items.csv',
    'assignments.csv',
    'people.csv',
    'roles.csv',
  ])('is %s missing, without which there is no plan', (file) => {
    const spoiled = folder();
    spoiled.remove(file);
    expect(spoiled.errors()).toEqual([
      { file, line: null, column: null, value: null, expected: 'il file (manca, e senza non c’è un piano)' },
    ]);
  });

  it('is never one that a plan can do without', () => {
    const bare = folder();
    for (const file of [
      'cost_lines.csv',
      'declared.csv',
      'notes.csv',
      'facts.csv',
      'fact_notes.csv',
      'glossary.csv',
      'goals.csv',
      'acts.csv',
      'legal_deadlines.csv',
      'monitoring_summary.csv',
      'phases.csv',
    ])
      bare.remove(file);
    expect(bare.errors()).toEqual([]);
  });

  it('is a required file with its header alone', () => {
    const spoiled = folder();
    spoiled.write('people.csv', 'code,name,email\n');
    expect(spoiled.errors()).toEqual([
      { file: 'people.csv', line: null, column: null, value: null, expected: 'almeno una riga' },
    ]);
  });

  it.each([
    ['a column renamed', 'code,name,email', 'codice,name,email'],
    ['a column missing', 'code,name,email', 'code,name'],
    ['semicolons, as Excel in Italian writes them', 'code,name,email', 'code;name;email'],
  ])('is a header with %s', (_, from, to) => {
    const errors = errorsOf('people.csv', from, to);
    expect(errors).toEqual([
      { file: 'people.csv', line: 1, column: null, value: to, expected: 'le colonne code,name,email' },
    ]);
  });

  it('is one that is not UTF-8, with the first line that shows it', () => {
    const spoiled = folder();
    spoiled.write(
      'departments.csv',
      Buffer.from(spoiled.read('departments.csv').replace('sociale;', 'socialità;'), 'latin1'),
    );
    expect(spoiled.errors()).toContainEqual({
      file: 'departments.csv',
      line: 6,
      column: null,
      value: null,
      expected: 'testo UTF-8 (in Excel: salvare come «CSV UTF-8»)',
    });
  });

  it('is a quote that is never closed', () => {
    const spoiled = folder();
    spoiled.append('departments.csv', '"Settore 10,Nuovo,\n');
    expect(spoiled.errors()).toEqual([
      expect.objectContaining({
        file: 'departments.csv',
        line: 15,
        expected: expect.stringContaining('un CSV ben formato'),
      }),
    ]);
  });

  it('is every row with too few or too many cells', () => {
    const spoiled = folder();
    spoiled.append('departments.csv', 'Settore 10,Nuovo\nSettore 11,Nuovo,alias,altro\n');
    expect(spoiled.errors()).toEqual([
      {
        file: 'departments.csv',
        line: 15,
        column: null,
        value: 'Settore 10,Nuovo',
        expected: '3 celle, una per colonna (sono 2)',
      },
      {
        file: 'departments.csv',
        line: 16,
        column: null,
        value: 'Settore 11,Nuovo,alias,altro',
        expected: '3 celle, una per colonna (sono 4)',
      },
    ]);
  });
});

describe('what is no error', () => {
  it('is a byte order mark', () => {
    const plain = folder();
    plain.write('departments.csv', `\uFEFF${plain.read('departments.csv')}`);
    expect(plain.errors()).toEqual([]);
  });

  it('is Windows line ends', () => {
    const plain = folder();
    plain.write('departments.csv', plain.read('departments.csv').replaceAll('\n', '\r\n'));
    expect(plain.errors()).toEqual([]);
  });

  it('is blank lines, and no line end after the last row', () => {
    const plain = folder();
    plain.write('departments.csv', plain.read('departments.csv').replaceAll('\n', '\n\n').trimEnd());
    expect(plain.errors()).toEqual([]);
  });
});

describe('line numbers', () => {
  it('count the lines inside quoted cells and the blank ones, and name the line a row starts on', () => {
    const spoiled = folder();
    spoiled.append(
      'departments.csv',
      'Settore 10,"Nome\nsu tre\nrighe",\n\n\n,"un nome\nsu due",\nSettore 11,,\n',
    );
    expect(spoiled.errors().map(({ line, column }) => [line, column])).toEqual([
      [20, 'code'],
      [22, 'name'],
    ]);
  });

  it('count the same with Windows line ends', () => {
    const spoiled = folder();
    spoiled.append('departments.csv', 'Settore 10,"Nome\nsu due",\n,vuoto,\n');
    spoiled.write('departments.csv', spoiled.read('departments.csv').replaceAll('\n', '\r\n'));
    expect(spoiled.errors().map(({ line }) => line)).toEqual([17]);
  });
});

describe('the report', () => {
  it('has every error of every file at once', () => {
    const spoiled = folder();
    spoiled.replace('plan.csv', ',2021,', ',ventuno,');
    spoiled.replace('items.csv', 'objective,1,', 'obiettivo,-1,');
    spoiled.replace('people.csv', 'ref.staff-a@lucca.example', 'ref.staff-a');
    spoiled.replace('people.csv', 'ref.avvocatura@lucca.example', 'ref.avvocatura');
    spoiled.remove('roles.csv');
    expect(spoiled.errors().map(({ file, line, column }) => [file, line, column])).toEqual([
      ['plan.csv', 2, 'year'],
      ['items.csv', 2, 'kind'],
      ['items.csv', 2, 'number'],
      ['people.csv', 2, 'email'],
      ['people.csv', 3, 'email'],
      ['roles.csv', null, null],
    ]);
  });

  it('says each in one Italian sentence', () => {
    const [error] = errorsOf('plan.csv', ',2021,', ',ventuno,');
    expect(error && describeImportError(error)).toBe(
      'plan.csv, riga 2, colonna year: trovato «ventuno», atteso: un numero intero',
    );
  });

  it('shortens a value that is too long to read', () => {
    const [error] = errorsOf('plan.csv', 'Europe/Rome', 'x'.repeat(500));
    expect(error && describeImportError(error).length).toBeLessThan(200);
  });
});

describe('the days on which the offices are shut', () => {
  it('are read where the folder has them', () => {
    const own = folder();
    own.write('closures.csv', 'day,name\n2021-12-24,Chiusura natalizia\n');
    expect(own.errors()).toEqual([]);
  });

  it('are refused when a day is none, or comes twice', () => {
    const own = folder();
    own.write('closures.csv', 'day,name\n24/12/2021,Chiusura\n');
    expect(own.errors()).toMatchObject([{ file: 'closures.csv', line: 2, column: 'day' }]);
    own.write('closures.csv', 'day,name\n2021-12-24,Chiusura\n2021-12-24,Ponte\n');
    expect(own.errors()).toMatchObject([{ file: 'closures.csv', line: 3, column: 'day' }]);
  });
});
