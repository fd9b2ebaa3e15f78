import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const answerTo = async (question: string) => (await converse(engine, question)).answer;

describe('who is in charge of something', () => {
  it('is no list of items that hold one of its words each', async () => {
    expect((await answerTo('chi gestisce il parco delle mura?')).kind).not.toBe('answer');
  });

  it.each([
    'chi ha sostituito il segretario generale?',
    'chi ha voluto la valutazione partecipativa?',
    'chi paga i rimborsi al Comune?',
  ])('is told by no item that shares a word and does not say who: «%s»', async (question) => {
    expect((await answerTo(question)).kind).not.toBe('answer');
  });

  it('is asked with the verbs of control too', async () => {
    const { query } = await answerTo('chi controlla lo stato dei marciapiedi?');
    expect(query).toMatchObject({ type: 'item', items: ['objective:25'] });
  });
});

describe('who does something', () => {
  it('is no definition that has not the verb', async () => {
    expect((await answerTo('chi valuta le posizioni organizzative?')).query?.type).not.toBe('term');
  });

  it('is asked of the law where an organ’s members are', async () => {
    const { query } = await answerTo('il segretario fa parte del Nucleo?');
    expect(query).toMatchObject({ type: 'rule', subject: 'monocratico' });
  });
});

describe('what something does or is', () => {
  it.each(['che cosa fa Lucca Holding?', 'il Boccherini è una società partecipata?'])(
    'is told by no item that speaks of it: «%s»',
    async (question) => {
      expect((await answerTo(question)).kind).not.toBe('answer');
    },
  );
});

describe('whether something changed', () => {
  it('is told by no cost of what may have changed it', async () => {
    expect((await answerTo('l’emergenza Covid ha fatto aumentare i costi?')).kind).not.toBe('answer');
  });

  it('is told by no card of an item that names it', async () => {
    expect((await answerTo('la tassa di soggiorno è aumentata nel 2021?')).kind).toBe('no_data');
  });
});

describe('what the body itself did', () => {
  it('is told by no item that shares a word', async () => {
    expect((await answerTo('il Comune ha cambiato sede?')).kind).not.toBe('answer');
  });
});

describe('how large something is', () => {
  it('is its extent, and not the row that is called large', async () => {
    expect((await answerTo('quanto è grande il verde urbano di Lucca?')).headline).toContain('1.542.089 mq');
  });
});

describe('what is asked of one office, or of one that is singled out', () => {
  it.each([
    ['polizia municipale: quanti processi ha in carico?', /^9 processi dell’U\.O\.9\.1/],
    ['quale obiettivo è trasversale?', /^15 obiettivi trasversali/],
    ['chi segue la questione delle edicole votive?', /obiettivo 11 /],
  ])('is of that: «%s»', async (question, told) => {
    expect((await answerTo(question)).headline).toMatch(told);
  });
});
