import { describe, expect, it } from 'vitest';
import { createCut } from '../../../src/answers/language/tokens.ts';
import { withoutUntilNow } from '../../../src/answers/understand/until-now.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const lucca = luccaEngine();
const cut = createCut();
const kept = (text: string): string => withoutUntilNow(text, luccaVocabulary(), cut);

describe('«ad oggi» and its like', () => {
  it.each([
    ['quanto abbiamo speso ad oggi?', 'quanto abbiamo speso ?'],
    ['finora, quanti obiettivi sono stati raggiunti?', 'quanti obiettivi sono stati raggiunti?'],
    ['a fine anno quali obiettivi non sono stati raggiunti?', 'quali obiettivi non sono stati raggiunti?'],
  ])('say nothing of figures: «%s»', (text, rest) => {
    expect(kept(text)).toBe(rest);
  });

  it.each([
    'al momento',
    'che cosa scade a fine anno?',
    'al momento quanti aggiornamenti mancano nel monitoraggio?',
    'quanto costa l’obiettivo 7?',
  ])('stay where they are part of what is asked, or all of it: «%s»', (text) => {
    expect(kept(text)).toBe(text);
  });

  it.each(['ad oggi quanto abbiamo speso?', 'quanto abbiamo speso fino ad ora?'])(
    'ask of all that there is: «%s»',
    async (question) => {
      const { text } = await converse(lucca, question);
      expect(text).toContain('22.121.237,86 €');
    },
  );

  it('ask what has been reached by then', async () => {
    const { text } = await converse(lucca, 'a fine anno quali obiettivi non sono stati raggiunti?');
    expect(text).toContain('4 obiettivi con grado di raggiungimento inferiore a 100 %');
  });
});
