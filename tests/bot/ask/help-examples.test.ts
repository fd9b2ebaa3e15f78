import { expect, it } from 'vitest';
import { exampleNames } from '../../../src/bot/ask/help-examples.ts';
import { COMMANDS } from '../../../src/commands/index.ts';
import { luccaPlan } from '../../support/plan.ts';
import { item, smallPlan } from '../../support/small-plan.ts';

const examplesFor = (plan: Parameters<typeof exampleNames>[0]) =>
  COMMANDS.flatMap(({ name, help }) =>
    help.examples(exampleNames(plan)).flatMap((one) => (one === null ? [] : `${name} ${one}`.trim())),
  );

it('names what Lucca has', () => {
  expect(examplesFor(luccaPlan())).toEqual(
    expect.arrayContaining([
      '/costi piste ciclabili',
      '/costi Settore 3',
      '/costi per settore',
      '/obiettivi processo 38',
      '/obiettivi simula 24=30',
      '/scadenze calendario U.O.3.2',
      '/aggiorna 28.4',
    ]),
  );
});

it('names nothing that another body does not have', () => {
  const small = smallPlan();
  const bare = {
    ...small,
    departments: [{ code: 'A1', name: 'Area tecnica', aliases: [], level: null, extra: {} }],
    units: [],
    items: [item('objective', 7, { code: null, keywords: [], weight: null })],
    assignments: [],
  };
  const said = examplesFor(bare).join(' | ');
  expect(said).toContain('/costi A1 | /costi per area');
  expect(said).toContain('/obiettivi 7 | /obiettivi 7 storia | /obiettivi A1 ');
  expect(said).not.toMatch(/processo|Settore|U\.O\.|piste|simula|24/);
});
