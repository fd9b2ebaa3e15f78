import { describe, expect, it, test } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (...turns: readonly string[]) => (await converse(engine, ...turns)).answer;
const rowsOf = async (question: string) =>
  (await said(question)).table?.rows
    .map((row) => row[0]?.text ?? '')
    .filter((name) => name !== 'Totale')
    .map((name) => name.split(' «')[0]);
const amountOf = async (question: string) => (await said(question)).value;

describe('all that was committed or assessed', () => {
  it.each([
    ['quali processi hanno liquidato tutto quello che avevano impegnato?', [12, 26, 53]],
    ['processi che hanno liquidato tutto l’impegnato', [12, 26, 53]],
    ['quali processi hanno riscosso tutto ciò che avevano accertato?', [12, 48, 50, 54, 59]],
    ['quali processi hanno riscosso per intero quanto accertato?', [12, 48, 50, 54, 59]],
    ['processi che hanno riscosso interamente l’accertato', [12, 48, 50, 54, 59]],
    ['quali processi hanno riscosso l’accertato per intero?', [12, 48, 50, 54, 59]],
    ['quali processi hanno riscosso quanto accertato?', [12, 48, 50, 54, 59]],
  ])('is held against what was paid or collected of it: «%s»', async (question, numbers) => {
    expect(await rowsOf(question)).toEqual(numbers.map((number) => `processo ${number}`));
  });

  it('is more than what was paid where that is denied', async () => {
    expect(await rowsOf('quali processi non hanno liquidato per intero l’impegnato?')).not.toContain(
      'processo 12',
    );
    const all = await amountOf('quanti processi hanno sia impegnato sia liquidato?');
    const rows = await rowsOf('quali processi non hanno liquidato tutto l’impegnato?');
    expect(rows).not.toContain('processo 12');
    expect(rows?.length).toBeLessThan(all ?? 0);
  });
});

test('«in full» of what no two figures say is asked about', async () => {
  const { kind, headline } = await said('quali obiettivi sono interamente digitali?');
  expect([kind, headline]).toEqual(['clarification', expect.stringContaining('interamente')]);
});

describe('a structure by what it looks after', () => {
  it.each([
    ['quanto ha impegnato l’ufficio che segue il processo 44?', 'quanto ha impegnato l’U.O. 4.2?'],
    ['quanto ha liquidato la U.O. responsabile del processo 44?', 'quanto ha liquidato l’U.O. 4.2?'],
    ['quanti obiettivi ha il settore che gestisce l’obiettivo 24?', 'quanti obiettivi ha il settore 3?'],
  ])('is asked about as by its name: «%s»', async (question, named) => {
    const amount = await amountOf(named);
    expect(amount).not.toBeNull();
    expect(await amountOf(question)).toBe(amount);
  });
});

describe('whose the items of a list are', () => {
  it.each([
    'quali obiettivi scadono dopo il 2021 e a quali uffici sono affidati?',
    'quali obiettivi scadono dopo il 2021 e quali uffici li seguono?',
  ])('is said in its rows: «%s»', async (question) => {
    expect(await rowsOf(question)).toEqual(['obiettivo 18', 'obiettivo 20', 'obiettivo 38', 'obiettivo 66']);
  });
});

describe('what is said once of two halves', () => {
  it('is of both kinds that are counted', async () => {
    const { headline } = await said('quanti obiettivi in meno rispetto ai processi ha il settore 9?');
    expect(headline).toContain('5 obiettivi − 10 processi');
  });

  it('lists the items of several goals with a figure of theirs', async () => {
    const rows = await rowsOf('elenca gli obiettivi legati al goal 4 e al goal 10 con il loro peso');
    expect(rows).toHaveLength(12);
    expect(rows?.[0]).toBe('obiettivo 3');
  });

  it('contrasts with what it is held against', async () => {
    const { headline } = await said('quanti obiettivi sono legati al goal 13 e quanti invece solo al 13?');
    expect(headline).toMatch(/^9 obiettivi[\s\S]*3 obiettivi legati solo/);
  });

  it('is a place in an order, and no title of that name', async () => {
    const { headline } = await said(
      'qual è il terzo settore per numero di processi e quanto ha speso di personale?',
    );
    expect(headline).toContain('Settore 3 e Settore 6');
    expect(headline).not.toContain('processo 31');
  });
});

describe('an item that is named after a count', () => {
  it('is told of by itself', async () => {
    const { query } = await said('quanti obiettivi per settore?', 'obiettivo 24');
    expect(query).toMatchObject({ type: 'item', items: ['objective:24'] });
  });
});

describe('whom to write to', () => {
  it('is whoever is responsible for the one that comes first', async () => {
    const { headline } = await said('a chi devo scrivere per l’obiettivo col peso più basso?');
    expect(headline).toContain('Obiettivo 60');
    expect(headline).toContain('affidato');
  });
});
