import { describe, expect, it } from 'vitest';
import { readGuide } from '../../../src/answers/knowledge/guide.ts';
import { buildPlanIndex } from '../../../src/answers/knowledge/plan-index.ts';
import { phraseRefusal } from '../../../src/answers/phrase/about.ts';
import { WORDS } from '../../../src/answers/phrase/words.ts';
import { smallPlan } from '../../support/small-plan.ts';

const guide = readGuide();

describe('a document that does not print a figure', () => {
  it.each([
    ['Relazione sulla performance', 'La Relazione sulla performance non stampa questo dato.'],
    ['Piano della performance', 'Il Piano della performance non stampa questo dato.'],
    ['Obiettivi 2026', 'Il documento «Obiettivi 2026» non stampa questo dato.'],
  ])('«%s»: «%s»', (document, sentence) => {
    const plan = smallPlan();
    const index = buildPlanIndex({ ...plan, head: { ...plan.head, document } }, guide);
    const refusal = { reason: 'not_printed', what: 'debito', year: null, periods: [] } as const;
    expect(phraseRefusal({ index, words: WORDS.it }, refusal).headline).toContain(sentence);
  });
});
