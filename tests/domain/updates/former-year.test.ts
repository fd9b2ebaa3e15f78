import { describe, expect, it } from 'vitest';
import { createMonitoring } from '../../../src/app/monitoring.ts';
import { buildUpdateForm, startingDraft } from '../../../src/bot/update/update-form.ts';
import { calendarOfPlan } from '../../../src/domain/plan/index.ts';
import { bareContent } from '../../../src/domain/record/versions.ts';
import { readStanding } from '../../../src/domain/reminders/reminder-state.ts';
import type { Indicator, Milestone, Plan } from '../../../src/domain/types.ts';
import { createAbsenceStore } from '../../../src/store/cycle/absence-store.ts';
import { createUpdateStore } from '../../../src/store/cycle/update-store.ts';
import { createPlanRegister } from '../../../src/store/plan/plan-register.ts';
import { savePlan } from '../../../src/store/plan/plan-store.ts';
import { fixedClock } from '../../support/clock.ts';
import { IMPORTED_AT, memoryDatabase } from '../../support/database.ts';
import { assignment, item, phase, smallPlan } from '../../support/small-plan.ts';

const indicator = (number: number, code: string, name: string, result: number | null): Indicator => ({
  kind: 'objective',
  number,
  code,
  name,
  formula: null,
  unit: 'n.',
  direction: 'higher',
  weight: null,
  baseline: name === 'Comuni collegati' ? 1 : null,
  baselineYear: name === 'Comuni collegati' ? 2024 : null,
  targets: [{ year: 2026, value: 9 }],
  result,
  source: null,
});

const milestone = (number: number, code: string, name: string, doneOn: string | null): Milestone => ({
  kind: 'objective',
  number,
  code,
  name,
  expectedFrom: null,
  expectedTo: null,
  doneOn,
  weight: null,
  responsible: null,
});

/** A plan whose objective with the key `rete` has another number each year, and its indicators another order. */
function planOf(year: 2025 | 2026, number: number, changes: Partial<Plan> = {}): Plan {
  const base = smallPlan();
  const is2025 = year === 2025;
  const names = is2025 ? ['Eventi', 'Comuni collegati'] : ['Comuni collegati', 'Eventi'];
  return {
    ...base,
    head: { ...base.head, year },
    items: [item('objective', number, { key: 'rete', horizonStart: 2025, horizonEnd: 2026 })],
    assignments: [assignment('objective', number, 'Settore 1', 'U.1.1')],
    indicators: names.map((name, at) =>
      indicator(number, String(at + 1), name, is2025 ? (name === 'Eventi' ? 40 : 4) : null),
    ),
    milestones: [milestone(number, '1', 'Progetto esecutivo', is2025 ? '2025-10-06' : null)],
    phases: [phase({ year, code: `verifica-${year}`, opensOn: `${year}-05-01`, dueOn: `${year}-06-30` })],
    ...changes,
  };
}

const NOW = '2026-05-08T10:00+02:00';

async function world(
  former: Plan = planOf(2025, 7),
  plan: Plan = planOf(2026, 3),
  reported = bareContent('in_progress', 60),
) {
  const db = await memoryDatabase(plan);
  await savePlan(db, former, IMPORTED_AT);
  const clock = fixedClock(NOW);
  const register = createPlanRegister(db, 'prova');
  const key = { body: 'prova', year: 2026 };
  const { updates, updateStore, formerYears } = createMonitoring({
    db,
    key,
    plans: register.of(2026),
    clock,
    dayOf: calendarOfPlan(plan).dayOf,
    register,
  });
  await createUpdateStore(db, { body: 'prova', year: 2025 }).append(
    {
      ...reported,
      kind: 'objective',
      number: 7,
      phase: 'verifica-2025',
      structure: 'U.1.1',
      closes: true,
      origin: 'submission',
      author: 'ref-11',
      at: new Date('2025-06-30T09:00:00Z'),
    },
    0,
    { approvedBy: 'dir-1' },
  );
  const standing = () =>
    readStanding(plan, { absences: createAbsenceStore(db, key), updates: updateStore, formerYears });
  return { updates, standing, open: () => updates.open('ref-11', { kind: 'objective', number: 3 }) };
}

const around = { names: new Map<string, string>(), timezone: 'Europe/Rome' };

describe('the first report of a year', () => {
  it('begins with what the former year knows of the same key, and says so', async () => {
    const form = await (await world()).open();
    const draft = startingDraft(form);
    expect(draft).toMatchObject({ state: 'in_progress', percent: '60' });
    expect(draft.milestonesDone).toBe('1) Progetto esecutivo: 06/10/2025');
    expect(JSON.stringify(buildUpdateForm(form, draft, around))).toContain(
      'Nel 2025: in fase, 60 %; Comuni collegati (n.): 4; Eventi (n.): 40.',
    );
  });

  it('takes over the value of an indicator that is measured from the same start, and of no other', async () => {
    const draft = startingDraft(await (await world()).open());
    expect(draft.results).toBe('1) Comuni collegati (n.): 4\n2) Eventi (n.): ');
  });

  it('wants the reason of a value, or a percentage, that is lower than a year ago', async () => {
    const { updates, open } = await world();
    const draft = startingDraft(await open());
    const submit = (changes: Partial<typeof draft>) =>
      updates.submit('ref-11', { kind: 'objective', number: 3 }, 'verifica-2026', 0, {
        ...draft,
        ...changes,
      });
    const fewer = { results: '1) Comuni collegati (n.): 3\n2) Eventi (n.): 12' };
    expect(await submit(fewer)).toMatchObject({
      problems: new Map([['note', { problem: 'explanation_missing_for_worse' }]]),
    });
    expect(await submit({ percent: '55' })).toMatchObject({
      problems: new Map([['note', { problem: 'explanation_missing_for_drop' }]]),
    });
    expect(await submit({ ...fewer, note: 'Un Comune si è ritirato.' })).toMatchObject({ ok: true });
  });

  it('asks no reason where the year’s count begins anew', async () => {
    const { updates, open } = await world();
    const draft = startingDraft(await open());
    const results = '1) Comuni collegati (n.): 5\n2) Eventi (n.): 2';
    expect(
      await updates.submit('ref-11', { kind: 'objective', number: 3 }, 'verifica-2026', 0, {
        ...draft,
        results,
      }),
    ).toMatchObject({ ok: true });
  });

  it('begins empty where the former plan has no such key', async () => {
    const former = planOf(2025, 7);
    const form = await (await world({ ...former, items: [item('objective', 7, { key: 'altro' })] })).open();
    expect(form.former).toBeNull();
    expect(startingDraft(form)).toMatchObject({ state: null, percent: '' });
  });
});

describe('«Nessuna variazione» in the first report of a year', () => {
  const REF = { kind: 'objective', number: 3 } as const;

  /** Whether the list, the form and the reminder offer it. */
  async function offered({ updates, open, standing }: Awaited<ReturnType<typeof world>>) {
    const [owed] = await updates.owedBy('ref-11');
    const { plan, isKnown } = await standing();
    const [asked] = plan.items;
    const [inPhase] = plan.phases;
    return [
      owed?.items[0]?.mayRepeat,
      (await open()).mayRepeat,
      asked && inPhase && isKnown(inPhase, asked, 'ref-11'),
    ];
  }

  it('goes on from how far the item was, and says since when', async () => {
    const here = await world();
    expect(await offered(here)).toEqual([true, true, true]);
    const { update } = await here.updates.quick('ref-11', REF, 'no_change', null);
    expect(update).toMatchObject({
      state: 'in_progress',
      percent: 60,
      note: 'Nessuna variazione rispetto al 2025.',
    });
  });

  it.each<[string, Parameters<typeof world>]>([
    ['that the former plan does not have', [{ ...planOf(2025, 7), items: [item('objective', 7)] }]],
    [
      'that begins this year',
      [
        planOf(2025, 7),
        planOf(2026, 3, {
          items: [item('objective', 3, { key: 'rete', horizonStart: 2026, horizonEnd: 2026 })],
        }),
      ],
    ],
    ['that was reached by then', [undefined, undefined, bareContent('achieved', 100)]],
    ['that was withdrawn', [undefined, undefined, bareContent('withdrawn', null)]],
  ])('is not offered, nor taken, for an item %s', async (_, given) => {
    const here = await world(...given);
    expect(await offered(here)).toEqual([false, false, false]);
    await expect(here.updates.quick('ref-11', REF, 'no_change', null)).rejects.toMatchObject({
      problem: 'nothing_before',
    });
  });
});
