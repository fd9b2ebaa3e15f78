import { expect, it } from 'vitest';
import { createEngine } from '../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../src/answers/ports.ts';
import { type Assignment, itemRef, type Plan } from '../../../src/domain/types.ts';
import { item, smallPlan } from '../../support/small-plan.ts';

const small = smallPlan();
const named = (number: number, title: string) => item('objective', number, { title, shortTitle: title });
const given = (number: number, unit: string): Assignment[] =>
  small.assignments.filter((one) => itemRef(one) === 'objective:1').map((one) => ({ ...one, number, unit }));

const before: Plan = {
  ...small,
  head: { ...small.head, year: 2025 },
  items: [named(1, 'Asili aperti'), named(2, 'Strade pulite'), named(3, 'Biblioteca serale')],
  assignments: [...given(1, 'U.1.1'), ...given(2, 'U.1.1'), ...given(3, 'U.1.2')],
};
// Numbers are exchanged, «Strade pulite» goes to another unit, and a new one takes the place of the third.
const after: Plan = {
  ...small,
  items: [named(1, 'Strade pulite'), named(2, 'Asili aperti'), named(3, 'Orti urbani')],
  assignments: [...given(1, 'U.1.2'), ...given(2, 'U.1.1'), ...given(3, 'U.1.1')],
};

const ask = async (question: string, plans: readonly Plan[] = [before, after]) =>
  (
    await createEngine(plans, () => NO_LIVE).ask({
      question,
      conversation: null,
      asker: null,
      now: new Date('2026-06-01T08:00:00Z'),
      language: 'it',
    })
  ).answer;

it.each([
  'quali obiettivi hanno cambiato struttura rispetto al 2025?',
  'quanti obiettivi sono passati a un’altra struttura rispetto all’anno scorso?',
])('tells the items that another structure has now, with both: %s', async (question) => {
  const { headline, value, table } = await ask(question);
  expect(value).toBe(1);
  expect(headline).toContain('Strade pulite');
  expect(table?.rows[0]?.map(({ text }) => text).slice(2)).toEqual(['U.1.1', 'U.1.2']);
});

it.each([
  ['quali obiettivi sono spariti rispetto al 2025?', 'Biblioteca serale'],
  ['quali obiettivi sono nuovi rispetto al 2025?', 'Orti urbani'],
])('takes no word of the years for a slip of another: %s', async (question, said) => {
  const { headline, value } = await ask(question);
  expect(value).toBe(1);
  expect(headline).toContain(said);
});

it('says nothing of it where the year before was not imported', async () => {
  expect((await ask('quali obiettivi hanno cambiato struttura rispetto al 2025?', [after])).kind).toBe(
    'no_data',
  );
});
