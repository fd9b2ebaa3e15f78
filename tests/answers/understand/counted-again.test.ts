import { describe, expect, it } from 'vitest';
import { withCountedNoun } from '../../../src/answers/understand/counted-again.ts';
import type { Fact } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { item, smallPlan } from '../../support/small-plan.ts';
import { converse, luccaVocabulary } from '../lucca.ts';

describe('what is counted of two topics', () => {
  it.each([
    [
      'quanti obiettivi sui nidi e quanti sul verde?',
      'quanti obiettivi sui nidi e quanti obiettivi sul verde?',
    ],
    [
      'quante azioni sui nidi, e quante sulle strade?',
      'quante azioni sui nidi, e quante azioni sulle strade?',
    ],
    ['quanti obiettivi ha il settore 5 e quanti nel 6?', 'quanti obiettivi ha il settore 5 e quanti nel 6?'],
    ['quante persone sui nidi e quante sul verde?', 'quante persone sui nidi e quante sul verde?'],
  ])('is said of both: %s', (said, meant) => {
    expect(withCountedNoun(said, luccaVocabulary())).toBe(meant);
  });

  it('is no figure that a table has of the second', async () => {
    const small = smallPlan();
    const named = (number: number, title: string) =>
      item('objective', number, { title, shortTitle: title, summary: title });
    const bikes: Fact = {
      code: 'bici',
      topic: 'mezzi',
      subject: 'Bici',
      measure: 'mezzi in circolazione',
      period: '2025',
      value: 77,
      unit: 'count',
      keywords: ['bici', 'mezzi'],
      source: 'Censimento dei mezzi',
    };
    const items = [named(1, 'Raccolta dei rifiuti'), named(2, 'Bici in affitto'), named(3, 'Bici a scuola')];
    const { text } = await converse(
      engineOf([{ ...small, items, facts: [bikes, { ...bikes, code: 'auto', subject: 'Auto', value: 99 }] }]),
      'quante azioni sui rifiuti e quante sulle bici?',
    );
    expect(text).toMatch(/1 obiettivo.*2 obiettivi/s);
    expect(text).not.toContain('77');
  });
});
