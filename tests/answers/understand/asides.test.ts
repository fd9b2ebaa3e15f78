import { describe, expect, it } from 'vitest';
import { tokenise } from '../../../src/answers/language/tokens.ts';
import { withoutAsides } from '../../../src/answers/understand/asides.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const lucca = luccaEngine();
const left = (text: string): string =>
  withoutAsides(vocabulary, tokenise(text))
    .map((token) => token.text)
    .join(' ');

describe('what is said around a question', () => {
  it.each([
    ['quanti uffici non hanno obiettivi, se lo sai?', 'quanti uffici non hanno obiettivi'],
    ['quanto ha liquidato il settore 4, che mi serve subito?', 'quanto ha liquidato il settore 4'],
    ['impegnato del settore 4, così rispondo al consigliere', 'impegnato del settore 4'],
    ['quanto ha liquidato il settore 4 così preparo la tabella', 'quanto ha liquidato il settore 4'],
  ])('«%s» is left out', (text, main) => {
    expect(left(text)).toBe(main);
  });

  it.each(['obiettivo 24, e la scheda', 'se togli il settore 5, quanto ha liquidato il resto?'])(
    '«%s» stays where it is asked',
    (text) => {
      expect(left(text).split(' ')).toHaveLength(tokenise(text).length);
    },
  );

  it.each([
    'Buongiorno, dato che devo preparare la relazione, quanti obiettivi ha il settore 5?',
    'ciao! Visto che domani c’è la giunta, quanti obiettivi ha il settore 5?',
    'Salve, visto che sto scrivendo la nota per il sindaco, mi dici quanti obiettivi ha il settore 5?',
  ])('is no greeting alone where a question follows: «%s»', async (message) => {
    expect((await converse(lucca, message)).text).toMatch(/^11 obiettivi del Settore 5/);
  });

  it.each([
    'Devo fare un confronto per la giunta: quanti obiettivi ha il settore 5?',
    'domani ho il nucleo e vorrei arrivarci preparata: quanti obiettivi ha il settore 5?',
    'ho un dubbio sul settore 5: quanti obiettivi ha?',
  ])('stands before a colon: «%s»', async (message) => {
    expect((await converse(lucca, message)).text).toMatch(/^11 obiettivi del Settore 5/);
  });

  it('takes no word of the question with it', async () => {
    const { text } = await converse(lucca, 'quanti uffici non hanno obiettivi, se lo sai?');
    expect(text).toMatch(/^3 U\.O\. senza obiettivi/);
  });
});
