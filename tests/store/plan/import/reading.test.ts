import { describe, expect, it } from 'vitest';
import { decimalsOf, numberCell, readNumber, textCell } from '../../../../src/store/plan/import/cells.ts';
import { COLUMN_NAMES, normalised } from '../../../../src/store/plan/import/column-names.ts';
import { readCsv } from '../../../../src/store/plan/import/read-csv.ts';
import { TABLES } from '../../../../src/store/plan/import/tables.ts';
import { readFile, readFiles, said, UNIONE, unioneWith } from '../../../support/plan-files.ts';

/** A plan as an office has it: titles above, a row an item, totals below. */
const OFFICE = [
  'Comune di Borgo a Mare;;;;;;',
  'Piano esecutivo di gestione 2026;;;;;;',
  ';;;;;;',
  'Codice;Obiettivo;Settore;Servizio;Peso %;Scadenza;Impegnato (€)',
  '8.2.1;Qualità dell’aria;Settore 1 - Ambiente;Verde pubblico;12,5;31/12/2026;1.234,50',
  '8.2.2;Perché no;Settore 1 - Ambiente;Verde pubblico;87,5%;30 giugno 2026;€ 1.000',
  ';;;;;;',
  '10.1;Scuole aperte;Settore 2 - Scuola;;100;n.d.;-',
  'TOTALE;;;;200;;2.234,50',
].join('\r\n');

const planOf = (read: ReturnType<typeof readFile>) => {
  if (!read.ok) throw new Error(said(read).join('\n'));
  return read.plan;
};

describe('a file as an office has it', () => {
  it('is read with its titles, its Italian numbers and dates, its empty rows and its total', () => {
    const read = readFile('peg.csv', OFFICE);
    const plan = planOf(read);
    expect(plan.head).toMatchObject({ body: 'borgo-a-mare', bodyName: 'Comune di Borgo a Mare', year: 2026 });
    expect(plan.departments.map(({ code, name }) => [code, name])).toEqual([
      ['Settore 1', 'Ambiente'],
      ['Settore 2', 'Scuola'],
    ]);
    expect(plan.units.map(({ code, department }) => [code, department])).toEqual([
      ['Verde pubblico', 'Settore 1'],
    ]);
    expect(
      plan.items.map(({ number, code, shortTitle, weight, dueOn, horizonEnd }) => [
        number,
        code,
        shortTitle,
        weight,
        dueOn,
        horizonEnd,
      ]),
    ).toEqual([
      [1, '8.2.1', 'Qualità dell’aria', 12.5, '2026-12-31', 2026],
      [2, '8.2.2', 'Perché no', 87.5, '2026-06-30', 2026],
      [3, '10.1', 'Scuole aperte', 100, null, 2026],
    ]);
    expect(
      plan.assignments.map(({ number, department, unit, lead }) => [number, department, unit, lead]),
    ).toEqual([
      [1, 'Settore 1', 'Verde pubblico', true],
      [2, 'Settore 1', 'Verde pubblico', true],
      [3, 'Settore 2', null, true],
    ]);
    expect(
      plan.costLines.map(({ number, department, committed, settled }) => [
        number,
        department,
        committed,
        settled,
      ]),
    ).toEqual([
      [1, 'Settore 1', 123_450, null],
      [2, 'Settore 1', 100_000, null],
    ]);
    expect(read.notes).toEqual(['peg.csv: saltata una riga di totale']);
    // Amounts beside the objectives are its costs, and replace those that are stored.
    expect(read.ok && read.absent.includes('costLines')).toBe(false);
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${OFFICE}`)],
    ['Windows-1252', Buffer.from(OFFICE.replaceAll('’', '\u0092').replaceAll('€', '\u0080'), 'latin1')],
    ['UTF-16, as «Testo Unicode» is', Buffer.from(`\uFEFF${OFFICE.replaceAll(';', '\t')}`, 'utf16le')],
    ['tabs', Buffer.from(OFFICE.replaceAll(';', '\t'))],
    ['a first line that names the separator', Buffer.from(`sep=;\r\n${OFFICE}`)],
    ['Mac line ends', Buffer.from(OFFICE.replaceAll('\r\n', '\r'))],
  ])('is the same plan in %s', (_, bytes) => {
    expect(planOf(readFile('peg.csv', bytes))).toEqual(planOf(readFile('peg.csv', OFFICE)));
  });

  it('is parted by its commas, however long its texts with commas and lists with semicolons are', () => {
    const text = `"uno, due, tre, quattro, ${'parola '.repeat(450)}"`;
    const rows = Array.from({ length: 8 }, (_, at) => `${at},${'a;'.repeat(at === 0 ? 30 : 2)},${text}`);
    const { rows: read } = readCsv('c.csv', 'C', Buffer.from(['code,ways,text', ...rows].join('\n')), []);
    expect(read.map(({ cells }) => cells.length)).toEqual(Array.from({ length: 9 }, () => 3));
  });

  it('may name its columns in any order, in English, in capitals', () => {
    const [, , , , ...rows] = OFFICE.split('\r\n');
    const turned = [
      'COMMITTED_EUR;due_on;WEIGHT;Unit;department;Title;CODE',
      ...rows.map((row) => row.split(';').toReversed().join(';')),
    ];
    const read = readFile('peg.csv', turned.join('\n'), {
      front: { bodyName: 'Comune di Borgo a Mare', year: 2026 },
    });
    expect(planOf(read).items).toEqual(planOf(readFile('peg.csv', OFFICE)).items);
  });

  it('keeps a column that nobody knows, and says so', () => {
    const read = readFile(
      'peg.csv',
      OFFICE.replace('Scadenza', 'Assessore delegato').replace('30 giugno 2026', 'Bianchi'),
    );
    expect(said(read)[0]).toBe(
      'peg.csv, colonna Assessore delegato: non è una colonna di Traguardo: si conserva con il suo nome nella scheda',
    );
    expect(planOf(read).items[1]?.extra).toEqual({ 'Assessore delegato': 'Bianchi' });
  });

  it('says once whose plan it wants to be, where no title does', () => {
    const [, , , ...rows] = OFFICE.split('\r\n');
    expect(said(readFile('peg.csv', rows.join('\n')))[0]).toBe(
      'peg.csv: atteso: l’ente e l’anno del piano: un foglio «Ente», un titolo sopra le intestazioni, oppure --ente "Comune di …" --anno 2026',
    );
  });

  it('may have a heading row for each department, and an item in several rows', () => {
    const plan = planOf(
      readFile(
        'comune-di-prova-2026.csv',
        'N.;Obiettivo;U.O.\nSETTORE 3 - Cultura;;\n1;Biblioteca;Museo\n1;Biblioteca;Archivio\nSETTORE 4 - Sport;;\n2;Palestra;Impianti\n',
        { front: { bodyName: 'Comune di Prova' } },
      ),
    );
    expect(plan.items.map(({ title, scope }) => [title, scope])).toEqual([
      ['Biblioteca', 'transversal'],
      ['Palestra', 'unit'],
    ]);
    expect(
      plan.assignments.map(({ number, department, unit, lead }) => [number, department, unit, lead]),
    ).toEqual([
      [1, 'SETTORE 3', 'Museo', true],
      [1, 'SETTORE 3', 'Archivio', false],
      [2, 'SETTORE 4', 'Impianti', true],
    ]);
  });

  it.each([
    'Azienda sanitaria locale della Val Carsa',
    'ASL Val Carsa',
    'Istituto zooprofilattico del Nord',
    'Università di Valdoro',
  ])('knows whose plan it is by the title above it, and a health body by its own words: «%s»', (body) => {
    const plan = planOf(
      readFile(
        'p.csv',
        `${body};;;\nPiano della performance 2026;;;\nTitolo;Dipartimento;Struttura complessa;% raggiungimento\nAmbulatorio;Dipartimento medico;Pneumologia;45%\n`,
      ),
    );
    expect(plan.head).toMatchObject({ bodyName: body, year: 2026 });
    expect(plan.units.map(({ name, department }) => [name, department])).toEqual([
      ['Pneumologia', 'Dipartimento medico'],
    ]);
    expect(plan.items[0]?.attainment).toBe(45);
  });

  it('takes codes in the column of numbers for codes, and a «Tipo» of its own for a type', () => {
    const plan = planOf(
      readFile('p.csv', 'N.;Titolo;Area;Tipo\nSP5;Uno;Area A;Sviluppo\nA6.1;Due;Area B;Mantenimento\n', {
        front: { bodyName: 'Unione Alta Valle', year: 2026 },
      }),
    );
    expect(plan.items.map(({ kind, number, code, type }) => [kind, number, code, type])).toEqual([
      ['objective', 1, 'SP5', 'Sviluppo'],
      ['objective', 2, 'A6.1', 'Mantenimento'],
    ]);
  });

  it('gives long titles short ones that differ, cut at a word', () => {
    const long = 'Ristrutturazione e messa in sicurezza della palestra comunale di via Roma';
    const plan = planOf(
      readFile('p.csv', `Titolo;Settore\n${long}, primo lotto;S1\n${long}, secondo lotto;S1\n`, {
        front: { bodyName: 'Comune di Prova', year: 2026 },
      }),
    );
    expect(plan.items.map(({ shortTitle }) => shortTitle)).toEqual([
      'Ristrutturazione e messa in sicurezza della palestra',
      'Ristrutturazione e messa in sicurezza della palestra (2)',
    ]);
  });
});

it('takes no name of a structure for a month', () => {
  const plan = planOf(
    readFile('p.csv', 'Titolo;Settore\nUno;Settore 10\nDue;Settore 11\nTre;Marketing 12\n', {
      front: { bodyName: 'Comune di Prova', year: 2026 },
    }),
  );
  expect(plan.departments.map(({ code }) => code)).toEqual(['Settore 10', 'Settore 11', 'Marketing 12']);
});

describe('a folder', () => {
  it('may be saved by an Italian Excel: semicolons, commas, Italian words', () => {
    const italian = {
      ...UNIONE,
      'items.csv':
        'Tipo;Numero;Codice;Titolo;Titolo breve;Descrizione;Parole chiave;Ambito;Anno di inizio;Anno di fine;Pesatura;Raggiungimento;Goal;Target Agenda 2030\nObiettivo;1;8.2.1;Rinnovare l’anagrafe;Anagrafe nuova;Passare alla nuova anagrafe.;"anpr;residenza";unità;2026;2026;60,0;;16;\nobiettivo;2;8.2.2;Asfaltare la strada del passo;Strada del passo;Asfaltare dodici chilometri.;asfalto;TRASVERSALE;2026;2027;40;n.d.;;\nProcesso;1;;Rilascio dei certificati;Certificati;Rilasciare certificati.;certificato;di unità;2026;2026;-;;;\n',
      'cost_lines.csv':
        UNIONE['cost_lines.csv']
          ?.replaceAll(',', ';')
          .replace('12000.50', '12.000,50')
          .replace('3000.00', '€ 3.000,00')
          .replace('90000.00', '90.000') ?? '',
      'phases.csv':
        'Codice;Nome;Tipi di voce;Apre il;Scade il;Chiude il\ngiugno;Monitoraggio di giugno;obiettivi e processi;01/06/2026;30.06.2026;\n',
    };
    expect(planOf(readFiles(italian))).toEqual(planOf(readFiles(UNIONE)));
  });

  it('needs neither units nor people nor any file but the front page and the items with their structure', () => {
    const plan = planOf(
      readFiles({
        'plan.csv': 'Ente;Anno\nUnione Alta Valle;2026\n',
        'items.csv': 'Titolo;Area\nUno;Area tecnica\n',
      }),
    );
    expect(plan.head).toMatchObject({
      body: 'unione-alta-valle',
      controllerUnit: null,
      patronDay: null,
      timezone: 'Europe/Rome',
    });
    expect(plan.assignments).toEqual([
      {
        kind: 'objective',
        number: 1,
        department: 'Area tecnica',
        unit: null,
        lead: true,
        share: null,
        source: 'Piano della performance 2026',
      },
    ]);
  });

  it('may tell structures, people and items by their names', () => {
    const named = unioneWith(
      ['assignments.csv', 'objective,1,A1,A1.1', 'objective,1,Area affari generali,Servizio demografico'],
      ['roles.csv', 'dir-a1,head,A1', 'A1@unione.example,dirigente,a1'],
    );
    expect(planOf(readFiles(named))).toEqual(planOf(readFiles(UNIONE)));
  });

  it('reads a file whose name differs by its capitals, and names it and the copies that it passes over', () => {
    const files = {
      ...unioneWith(['phases.csv', 'as', 'Phases.csv']),
      'cost_lines (1).csv': UNIONE['cost_lines.csv'] ?? '',
      'appunti.csv': 'a,b\n1,2\n',
    };
    const read = readFiles(files);
    expect(said(read)).toEqual([
      'Phases.csv: è stato letto come phases.csv',
      'cost_lines (1).csv: non è stato letto: c’è già cost_lines.csv',
      'appunti.csv: non è stato letto: nessuna tabella si chiama così',
    ]);
    expect(planOf(read).phases).toHaveLength(1);
  });
});

describe('a text', () => {
  it.each([
    ['missione 1 \u0096 componente 2', 'missione 1 – componente 2'],
    ['l\u0092anno', 'l’anno'],
    ['costa 10 \u0080', 'costa 10 €'],
    ['fine\u000b pagina\u0007', 'fine pagina'],
    ['su due\nrighe', 'su due\nrighe'],
  ])('%j, as a wrong conversion leaves it, is «%s»', (raw, text) => {
    expect(textCell(raw).text).toBe(text);
  });
});

describe('a number', () => {
  it.each([
    ['1.234,50', null, '1234.50'],
    ['1,234.50', null, '1234.50'],
    ['€ 1.234.567', null, '1234567'],
    ['12,5', null, '12.5'],
    ['95%', null, '95'],
    ['(12,00)', null, '-12.00'],
    ['1 234,5', null, '1234.5'],
    ['1’234.5', null, '1234.5'],
    ['0,125', null, '0.125'],
    ['1.234', 'comma', '1234'],
    ['1.234', 'point', '1.234'],
    ['1,234', 'comma', '1.234'],
    ['1.234', null, 'ambiguous'],
    ['12-13', null, 'no_number'],
    ['1.23.4', null, 'no_number'],
  ] as const)('%s with decimals after a %s is %s', (text, decimals, expected) => {
    const read = readNumber(textCell(text), decimals);
    expect(read.ok ? read.text : read.because).toBe(expected);
  });

  it('of a spreadsheet is itself, and a hundred times itself where it is shown as a percentage', () => {
    expect(readNumber(numberCell(1234.5), null)).toEqual({ ok: true, text: '1234.5' });
    expect(numberCell(0.07, true).number).toBe(7);
    expect(readNumber(numberCell(0.1 + 0.2), null)).toEqual({ ok: true, text: '0.3' });
  });

  it('is read as the others of its column are written', () => {
    const column = (...texts: string[]) => decimalsOf(texts.map(textCell), null);
    expect(column('12,5', '1.234')).toBe('comma');
    expect(column('12.5', '1.234')).toBe('point');
    expect(column('12.5', '12,5', '1.234')).toBeNull();
  });
});

it('every column of every table has one name of its own', () => {
  for (const [table, { schema }] of Object.entries(TABLES)) {
    const names = COLUMN_NAMES[table as keyof typeof TABLES];
    expect(Object.keys(names).toSorted(), table).toEqual(Object.keys(schema.shape).toSorted());
    const all = Object.entries(names).flatMap(([column, list]) => [
      ...new Set([column, ...list.split('|')].map(normalised)),
    ]);
    expect(
      all.filter((name, index) => all.indexOf(name) !== index),
      table,
    ).toEqual([]);
  }
});
