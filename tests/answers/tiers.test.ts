import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answers/engine.ts';
import { toXlsx } from '../../src/documents/xlsx.ts';
import type { CostLine, Plan } from '../../src/domain/types.ts';
import { planTables } from '../../src/store/plan/import/index.ts';
import { openFile } from '../../src/store/plan/import/open-source.ts';
import { readSource } from '../../src/store/plan/import/read-plan.ts';
import { engineOf } from '../support/engine.ts';
import { assignment, item, smallPlan } from '../support/small-plan.ts';

const unit = (code: string, name: string, level: string, parent: string | null, department = 'D1') => ({
  code,
  department,
  name,
  aliases: [],
  note: null,
  level,
  parent,
});

const cost = (row: number, code: string, committed: number, department = 'D1', number = row): CostLine => ({
  row,
  kind: 'objective',
  number,
  department,
  unit: code,
  scopeAsPrinted: '',
  personnel: null,
  committed,
  settled: null,
  assessed: null,
  collected: null,
  note: null,
});

/**
 * A Provincia of four levels. Under D1 the services Ambiente and Strade; under Ambiente the office Acque, and under that
 * the laboratory Analisi; under Strade the office Ponti; under D2 the service Scuole, alone.
 * Objective 1 is of Ambiente itself, 2 of Acque, 3 of Analisi, 4 of Ponti, 5 of Scuole; 6 is shared by Acque and Analisi.
 */
function provincia(): Plan {
  const base = smallPlan();
  const owners: readonly (readonly [number, string, string])[] = [
    [1, 'D1', 'S-AMB'],
    [2, 'D1', 'U-ACQ'],
    [3, 'D1', 'L-ANA'],
    [4, 'D1', 'U-PON'],
    [5, 'D2', 'S-SCU'],
    [6, 'D1', 'U-ACQ'],
    [6, 'D1', 'L-ANA'],
  ];
  return {
    ...base,
    head: { ...base.head, body: 'pianalta', bodyName: 'Provincia di Pianalta', controllerUnit: 'S-SCU' },
    departments: [
      { code: 'D1', name: 'Direzione Territorio', aliases: [], level: 'Direzione' },
      { code: 'D2', name: 'Direzione Istruzione', aliases: [], level: 'Direzione' },
    ],
    units: [
      unit('S-AMB', 'Servizio Ambiente', 'Servizio', null),
      unit('S-STR', 'Servizio Strade', 'Servizio', null),
      unit('U-ACQ', 'Ufficio Acque', 'Ufficio', 'S-AMB'),
      unit('L-ANA', 'Laboratorio Analisi', 'Laboratorio', 'U-ACQ'),
      unit('U-PON', 'Ufficio Ponti', 'Ufficio', 'S-STR'),
      unit('S-SCU', 'Servizio Scuole', 'Servizio', null, 'D2'),
    ],
    items: [1, 2, 3, 4, 5, 6].map((number) =>
      item('objective', number, { title: `Impegno numero ${number}` }),
    ),
    assignments: owners.map(([number, department, code]) =>
      assignment('objective', number, department, code),
    ),
    costLines: [
      cost(1, 'S-AMB', 100_00),
      cost(2, 'U-ACQ', 20_00),
      cost(3, 'L-ANA', 3_00),
      cost(4, 'U-PON', 4_000_00),
      cost(5, 'S-SCU', 50_000_00, 'D2'),
      cost(6, 'U-ACQ', 1_00, 'D1', 6),
      cost(7, 'L-ANA', 2_00, 'D1', 6),
    ],
    phases: [],
    people: [],
    roles: [],
  };
}

const engine = engineOf([provincia()]);

const ask = (question: string, before: Reply | null = null): Promise<Reply> =>
  engine.ask({
    question,
    conversation: before?.conversation ?? null,
    asker: null,
    now: new Date('2026-05-04T09:00:00Z'),
  });

/** The cells of the table, row by row. */
const rowsOf = ({ answer }: Reply): readonly (readonly string[])[] =>
  (answer.table?.rows ?? []).map((row) => row.map(({ text }) => text));

describe('what a unit has with all that is part of it', () => {
  it.each([
    ['quanto ha impegnato il Servizio Ambiente?', 126_00],
    ['quanto ha impegnato l’Ufficio Acque?', 26_00],
    ['quanto ha impegnato il Laboratorio Analisi?', 5_00],
    ['quanto ha impegnato il Servizio Strade?', 4_000_00],
    ['quanto ha impegnato la Direzione Territorio?', 4_126_00],
    ['quanti obiettivi ha il Servizio Ambiente?', 4],
    ['quanti obiettivi ha l’Ufficio Acque?', 3],
    ['quanti obiettivi ha il Laboratorio Analisi?', 2],
    ['quanti obiettivi non sono del Servizio Ambiente?', 2],
  ])('%s', async (question, value) => {
    expect((await ask(question)).answer.value).toBe(value);
  });

  it('is a share of the whole body', async () => {
    const { headline } = (await ask('che percentuale dell’impegnato è del Servizio Strade?')).answer;
    expect(headline).toContain('7,39 %');
  });
});

describe('each rank of units', () => {
  it('adds up what is under it, and nothing twice', async () => {
    const services = await ask('impegnato per servizio');
    expect(rowsOf(services)).toEqual([
      ['S-AMB Servizio Ambiente', '126,00 €'],
      ['S-STR Servizio Strade', '4.000,00 €'],
      ['S-SCU Servizio Scuole', '50.000,00 €'],
      ['Totale', '54.126,00 €'],
    ]);
    expect(services.answer.notes).toEqual([]);
    expect(services.answer.proof?.sum).toBe('126,00 € + 4.000,00 € + 50.000,00 € = 54.126,00 €');
  });

  it('says what lies in none of its units', async () => {
    const offices = await ask('impegnato per ufficio');
    expect(rowsOf(offices)).toEqual([
      ['U-ACQ Ufficio Acque', '26,00 €'],
      ['U-PON Ufficio Ponti', '4.000,00 €'],
      ['Totale', '54.126,00 €'],
    ]);
    expect(offices.answer.notes).toEqual([
      '50.100,00 € non è attribuito a nessuna riga: insieme fanno meno del totale.',
    ]);
  });

  it.each([
    ['quale ufficio ha più obiettivi?', 'U-ACQ Ufficio Acque: 3'],
    ['quale servizio ha impegnato di meno?', 'S-AMB Servizio Ambiente: impegnato 126,00 €'],
    ['i servizi con più di 3 obiettivi', '1 servizio'],
    ['i servizi che hanno impegnato più di 1.000 euro', '2 servizi'],
    ['quanti uffici ci sono?', '2 uffici (2026): U-ACQ Ufficio Acque; U-PON Ufficio Ponti.'],
  ])('%s', async (question, expected) => {
    expect((await ask(question)).answer.headline).toContain(expected);
  });

  it('stays what is meant in the next question, until another is named', async () => {
    const services = await ask('impegnato per servizio');
    const same = await ask('e il liquidato?', services);
    expect(same.conversation.query).toMatchObject({ type: 'figures', by: 'unit', tier: 'servizio' });
    const offices = await ask('e per ufficio?', services);
    expect(rowsOf(offices).map(([name]) => name)).toEqual([
      'U-ACQ Ufficio Acque',
      'U-PON Ufficio Ponti',
      'Totale',
    ]);
  });

  it('is the same when the plan is exported and imported again', async () => {
    const plan = provincia();
    const workbook = await toXlsx(planTables(plan), plan.head.timezone);
    const read = readSource(await openFile('piano.xlsx', workbook));
    expect(read).toMatchObject({ ok: true, plan: { units: plan.units, assignments: plan.assignments } });
  });
});
