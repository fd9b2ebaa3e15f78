import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

describe('an item by what it is called', () => {
  it.each([
    ['quale ufficio segue la bicipolitana?', 'U.O.3.2'],
    ['che settore segue la bicipolitana?', 'Settore 3'],
    ['quale settore si occupa della biblioteca?', 'U.O.6.1'],
    ['che ufficio ha la biblioteca?', 'U.O.6.1'],
    ['sotto che settore sta la bicipolitana?', 'Settore 3'],
    ['di chi è il verde pubblico?', 'U.O.5.3'],
    ['di chi sono i nidi?', 'U.O.4.1'],
    ['chi segue il bilancio di fine mandato?', 'Staff A'],
    ['a che ufficio fa capo la guida Welcome?', 'U.O.2.2'],
    ['con chi parlo dei nidi?', 'U.O.4.1'],
    ['chi partecipa alla bicipolitana?', 'U.O.3.2'],
  ])('is asked whose it is: «%s»', async (question, office) => {
    const { answer } = await converse(lucca, question);
    expect(answer.query).toMatchObject({ type: 'item', attributes: ['responsible'] });
    expect(answer.headline).toContain(office);
  });

  it.each([
    'a che punto è la bicipolitana?',
    'a che punto è il riordino dell’archivio dell’edilizia privata?',
    'a che punto sono le politiche giovanili?',
    'a quanto è arrivata la bicipolitana?',
    'la bicipolitana: a quanto è arrivata?',
    'che fine ha fatto la bicipolitana?',
    'siamo in ritardo con la bicipolitana?',
    'abbiamo finito la bicipolitana?',
  ])('is asked how far it is: «%s»', async (question) => {
    expect((await converse(lucca, question)).text).toContain('grado di raggiungimento 100 %');
  });

  it.each([
    'il budget della bicipolitana?',
    'investimento per la bicipolitana',
    'quanto abbiamo messo per la bicipolitana?',
    'quanto viene la bicipolitana?',
    'quanto è venuta a costare la bicipolitana?',
    'quanti soldi sono andati alla bicipolitana?',
  ])('is asked a figure in the words that people have for it: «%s»', async (question) => {
    expect((await converse(lucca, question)).text).toContain('26.039,41 €');
  });

  it.each([
    ['costo diretto della bicipolitana', '5.000,00 €'],
    ['quanto è stato pagato per i nidi?', '2.666.533,36 €'],
    ['quanto s’è speso per i nidi?', '2.886.180,53 €'],
    ['quanti punti vale la bicipolitana?', 'peso 22'],
    ['che peso hanno i nidi?', '21'],
  ])('is asked that figure, and no other that a table or a text has: «%s»', async (question, figure) => {
    const { answer, text } = await converse(lucca, question);
    expect(answer.query?.type).toBe('item');
    expect(text).toContain(figure);
  });

  it.each([
    ['fino a quando va avanti la bicipolitana?', 'deadline'],
    ['quando scade l’autovelox?', 'deadline'],
    ['quando parte la bicipolitana?', 'horizon'],
    ['quando è partita la bicipolitana?', 'horizon'],
  ])('is asked its years: «%s»', async (question, attribute) => {
    const { query } = (await converse(lucca, question)).answer;
    expect(query?.type === 'item' && query.attributes).toContain(attribute);
  });

  it.each([
    'cos’è la bicipolitana?',
    'cosa si è fatto per i nidi?',
    'dimmi tutto sui nidi',
    'parlami dell’autovelox',
    'cosa prevede la guida Welcome?',
  ])('is told as a whole, and no number of a table: «%s»', async (question) => {
    expect((await converse(lucca, question)).answer.query).toMatchObject({ type: 'item', measures: [] });
  });

  it.each([
    ['che costi ha il piano di protezione civile?', ['objective:9']],
    ['chi si occupa del piano di protezione civile?', ['objective:9']],
    ['anticorruzione del settore 4', ['objective:56']],
  ])('is no office whose words its name ends with: «%s»', async (question, items) => {
    expect((await converse(lucca, question)).answer.query).toMatchObject({ type: 'item', items });
  });

  it.each(['che indicatori ha la bicipolitana?', 'indicatori dei nidi', 'chi è il RUP della bicipolitana?'])(
    'is asked what the plan declares of nothing, which it says: «%s»',
    async (question) => {
      const { answer } = await converse(lucca, question);
      expect(answer.kind).toBe('no_data');
      expect(answer.headline).toMatch(/non dichiara niente su «(indicatori|RUP)»/);
    },
  );

  it.each([
    ['cosa sono i costi diretti?', 'term'],
    ['chi ha approvato il master plan?', 'date'],
    ['chi sono gli organismi partecipati?', 'term'],
    ['a che punto è il monitoraggio?', 'monitoring'],
    ['personale per contratto', 'fact'],
  ])('is not meant where the words are of something else: «%s»', async (question, type) => {
    expect((await converse(lucca, question)).answer.query?.type).toBe(type);
  });
});
