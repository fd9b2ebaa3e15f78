import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

describe('what the words of a message want, and no query says', () => {
  it.each([
    // A structure that is named.
    ['quali goal non sono toccati da nessun obiettivo del settore 5?', 'settore 5'],
    // The one and the other.
    ['quali settori hanno sia obiettivi trasversali sia processi con entrate?', 'sia'],
    // What is its own.
    ['costo del personale del settore 5 diviso il numero dei suoi obiettivi', 'dei suoi'],
    ['i processi più costosi della media del loro settore', 'del loro'],
    // A part beside a sum, a number that no row has.
    ['il 43 e il 44 insieme quanto impegnano, e quanto in percentuale sul settore 4?', 'in percentuale'],
    ['obiettivi per numero di goal', 'numero di goal'],
    // A number that is no item's, what is divided by, what is left out, what is near to another.
    ['quanti obiettivi su 69 non sono arrivati al 100 %?', 'su 69'],
    ['costo del personale dei processi diviso per quello degli obiettivi', 'diviso per quello'],
    ['la media dei pesi senza gli obiettivi del settore 5', 'settore 5'],
    ['quale processo costa quasi quanto il processo 12?', 'quasi quanto'],
    ['quanto costano gli obiettivi con peso 30 per il 6 e per il 4?', 'peso 30'],
    // By whom or by what it is to be divided.
    ['quanto costa il settore 4 per bambino?', 'per bambino'],
    ['quanto è stato speso per il personale per ogni cittadino?', 'per ogni cittadino'],
  ])('is asked about: «%s»', async (question, unknown) => {
    const { text } = await converse(lucca, question);
    expect(text).toContain(`«${unknown}»`);
  });

  it('is no row of its own where a part is wanted beside each of a list', async () => {
    const { text } = await converse(
      lucca,
      'elenca i processi del settore 9 con impegnato e quota sul totale',
    );
    expect(text).not.toContain('40 %');
  });

  it.each([
    'qual è la spesa del personale per abitante?',
    'entrate per abitante',
    'quanto spende il comune a testa?',
  ])('is no item whose title has a word like it: «%s»', async (question) => {
    expect((await converse(lucca, question)).answer.kind).not.toBe('answer');
  });

  it.each([
    'quale ufficio ha il personale più alto tra quelli che non hanno impegnato nulla?',
    'gli obiettivi del settore 6 quanto pesano e quanto costano ciascuno?',
    'quali obiettivi scadono dopo il 2021 e quali uffici li seguono?',
    'quanti settori hanno almeno un processo senza impegnato?',
    'obiettivi del settore 6 dal meno caro al più caro',
    'i processi dal più caro al meno caro, solo i primi quattro',
    'che fetta dell’importo impegnato dei processi va al Settore 7, in percentuale?',
    'anticorruzione dello staff C: che numero è e quanto costa?',
    'quanti obiettivi per U.O. in media?',
  ])('is answered where one does: «%s»', async (question) => {
    expect((await converse(lucca, question)).answer.kind).toBe('answer');
  });
});
