import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const queriesOf = (question: string) => compose(question, luccaVocabulary()).queries;
const answerTo = async (question: string) => (await converse(luccaEngine(), question)).answer;

describe('what comes first by how near it is', () => {
  it.each([
    [
      'qual è il processo con l’impegnato più vicino a 100.000 euro?',
      'processo 52',
      'più vicino a 100.000,00',
    ],
    ['il processo con l’impegnato più vicino a quello del processo 52', 'processo 37', 'più vicino a quello'],
    [
      'quale obiettivo ha il costo di personale più vicino alla media?',
      'obiettivo 57',
      'più vicino alla media',
    ],
    ['quale settore è più lontano dalla media per personale?', 'Settore 9', 'più lontano dalla media'],
    ['quale ufficio ha il costo del personale più vicino a quello della ragioneria?', 'U.O.3.2', 'U.O.1.2'],
    [
      'l’obiettivo del settore 5 che si avvicina di più ai 50 mila euro di personale',
      'obiettivo 21',
      'Settore 5',
    ],
  ])('«%s»', async (question, first, said) => {
    const { headline } = await answerTo(question);
    expect(headline.toLowerCase()).toContain(first.toLowerCase());
    expect(headline.replaceAll('\u00a0', ' ')).toContain(said);
  });

  it('is asked more of, for each structure, and of few', async () => {
    const near = { value: 3_000_000 };
    expect(queriesOf('per ogni settore l’obiettivo con il personale più vicino a 30.000 euro')).toMatchObject(
      [{ order: { per: 'department', near } }],
    );
    expect(queriesOf('i tre obiettivi con il personale più vicino a 30.000 euro')).toMatchObject([
      { order: { limit: 3, near } },
    ]);
    expect(
      await answerTo('quanto ha liquidato il processo con l’impegnato più vicino a 100.000 euro?'),
    ).toMatchObject({ value: 6_823_289 });
  });

  it('is not guessed where nothing says of what it is near', async () => {
    expect((await answerTo('tolti i due più vicini alla media, quanto costano gli obiettivi?')).kind).toBe(
      'clarification',
    );
  });
});
