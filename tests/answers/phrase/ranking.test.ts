import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string) => (await converse(engine, question)).answer;

describe('the first few, where more tie', () => {
  it.each([
    ['i 3 obiettivi con il peso più alto', 17, ['14 in più di quanti chiesti, a pari merito con l’ultimo.']],
    ['i due obiettivi più leggeri', 4, ['2 in più di quanti chiesti, a pari merito con l’ultimo.']],
    ['i 3 obiettivi più costosi', 3, []],
  ])('«%s» names as many as its table has', async (question, rows, notes) => {
    const answer = await said(question);
    expect(answer.headline).toMatch(new RegExp(`^I ${rows} obiettivi con `));
    expect(answer.table?.total).toBe(rows);
    expect(answer.notes).toEqual(notes);
  });
});

describe('a total over objectives and processes', () => {
  it('is not said to be printed: the document prints one for each kind', async () => {
    const { notes } = await said('quanto costa il personale in totale?');
    expect(notes.join(' ')).toContain('i totali stampati per tipo di voce');
    expect(notes.join(' ')).not.toMatch(/il documento \([^)]*\) stampa 14\.365/);
    const { notes: ofOne } = await said('quanto costa il personale degli obiettivi in totale?');
    expect(ofOne.join(' ')).not.toContain('per tipo di voce');
  });
});
