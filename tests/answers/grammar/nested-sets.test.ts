import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string) => (await converse(engine, question)).answer;
const amountOf = async (question: string) => (await said(question)).value;

describe('figures of the structures that a ranking names', () => {
  it.each([
    [
      'i due settori con più impegnato: quanti obiettivi hanno?',
      ['quanti obiettivi ha il settore 2?', 'quanti obiettivi ha il settore 4?'],
    ],
    [
      'quanti processi hanno i due settori con più obiettivi?',
      ['quanti processi ha il settore 2?', 'quanti processi ha il settore 5?'],
    ],
    ['quanto ha impegnato il settore con più processi?', ['quanto ha impegnato il settore 9?']],
  ])('«%s» is «%s» together', async (nested, named) => {
    const each = await Promise.all(named.map(amountOf));
    expect(each).not.toContain(null);
    expect(await amountOf(nested)).toBe(each.reduce((sum: number, one) => sum + (one ?? Number.NaN), 0));
  });

  it('are those of the items that are spoken of again', async () => {
    const { headline, table } = await said(
      'i tre settori con più obiettivi: quanto costano quegli obiettivi?',
    );
    expect(headline).toContain('i primi 3 per numero di obiettivi');
    expect(table?.rows.map((row) => row[0]?.text.split(' – ')[0])).toEqual(
      expect.arrayContaining(['Settore 2', 'Settore 5', 'Settore 8']),
    );
  });

  it('keeps the structures that tie with the last', async () => {
    const { table } = await said('quanto hanno liquidato i tre settori con più processi?');
    const shown = table?.rows.map((row) => row[0]?.text.split(' – ')[0]).filter((name) => name !== 'Totale');
    expect(shown).toEqual(['Settore 1', 'Settore 3', 'Settore 6', 'Settore 9']);
  });
});

describe('the first of a ranking as one side', () => {
  it('is taken from the other end of the same ranking', async () => {
    const [most, least] = [
      await amountOf('qual è l’obiettivo più costoso?'),
      await amountOf('qual è l’obiettivo meno costoso?'),
    ];
    const gap = await amountOf('qual è la differenza tra l’obiettivo più costoso e il meno costoso?');
    expect(gap).toBe((most ?? Number.NaN) - (least ?? Number.NaN));
  });

  it('takes one of those that tie where they tie by what is asked, and none where they differ', async () => {
    expect(await amountOf('differenza di peso tra l’obiettivo più pesante e il più leggero')).toBe(9);
    const { kind } = await said(
      'differenza di impegnato tra l’obiettivo con il peso più alto e l’obiettivo con il peso più basso',
    );
    expect(kind).toBe('clarification');
  });

  it('is divided by the other as well', async () => {
    const { headline } = await said('quante volte il settore più costoso costa più del meno costoso?');
    expect(headline).toMatch(/^Settore 4, 2021: 73,3 volte/);
  });
});
