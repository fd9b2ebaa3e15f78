import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

describe('an item by what it is called', () => {
  it.each([
    ['quale ufficio segue la bicipolitana?', 'U.O.3.2'],
    ['che settore segue la bicipolitana?', 'Settore 3'],
    ['quale settore si occupa della biblioteca?', 'U.O.6.1'],
    ['che ufficio ha la biblioteca?', 'U.O.6.1'],
  ])('is asked whose it is: «%s»', async (question, office) => {
    const { answer } = await converse(lucca, question);
    expect(answer.query).toMatchObject({ type: 'item', attributes: ['responsible'] });
    expect(answer.headline).toContain(office);
  });

  it.each([
    'a che punto è la bicipolitana?',
    'a che punto è il riordino dell’archivio dell’edilizia privata?',
    'a che punto sono le politiche giovanili?',
  ])('is asked how far it is: «%s»', async (question) => {
    expect((await converse(lucca, question)).text).toContain('grado di raggiungimento 100 %');
  });

  it.each([
    'il budget della bicipolitana?',
    'investimento per la bicipolitana',
    'quanto abbiamo messo per la bicipolitana?',
  ])('is asked a figure in the words that people have for it: «%s»', async (question) => {
    expect((await converse(lucca, question)).text).toContain('26.039,41 €');
  });
});
