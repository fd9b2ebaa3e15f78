import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

describe('an item by what it is called', () => {
  it.each([
    'la bicipolitana è finita?',
    'la bicipolitana è conclusa?',
    'l’obiettivo 24 è terminato?',
    'la bicipolitana l’avete ultimata?',
  ])('is asked whether it is done, and not by when: «%s»', async (question) => {
    const { answer } = await converse(lucca, question);
    expect(answer.query).toMatchObject({ items: ['objective:24'], measures: ['attainment'] });
  });

  it.each(['quando va finita la bicipolitana?', 'entro quando deve essere finito l’obiettivo 24?'])(
    'is asked by when it is to be done: «%s»',
    async (question) => {
      const { answer } = await converse(lucca, question);
      expect(answer.query).toMatchObject({ items: ['objective:24'], attributes: ['deadline'] });
    },
  );
});

describe('many items in the words that people have', () => {
  it.each([
    ['quali obiettivi sono finiti?', 65],
    ['quanti obiettivi sono terminati?', 65],
    ['quali obiettivi non sono finiti?', 4],
  ])('«%s» is of how far they are', async (question, count) => {
    expect((await converse(lucca, question)).answer.headline).toMatch(new RegExp(`^${count} obiettivi`));
  });

  it('«ultimo» is a place, and nothing that is done', async () => {
    expect((await converse(lucca, 'qual è l’ultimo obiettivo per peso?')).answer.headline).toContain(
      'peso 15',
    );
  });

  it('are all of the plan, and none that has «piano» in its title', async () => {
    expect((await converse(lucca, 'quanto costa tutto il piano?')).answer.value).toBe(2_212_123_786);
    expect((await converse(lucca, 'quanto pesa tutto il piano?')).answer.value).toBe(1528);
  });
});

describe('all that there is', () => {
  it.each([
    ['quanti soldi abbiamo impegnato?', '22.379.846,52 €'],
    ['quest’anno quanto abbiamo speso?', '22.121.237,86 €'],
    ['quanto si è incassato?', '2.552.614,64 €'],
    ['grado di raggiungimento medio', '99,31 %'],
    ['grado medio di raggiungimento degli obiettivi', '98,77 %'],
    ['impegnato medio', '466.246,80 €'],
    ['quanto rimane da liquidare?', '4.958.361,15 €'],
    ['quanto abbiamo impegnato ma non ancora pagato?', '4.958.361,15 €'],
  ])('is meant where nothing narrows it: «%s»', async (question, figure) => {
    expect((await converse(lucca, question)).text).toContain(figure);
  });
});

describe('an office by the word for what it does', () => {
  it.each([
    'quanto ha speso la scuola?',
    'i soldi spesi per la scuola',
    'quanto si è speso per la scuola?',
    'la spesa per la scuola',
  ])('is asked what it spent, whatever tables have the word: «%s»', async (question) => {
    expect((await converse(lucca, question)).text).toContain('7.506.492,83 €');
  });
});

describe('what was brought to its end', () => {
  it.each([
    ['quanti obiettivi si sono chiusi?', '65 obiettivi'],
    ['quanti processi sono terminati?', '60 processi'],
    ['quanti obiettivi sono ancora aperti?', '4 obiettivi'],
    ['quanti obiettivi non abbiamo chiuso?', '4 obiettivi'],
    ['quali obiettivi devono essere chiusi entro il 2022?', '68 obiettivi'],
    ['quali obiettivi vanno chiusi nel 2022?', '3 obiettivi'],
  ])('is told apart from what is due: «%s»', async (question, count) => {
    expect((await converse(lucca, question)).answer.headline).toContain(count);
  });
});

describe('what no table tells by office', () => {
  it.each([
    ['quanti dipendenti ha il settore 5?', '«dipendenti, settore 5»'],
    ['quante donne ci sono nel settore 3?', '«donne, settore 3»'],
  ])('is said not to be printed: «%s»', async (question, what) => {
    const { answer } = await converse(lucca, question);
    expect(answer).toMatchObject({ kind: 'no_data' });
    expect(answer.headline).toContain(what);
  });

  it('is told of the office where a table has it', async () => {
    expect((await converse(lucca, 'quanti pc ha il settore 5?')).answer.headline).toContain('72');
  });
});

describe('the month that it is', () => {
  it('is a day by which something is due, and narrows no cost', async () => {
    const now = new Date('2021-12-10T08:00:00Z');
    const due = await lucca.ask({
      question: 'cosa scade questo mese?',
      conversation: null,
      asker: null,
      now,
    });
    expect(due.answer.kind).toBe('answer');
    const spent = await lucca.ask({
      question: 'quanto abbiamo speso questo mese?',
      conversation: null,
      asker: null,
      now,
    });
    expect(spent.answer.kind).toBe('clarification');
  });
});

describe('a card', () => {
  it.each([
    'mi fai un riassunto del settore 4?',
    'mi prepari la scheda del settore 4?',
    'sintesi del settore 4',
  ])('is asked for in many ways: «%s»', async (question) => {
    expect((await converse(lucca, question)).answer.headline).toContain('6 obiettivi e 4 processi');
  });

  it.each(['quanto costa mantenere i nidi?', 'quanto costa tenere aperti i nidi?'])(
    'and so is a cost: «%s»',
    async (question) => {
      expect((await converse(lucca, question)).answer.headline).toContain('2.886.180,53 €');
    },
  );
});

describe('a rate', () => {
  it.each([
    ['rapporto riscosso su accertato per ogni settore', '96,74 %'],
    ['riscosso su accertato del settore 6', '96,74 %'],
    ['rapporto tra riscosso e accertato del settore 6', '96,74 %'],
    ['rapporto tra costo del personale e numero di obiettivi nel settore 2?', '36.260,67 €'],
  ])('is the same however it is asked for: «%s»', async (question, figure) => {
    expect((await converse(lucca, question)).text).toContain(figure);
  });
});

describe('a part of a total', () => {
  it.each([
    'quali processi valgono più del 10% del totale?',
    'quali processi costano più del 10% del totale?',
  ])('is of what things cost: «%s»', async (question) => {
    const { answer } = await converse(lucca, question);
    expect(answer.headline).toContain('2 processi');
    expect(answer.headline).toContain('10 % del totale');
  });
});

it('what was reached is a part of the objectives, in whatever order they are said', async () => {
  for (const question of [
    'in che percentuale abbiamo raggiunto gli obiettivi?',
    'in che percentuale gli obiettivi sono stati raggiunti?',
  ])
    expect((await converse(lucca, question)).answer.headline).toContain('94,2 % degli obiettivi (65 su 69)');
});

it('an amount is no number of what it was paid for', async () => {
  expect((await converse(lucca, 'quante multe abbiamo fatto?')).answer.kind).toBe('no_data');
  expect((await converse(lucca, 'quante spese correnti abbiamo?')).text).toContain('72.826.472,58 €');
});
