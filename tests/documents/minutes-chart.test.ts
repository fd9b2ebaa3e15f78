import { expect, it } from 'vitest';
import { composeMinutes } from '../../src/documents/compose/minutes.ts';
import type { Block } from '../../src/documents/document.ts';
import { luccaPlan } from '../support/plan.ts';

type Minutes = Parameters<typeof composeMinutes>[1];

/** The minutes of a phase that closed with so many of each state. */
function outcome(counts: Readonly<Record<string, number>>, missing: number): readonly Block[] {
  const plan = luccaPlan();
  const all = { achieved: 0, in_progress: 0, amended: 0, withdrawn: 0, new: 0, ...counts };
  const total = Object.values(all).reduce((sum, one) => sum + one, missing);
  const content = {
    year: 2021,
    phase: { ...plan.phases[0], closesOn: '2021-10-15' },
    closedBy: 'controllo',
    closedAt: '2021-10-15T10:00:00Z',
    summary: [{ kind: 'objective', counts: all, missing, total }],
    asked: [],
    answered: [],
    missing: [],
    changes: [],
    auditHead: 'a'.repeat(64),
    opinion: null,
    act: null,
  };
  const document = composeMinutes(plan, { content, hash: 'x' } as unknown as Minutes);
  return document.sections.find(({ title }) => title === 'Esito')?.blocks ?? [];
}

it('the minutes draw how many items ended in each state, with the figures of their table', () => {
  const [drawn] = outcome({ achieved: 40, in_progress: 20, withdrawn: 2 }, 7);
  expect(drawn?.type === 'chart' && drawn.chart).toMatchObject({
    title: 'Raggiunti: 40 su 69',
    rows: [
      { label: 'Raggiunti', figures: [{ value: 40 }] },
      { label: 'In fase', figures: [{ value: 20 }] },
      { label: 'Ritirati', figures: [{ value: 2 }] },
      { label: 'Mancanti', figures: [{ value: 7 }] },
    ],
  });
});

it('draw nothing where one or two states say it', () => {
  expect(outcome({ achieved: 60 }, 9).map(({ type }) => type)).toEqual(['table']);
});
