import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const headlineOf = async (...turns: string[]): Promise<string> =>
  (await converse(luccaEngine(), ...turns)).text.split('\n')[0] ?? '';

describe('rows that are held against each other', () => {
  it.each([
    ['tra il settore 5 e il settore 3 chi ha impegnato di più?', ['Settore 5', 'Settore 3']],
    ['confronta il goal 11 e il goal 4 per impegnato', ['Goal 11', 'goal 4']],
    ['tra l’obiettivo 46 e l’obiettivo 45 quale costa meno?', ['Obiettivo 46', 'obiettivo 45']],
  ])('are told as they are named: «%s»', async (question, [first = '', second = '']) => {
    const told = await headlineOf(question);
    expect(told.indexOf(first)).toBeGreaterThanOrEqual(0);
    expect(told.indexOf(first)).toBeLessThan(told.indexOf(second));
    expect(told).toContain('differenza');
  });

  it('say which is less where that is asked', async () => {
    expect(await headlineOf('tra il settore 1 e il settore 2 chi costa meno?')).toContain(
      'di meno Settore 1',
    );
  });

  it('are kinds alone where kinds are named', async () => {
    const told = await headlineOf('costano di più gli obiettivi o i processi?');
    expect(told).not.toContain('indicatori');
  });
});
