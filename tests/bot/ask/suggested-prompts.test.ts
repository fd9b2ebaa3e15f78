import { describe, expect, it } from 'vitest';
import { suggestedPrompts } from '../../../src/bot/ask/suggested-prompts.ts';

describe('what is suggested to the head of a department', () => {
  it.each([
    ['Settore 5', 'Costi del Settore 5', 'Quanto costa il Settore 5?', 'nel Settore 5?'],
    ['Staff A', 'Costi dello Staff A', 'Quanto costa lo Staff A?', 'nello Staff A?'],
    [
      'Affari generali',
      'Costi degli Affari generali',
      'Quanto costa Affari generali?',
      'negli Affari generali?',
    ],
    ['M2', 'Costi di M2', 'Quanto costa M2?', 'in M2?'],
  ])('«%s» is named with its article', (department, title, costs, missing) => {
    const [first, second] = suggestedPrompts([{ person: 'p', role: 'head', department, unit: null }]);
    expect([first?.title, first?.message]).toEqual([title, costs]);
    expect(second?.message).toBe(`Che cosa manca al monitoraggio ${missing}`);
  });
});
