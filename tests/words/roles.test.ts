import { describe, expect, it } from 'vitest';
import { roleName, withEvaluator } from '../../src/words/roles.ts';

describe('who evaluates a body', () => {
  it('bears its own name as a role', () => {
    expect(roleName('evaluator', 'OIV')).toBe('OIV');
    expect(roleName('evaluator', undefined)).toBe('Nucleo di Valutazione');
    expect(roleName('head', 'OIV')).toBe('dirigente');
  });

  it.each([
    ['Il parere del Nucleo lo registra il Nucleo.', 'Il parere dell’OIV lo registra l’OIV.'],
    ['Il Nucleo di Valutazione legge.', 'L’OIV legge.'],
    ['l’ufficio controllo e il Nucleo', 'l’ufficio controllo e l’OIV'],
    ['(controllo e Nucleo)', '(controllo e OIV)'],
    ['i nuclei familiari', 'i nuclei familiari'],
  ])('is put in the place of the Nucleo: %s', (text, told) => {
    expect(withEvaluator(text, 'OIV')).toBe(told);
    expect(withEvaluator(text, undefined)).toBe(text);
  });
});
