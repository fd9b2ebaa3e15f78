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

it.each([
  ['obiettivi spariti', ['Biblioteca serale']],
  ['quali obiettivi non ci sono più?', ['Biblioteca serale']],
  ['obiettivi nuovi', ['Orti urbani']],
  ['quali obiettivi hanno tutti e due gli anni?', ['Strade pulite', 'Asili aperti']],
  ['quanti obiettivi sono in entrambi i piani?', ['Strade pulite', 'Asili aperti']],
])('holds the plan before against this one, though no year is said: %s', async (question, titles) => {
  const { headline, value } = await ask(question);
  expect(value).toBe(titles.length);
  for (const title of titles) expect(headline).toContain(title);
  expect(headline).toMatch(/2025.*2026|2026.*2025/);
});

it.each([
  ['quale servizio ha più obiettivi nuovi?', 'U.1.1'],
  ['quale servizio ha perso più obiettivi rispetto al 2025?', 'U.1.2'],
  ['quale servizio ha meno obiettivi nuovi rispetto all’anno scorso?', 'U.1.2'],
])('counts them for each structure: %s', async (question, code) => {
  const { headline, table, query } = await ask(question);
  expect(query).toMatchObject({ type: 'parts', ask: { of: 'years', by: 'unit' } });
  expect(headline).toContain(code);
  expect(table?.rows[0]?.[0]?.text).toContain(code);
});

it.each([
  'obiettivi spariti',
  'quali obiettivi sono in entrambi gli anni?',
  'quale servizio ha più obiettivi nuovi?',
  'quanti obiettivi nuovi ha ogni servizio?',
])('says that it takes another year, where there is one plan only: %s', async (question) => {
  const { kind, headline } = await ask(question, [after]);
  expect(kind).toBe('no_data');
  expect(headline).toContain('Ho solo il piano 2026');
});

it('says which year was not imported', async () => {
  const { kind, headline } = await ask('quali obiettivi sono spariti rispetto al 2025?', [after]);
  expect(kind).toBe('no_data');
  expect(headline).toContain('2025');
});
