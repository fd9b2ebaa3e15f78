import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string) => (await converse(engine, question)).answer;

describe('the first few, where more tie', () => {
  it.each([
    ['i 3 obiettivi con il peso più alto', /^I 17 obiettivi .*tutti a pari merito/, 17],
    ['i due obiettivi più leggeri', /^I 4 obiettivi .*gli ultimi 3 a pari merito/, 4],
    ['i 3 obiettivi più costosi', /^I 3 obiettivi (?!.*pari merito)/, 3],
  ])('«%s» names as many as its table has', async (question, headline, rows) => {
    const answer = await said(question);
    expect(answer.headline).toMatch(headline);
    expect(answer.table?.total).toBe(rows);
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
