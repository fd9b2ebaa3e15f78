import { describe, expect, it } from 'vitest';
import { buildEnglish, inItalian } from '../../../src/answers/language/english.ts';
import { readLexiconFiles } from '../../../src/answers/language/lexicon-files.ts';
import { luccaEngine, NOW } from '../lucca.ts';

const BOOK = buildEnglish(
  [
    { phrase: 'department', italian: 'settore' },
    { phrase: 'staff', italian: 'personale' },
    { phrase: 'staff cost', italian: 'costo del personale' },
    { phrase: 'the', italian: '' },
    { phrase: 'what does .. mean', italian: 'che cosa significa ..' },
    { phrase: 'reached #', italian: 'raggiunti al #' },
  ],
  ['Staff B', 'Master plan'],
);
const said = (typed: string): string => inItalian(typed, BOOK).text;

describe('an English text, word by word in Italian', () => {
  it('takes the longest phrase that stands at a place, and leaves out what Italian has no word for', () => {
    expect(said('the staff cost of Department 5?')).toBe('costo del personale of settore 5?');
  });

  it('leaves names of the plan, numbers, signs and words that it does not know as they were typed', () => {
    expect(said('staff B, the Master Plan, 1.000,50 € and «Bicipolitana»')).toBe(
      'staff B, Master Plan, 1.000,50 € and «Bicipolitana»',
    );
  });

  it('puts what stands inside a phrase where Italian has it', () => {
    expect(said('What does the staff cost mean?')).toBe('che cosa significa costo del personale?');
    expect(said('reached 50%')).toBe('raggiunti al 50%');
  });

  it('gives back the words that were typed', () => {
    const { asTyped } = inItalian('the staff cost of department 5', BOOK);
    expect(asTyped('costo del personale')).toBe('staff cost');
    expect(asTyped('settore')).toBe('department');
    expect(asTyped('altro')).toBe('altro');
  });

  it('knows each English phrase once', () => {
    const phrases = readLexiconFiles().english.map(({ phrase }) => phrase);
    expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
  });
});

describe('a question in English', () => {
  const queryOf = async (question: string): Promise<unknown> => {
    const { answer } = await luccaEngine().ask({ question, conversation: null, asker: null, now: NOW });
    return answer.query;
  };

  it.each([
    ['what is the total cost of staff?', 'qual è il costo totale del personale?'],
    ['how many objectives does staff B have?', 'quanti obiettivi ha lo Staff B?'],
    ['who is the mayor?', 'chi è il sindaco?'],
    ['which process committed the most?', 'quale processo ha impegnato di più?'],
    ['which departments have no processes with revenue?', 'quali settori non hanno processi con entrate?'],
    ['objectives not fully achieved', 'obiettivi non pienamente raggiunti'],
    ['when is objective 12 due?', 'quando scade l’obiettivo 12?'],
    [
      'difference between committed and settled for department 2',
      'differenza tra impegnato e liquidato del settore 2',
    ],
    [
      'how much more does department 9 cost than department 8?',
      'quanto costa in più il settore 9 rispetto al settore 8?',
    ],
    ['second most expensive process', 'il secondo processo più costoso'],
    ['top 3 departments by personnel cost', 'i primi 3 settori per costo del personale'],
    ['most expensive objective of each department', 'l’obiettivo più costoso di ogni settore'],
    ['what does accertato mean?', 'che cosa significa accertato?'],
    ['how many women work here?', 'quante donne lavorano qui?'],
    ['who approves the budget?', 'chi approva il bilancio di previsione?'],
  ])('«%s» asks the same as «%s»', async (english, italian) => {
    const asked = await queryOf(italian);
    expect(asked).toBeTruthy();
    expect(await queryOf(english)).toEqual(asked);
  });

  it('names what it did not understand in the words that were typed', async () => {
    const { answer } = await luccaEngine().ask({
      question: 'how many objectives about skateboards are there?',
      conversation: null,
      asker: null,
      now: NOW,
    });
    expect(answer.headline).toContain('skateboards');
    expect(answer.language).toBe('en');
  });
});
