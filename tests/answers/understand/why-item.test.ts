import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (...turns: readonly string[]) => (await converse(engine, ...turns)).text;

describe('why one item is as it is', () => {
  it.each([
    ['perché l’obiettivo 69 si è fermato a metà?', /non dice perché\. L’obiettivo 69 .*50 %/],
    ['perché l’obiettivo 69 è sotto il 100 %?', /non dice perché\. L’obiettivo 69 .*50 %/],
    ['come mai l’obiettivo 26 è al 75%?', /non dice perché\. L’obiettivo 26 .*75 %/],
    ['perché la bicipolitana costa poco?', /non dice perché\. L’obiettivo 24 .*26\.039,41 €/],
  ])('«%s»: gives the figure, and says that there is no reason', async (question, expected) => {
    expect(await said(question)).toMatch(expected);
  });
});

describe('why something of which several items bear a word', () => {
  it('is told by none of them', async () => {
    expect(await said('perché il Comune non ha riscosso le entrate della biblioteca?')).not.toMatch(/^Trovo/);
  });
});

describe('until when the updates of a phase are sent', () => {
  it.each([
    'quando chiude il monitoraggio?',
    'fino a che giorno si può rispondere al monitoraggio?',
    'entro quando bisogna mandare gli aggiornamenti?',
    'entro che data vanno inviati gli aggiornamenti?',
  ])('«%s»', async (question) => {
    expect(await said(question)).toMatch(
      /^Monitoraggio intermedio 2021: dal 1º luglio 2021 al 30 settembre 2021/,
    );
  });
});

describe('what is not understood of the answer before', () => {
  it('asks back where a part of it is asked for', async () => {
    expect(await said('quanti obiettivi ha il settore 5?', 'e la metà di quelli?')).toMatch(/^Non ho capito/);
  });

  it('takes no items that share a word or two with the question', async () => {
    const text = await said(
      'qual è la percentuale di raccolta differenziata?',
      'di quanti punti siamo sopra la media regionale?',
    );
    expect(text).not.toMatch(/Trovo|costo del personale/);
  });
});

describe('an order that is asked for', () => {
  it('begins at the end that is said', async () => {
    expect(await said('gli obiettivi del settore 1 ordinati per peso crescente')).toMatch(
      /^Obiettivi del Settore 1 per peso dal più basso, 2021: obiettivo 60, 15/,
    );
  });

  it('puts what is due first before the others', async () => {
    const { answer } = await converse(engine, 'obiettivi del settore 2 in ordine di scadenza');
    const days = answer.table?.rows.map((row) => row[2]?.text.split('/').toReversed().join('-') ?? '') ?? [];
    expect(days).toHaveLength(12);
    expect(new Set(days).size).toBeGreaterThan(1);
    expect(days).toEqual(days.toSorted());
  });
});
