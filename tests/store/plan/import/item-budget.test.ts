import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../../src/answers/ports.ts';
import { toXlsx } from '../../../../src/documents/xlsx.ts';
import { planTables } from '../../../../src/store/plan/import/index.ts';
import { openFile } from '../../../../src/store/plan/import/open-source.ts';
import { type ReadResult, readSource } from '../../../../src/store/plan/import/read-plan.ts';
import { readFile, said } from '../../../support/plan-files.ts';

const FRONT = { front: { bodyName: 'Comune di Prova', year: 2026 } };
const planOf = (read: ReadResult) => {
  if (!read.ok) throw new Error(said(read).join('\n'));
  return read.plan;
};
const read = (...lines: readonly string[]) => planOf(readFile('peg.csv', `${lines.join('\n')}\n`, FRONT));

const PEG = [
  'Settore;N.;Obiettivo;Peso;Capitolo;Stanziamento;Stanziamento 2027;Fonte di finanziamento;CUP',
  'Tributi;1;Ridurre le code;20;1203/10;12.500,50;10.000,00;;',
  'Tributi;;;;1204;3.000,00;;;',
  'Cultura;2;Festival;10;;;;PNRR;',
  'Cultura;3;Biblioteca;10;1500;80.000,00;;PNRR;B13F22000160006',
] as const;

describe('what is set aside for objectives, told beside them', () => {
  it('is a line of the budget for each amount, with its chapter, its fund and the year of its column', () => {
    const { budgetLines, assignments, items } = read(...PEG);
    expect(
      budgetLines.map(({ number, entry, amount, year, chapter, fund, cup, department }) =>
        [number, entry, amount, year, chapter, fund, cup, department].join(' '),
      ),
    ).toEqual([
      '1 stanziamento 1250050 2026 1203/10   Tributi',
      '1 stanziamento 1000000 2027 1203/10   Tributi',
      '1 stanziamento 300000 2026 1204   Tributi',
      '3 stanziamento 8000000 2026 1500 PNRR B13F22000160006 Cultura',
    ]);
    expect(items.map(({ title }) => title)).toEqual(['Ridurre le code', 'Festival', 'Biblioteca']);
    expect(assignments).toHaveLength(3);
  });

  it('leaves a fund without an amount with its item, under its own heading', () => {
    expect(read(...PEG).items[1]?.extra).toEqual({ 'Fonte di finanziamento': 'PNRR' });
    const [only] = read('Obiettivo;Settore;Capitolo', 'Piazza;Tecnico;1203').items;
    expect(only?.extra).toEqual({ Capitolo: '1203' });
  });

  it('is told by its place and its heading where it is no amount', () => {
    const wrong = readFile('peg.csv', 'Obiettivo;Settore;Stanziamento\nPiazza;Tecnico;molto\n', FRONT);
    expect(said(wrong)[0]).toMatch(
      /^peg\.csv, riga 2, colonna Stanziamento: trovato «molto», atteso: un importo/u,
    );
  });

  it('has no chapter that Excel took for a date', () => {
    const wrong = readFile(
      'peg.csv',
      'Obiettivo;Settore;Capitolo;Stanziamento\nPiazza;Tecnico;mar-03;500,00\nScuola;Tecnico;1203/10;500,00\n',
      FRONT,
    );
    expect(said(wrong)[0]).toMatch(
      /^peg\.csv, riga 2, colonna Capitolo: trovato «mar-03», atteso: un codice \(Excel l’ha preso per una data/u,
    );
    expect(said(wrong).filter((sentence) => sentence.includes('1203/10'))).toEqual([]);
  });

  it('is not looked for beside the items where the budget has a sheet of its own', async () => {
    const plan = read(...PEG);
    const again = planOf(
      readSource(await openFile('piano.xlsx', await toXlsx(planTables(plan), plan.head.timezone))),
    );
    expect(again.budgetLines).toEqual(plan.budgetLines);
    expect(again.items).toEqual(plan.items);
  });

  it('is answered with its proof', async () => {
    const engine = createEngine([read(...PEG)], () => NO_LIVE);
    const now = new Date('2026-06-01T09:00:00Z');
    const ask = async (question: string) =>
      (await engine.ask({ question, conversation: null, asker: null, now })).answer;
    const own = await ask('quanto è stanziato per l’obiettivo 1?');
    expect([own.value, own.table?.rows.length]).toEqual([1_550_050, 2]);
    expect((await ask('quanto è stanziato sul capitolo 1500?')).value).toBe(8_000_000);
    expect((await ask('stanziamento totale 2027')).value).toBe(1_000_000);
  });
});
