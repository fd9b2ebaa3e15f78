import { describe, expect, it } from 'vitest';
import { suggestionsFor } from '../../../src/answers/suggestions.ts';
import { suggestedPrompts } from '../../../src/bot/ask/suggested-prompts.ts';
import { luccaPlan } from '../../support/plan.ts';
import { smallPlan } from '../../support/small-plan.ts';

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
    const [first, second] = suggestedPrompts(
      [{ person: 'p', role: 'head', department, unit: null }],
      luccaPlan(),
    );
    expect([first?.title, first?.message]).toEqual([title, costs]);
    expect(second?.message).toBe(`Che cosa manca al monitoraggio ${missing}`);
  });
});

describe('what is suggested to everybody', () => {
  it('is in the plan’s words, of what it declares', () => {
    expect(suggestedPrompts([], luccaPlan()).map(({ message }) => message)).toEqual([
      'Quanto costa l’obiettivo 1?',
      'Costi di personale per settore',
      'Quando scadono gli obiettivi pluriennali?',
      'Aiuto',
    ]);
    const base = smallPlan();
    const plan = {
      ...base,
      items: base.items.map((item) =>
        item.kind === 'objective'
          ? { ...item, weight: 20, noun: { one: 'misura', many: 'misure', gender: 'f' as const } }
          : item,
      ),
      head: {
        ...base.head,
        wording: {
          items: { objective: { one: 'misura', many: 'misure', gender: 'f' as const } },
          amounts: {},
        },
      },
    };
    expect(suggestedPrompts([], plan).map(({ message }) => message)).toEqual([
      'Di chi è la misura 1?',
      'Quante misure ha ogni settore?',
      'Quando scadono le misure?',
      'Aiuto',
    ]);
    expect(suggestionsFor(plan).most.message).toBe('Le 5 misure con più peso');
  });
});
