import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

describe('a percentage of which the meaning is asked', () => {
  it.each([
    ['il 42 % di che cosa?', 'invariata'],
    ['a che cosa si riferisce il 74,76 %?', 'lavoro agile'],
    ['35 per cento di cosa?', 'peggiorata'],
  ])('is told by the figure that prints it: «%s»', async (question, words) => {
    const { answer } = await converse(lucca, question);
    expect(answer.kind).toBe('answer');
    expect(answer.headline).toContain(words);
  });

  it('is asked about where the document prints it nowhere', async () => {
    const { answer } = await converse(lucca, 'il 36,5 % di che cosa?');
    expect(answer.kind).toBe('clarification');
    expect(answer.headline).toContain('36,5 %');
  });

  it('is asked about after a percentage that was worked out', async () => {
    const { answer } = await converse(
      lucca,
      'percentuale di obiettivi del settore 9',
      'il 42 % di che cosa?',
    );
    expect(answer.kind).toBe('clarification');
  });
});

describe('when an act was approved and when it begins to have effect', () => {
  it('is told of the act before by the day that is asked', async () => {
    const { answer } = await converse(
      lucca,
      'quando è stata approvata la riorganizzazione?',
      'e da quando ha effetto?',
    );
    expect(answer.headline).toContain('1º dicembre 2021');
  });
});
