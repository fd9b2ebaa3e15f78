import { describe, expect, it } from 'vitest';
import { medianOf } from '../../../src/answers/figures/expressions.ts';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string) => (await converse(engine, question)).answer;

describe('a median', () => {
  it('is the value in the middle, or between the two that stand there', () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([8, 1, 5, 2])).toBe(3.5);
    expect(medianOf([7])).toBe(7);
  });

  it.each([
    ['qual è la mediana del peso degli obiettivi?', 'mediana del peso 22'],
    ['peso mediano degli obiettivi', 'mediana del peso 22'],
    ['peso medio degli obiettivi', 'media del peso'],
  ])('«%s» is told from a mean', async (question, text) => {
    expect((await said(question)).headline).toContain(text);
  });

  it('is of what is declared', async () => {
    const { headline } = await said('qual è la mediana dell’impegnato degli obiettivi?');
    expect(headline).toContain('19 voci su 69');
  });
});
