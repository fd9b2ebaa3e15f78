import { describe, expect, it } from 'vitest';
import { ofStructures } from '../../../src/answers/phrase/names.ts';
import { WORDS } from '../../../src/answers/phrase/words.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { smallPlan } from '../../support/small-plan.ts';

const department = (code: string, name: string) => ({ code, name, aliases: [], level: null });
const plan: Plan = {
  ...smallPlan(),
  departments: [
    department('Settore 3', 'Ambiente'),
    department('Settore 5', 'Lavori pubblici'),
    department('Staff A', 'Uffici del Sindaco'),
    department('A3', 'Coordinamento Area Terza'),
    department('A4', 'Coordinamento Area Quarta'),
    department('Servizi alla persona', 'Settore Servizi alla persona'),
  ],
};

describe('structures after «di»', () => {
  it.each([
    [['Settore 3'], 'del Settore 3'],
    [['A3'], 'dell’A3'],
    [['Servizi alla persona'], 'dei Servizi alla persona'],
    [['Settore 3', 'Settore 5'], 'del Settore 3 e Settore 5'],
    [['Settore 3', 'Staff A', 'Settore 5'], 'del Settore 3, dello Staff A e del Settore 5'],
    [['A3', 'A4'], 'dell’A3 e dell’A4'],
  ])('%j: «%s»', (codes, expected) => {
    expect(ofStructures(plan, WORDS.it, codes)).toBe(expected);
  });

  it('have no article in English', () => {
    expect(ofStructures(plan, WORDS.en, ['Settore 3', 'A3'])).toBe('of Settore 3 and A3');
  });
});
