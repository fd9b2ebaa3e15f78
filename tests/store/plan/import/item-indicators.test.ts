import { describe, expect, it } from 'vitest';
import { toXlsx } from '../../../../src/documents/xlsx.ts';
import { openFile } from '../../../../src/store/plan/import/open-source.ts';
import { type ReadResult, readSource } from '../../../../src/store/plan/import/read-plan.ts';
import { readFile, said } from '../../../support/plan-files.ts';

const FRONT = { front: { bodyName: 'Comune di Prova', year: 2026 } };
const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;
const planOf = (read: ReadResult) => {
  if (!read.ok) throw new Error(said(read).join('\n'));
  return read.plan;
};
const read = (...lines: readonly string[]) => planOf(readFile('peg.csv', csv(...lines), FRONT));

describe('indicators beside the objectives', () => {
  it('are those of the item in whose row they stand; a target without a year is of the plan’s', () => {
    const plan = read(
      'N.;Obiettivo;Settore;Peso;Indicatore;Formula;Unità di misura;Target',
      '1;Rifare la piazza;Lavori Pubblici;30;superficie rifatta;rifatta / prevista;mq;1.200',
      '2;Digitalizzare le pratiche;Affari Generali;70;pratiche in rete;;;95 %',
    );
    expect(plan.indicators).toMatchObject([
      {
        kind: 'objective',
        number: 1,
        name: 'superficie rifatta',
        formula: 'rifatta / prevista',
        unit: 'mq',
        targets: [{ year: 2026, value: 1_200 }],
      },
      { number: 2, name: 'pratiche in rete', unit: '%', targets: [{ year: 2026, value: 95 }] },
    ]);
    expect(plan.items.map(({ weight }) => weight)).toEqual([30, 70]);
  });

  it('may have a row each, whether what is said of the item is said again or not', () => {
    const plan = read(
      'Obiettivo;Settore;Peso;Impegnato;Indicatore;Target',
      'Rifare la piazza;Lavori Pubblici;30;1.000,00;superficie;300',
      ';;;;cantieri chiusi;2',
      'Digitalizzare le pratiche;Affari Generali;70;500,00;pratiche;1200',
      'Digitalizzare le pratiche;Affari Generali;70;500,00;giorni;30',
    );
    expect(plan.items.map(({ title }) => title)).toEqual(['Rifare la piazza', 'Digitalizzare le pratiche']);
    expect(plan.indicators.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 superficie',
      '1 cantieri chiusi',
      '2 pratiche',
      '2 giorni',
    ]);
    expect(plan.assignments).toHaveLength(2);
    expect(plan.costLines.map(({ committed }) => committed)).toEqual([100_000, 50_000]);
  });

  it('keep a target in words under its heading, and a target of no indicator with the item', () => {
    const plan = read(
      'Obiettivo;Settore;Indicatore;Target',
      'Rifare la piazza;Lavori Pubblici;fine lavori;entro giugno',
      'Digitalizzare le pratiche;Affari Generali;;entro maggio',
    );
    expect(plan.indicators).toMatchObject([
      { name: 'fine lavori', targets: [], extra: { Target: 'entro giugno' } },
    ]);
    expect(plan.items[1]?.extra).toEqual({ Target: 'entro maggio' });
  });

  it('are none where no column names them: a target alone stays as it is written', () => {
    const plan = read('Obiettivo;Settore;Target', 'Rifare la piazza;Lavori Pubblici;300');
    expect(plan.indicators).toEqual([]);
    expect(plan.items[0]?.extra).toEqual({ Target: '300' });
  });
});

describe('a table of indicators of its own', () => {
  it('may say its target without a year, too', async () => {
    const text = (label: string) => ({ label, type: 'text' as const });
    const workbook = await toXlsx(
      [
        {
          name: 'Obiettivi',
          columns: ['Numero', 'Titolo', 'Settore'].map(text),
          rows: [['1', 'Rifare la piazza', 'LP']],
        },
        {
          name: 'Indicatori',
          columns: ['Numero', 'Indicatore', 'Target'].map(text),
          rows: [['1', 'superficie', '300']],
        },
      ],
      'Europe/Rome',
    );
    const plan = planOf(readSource(await openFile('piano 2026.xlsx', workbook), FRONT));
    expect(plan.indicators).toMatchObject([{ name: 'superficie', targets: [{ year: 2026, value: 300 }] }]);
  });
});

it.each(['Piano', 'Ente', 'Dati generali', 'Risorse', 'Scadenze intermedie'])(
  'a sheet called «%s» with the headings of objectives holds them',
  (name) => {
    const content = csv('N.;Obiettivo;Settore;Peso', '1;Rifare la piazza;Lavori Pubblici;30');
    expect(planOf(readFile(`${name}.csv`, content, FRONT)).items.map(({ title }) => title)).toEqual([
      'Rifare la piazza',
    ]);
  },
);

it('a file that says neither body nor year misses nothing else because of it', () => {
  const read = readFile('obiettivi.csv', csv('Obiettivo;Settore', 'Rifare la piazza;Lavori Pubblici'));
  expect(read.ok).toBe(false);
  expect(said(read).filter((sentence) => sentence.includes('atteso'))).toEqual([
    expect.stringContaining('atteso: l’ente e l’anno del piano'),
  ]);
});
