import { describe, expect, it } from 'vitest';
import { raise } from '../../../src/answers/follow/raise.ts';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { lower } from '../../../src/answers/grammar/lower.ts';
import type { Query } from '../../../src/answers/query.ts';
import { luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();

describe('a query that was lowered to one of items or of sides', () => {
  it.each([
    'quanto hanno impegnato il settore 5 e il settore 7?',
    'quanti processi hanno il settore 5 e il settore 7?',
  ])('is raised to one that is lowered to the same: «%s»', (question) => {
    const [composed] = compose(question, vocabulary).queries;
    const lowered = composed?.type === 'figures' && lower(composed);
    expect(lowered).toBeTruthy();
    const raised = lowered ? raise(lowered, vocabulary.index) : null;
    expect(raised && lower(raised)).toEqual(lowered);
  });

  it('is each of the departments where these were listed', () => {
    const list: Query = { type: 'structure', codes: [], aspect: 'departments' };
    expect(raise(list, vocabulary.index)).toMatchObject({ by: 'department', select: [] });
  });

  it('is none where it asks no figures of items', () => {
    expect(raise({ type: 'term', terms: ['PEG'] }, vocabulary.index)).toBeNull();
  });
});
