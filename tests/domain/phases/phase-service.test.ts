import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/domain/errors.ts';
import { phaseState } from '../../../src/domain/phases/open-phases.ts';
import { createPhaseService } from '../../../src/domain/phases/phase-service.ts';
import type { PhaseDraft } from '../../../src/domain/phases/phases.ts';
import { createPhaseStore } from '../../../src/store/cycle/phase-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { fixedClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { phase, smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const DRAFT: PhaseDraft = {
  name: 'Monitoraggio finale 2026',
  kinds: ['objective', 'process'],
  opensOn: '2026-06-01',
  dueOn: '2026-06-30',
  ladder: '-7, 0, +3 dirigente',
  channel: 'CPERF',
};

async function world() {
  const db = await memoryDatabase(smallPlan());
  const plans = createPlanSource(db, KEY);
  const clock = fixedClock('2026-05-20T10:00+02:00');
  const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);
  const service = createPhaseService({ plans, phases: createPhaseStore(db, KEY), clock, dayOf });
  return {
    service,
    clock,
    stored: async (code = 'intermedia') => (await plans.current()).phases.find((one) => one.code === code),
    audit: async () =>
      (await db.selectFrom('audit').selectAll().orderBy('id').execute()).map(
        ({ action, actor, subject, detail }) => ({ action, actor, subject, detail: JSON.parse(detail) }),
      ),
  };
}

const problemOf = async (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.problem : String(error)),
  );

describe('a new phase', () => {
  it('is kept with its ladder and channel, beside the others, and audited', async () => {
    const { service, stored, audit } = await world();
    const opened = await service.open('controllo', DRAFT);
    expect(opened.ok).toBe(true);
    expect(await stored('monitoraggio-finale-2026')).toMatchObject({
      name: 'Monitoraggio finale 2026',
      dueOn: '2026-06-30',
      channel: 'CPERF',
      ladder: [
        { offset: -7, audience: ['contact'] },
        { offset: 0, audience: ['contact'] },
        { offset: 3, audience: ['contact', 'head'] },
      ],
    });
    expect(await stored()).toMatchObject(phase());
    expect(await audit()).toMatchObject([
      { action: 'phase.opened', actor: 'controllo', subject: 'prova/2026/monitoraggio-finale-2026' },
    ]);
  });

  it('is only looked at by a check', async () => {
    const { service, stored, audit } = await world();
    expect((await service.check('controllo', DRAFT)).ok).toBe(true);
    expect(await stored('monitoraggio-finale-2026')).toBeUndefined();
    expect(await audit()).toEqual([]);
  });

  it.each<[string, Partial<PhaseDraft>, string, string]>([
    ['without a name', { name: ' ' }, 'name', 'name_missing'],
    ['with a name in use', { name: 'monitoraggio INTERMEDIO' }, 'name', 'name_taken'],
    ['with a name in use and the year', { name: 'Monitoraggio intermedio 2026' }, 'name', 'name_taken'],
    ['without kinds', { kinds: [] }, 'kinds', 'kinds_missing'],
    ['due before it opens', { dueOn: '2026-05-31' }, 'dueOn', 'due_before_opening'],
    ['due in the past', { opensOn: '2026-05-01', dueOn: '2026-05-19' }, 'dueOn', 'due_in_the_past'],
    ['due in another age', { dueOn: '2062-06-30' }, 'dueOn', 'due_too_far'],
    ['without days', { opensOn: null }, 'opensOn', 'day_missing'],
    ['with a ladder nobody understands', { ladder: 'spesso' }, 'ladder', 'ladder_not_understood'],
  ])('is refused %s', async (_, change, field, code) => {
    const { service, audit } = await world();
    const opened = await service.open('controllo', { ...DRAFT, ...change });
    expect(
      opened.ok ? [] : [...opened.problems].map(([where, { code: what }]) => [where, what]),
    ).toContainEqual([field, code]);
    expect(await audit()).toEqual([]);
  });
});

describe('only the control office', () => {
  it.each(['ref-11', 'dir-1', 'nucleo', 'nobody'])('acts on phases, not %s', async (person) => {
    const { service } = await world();
    expect(await problemOf(service.open(person, DRAFT))).toBe('role_missing');
    expect(await problemOf(service.extend(person, 'intermedia', '2026-06-30'))).toBe('role_missing');
    expect(await problemOf(service.pause(person, 'intermedia'))).toBe('role_missing');
    expect(await problemOf(service.close(person, 'intermedia'))).toBe('role_missing');
    expect(await problemOf(service.reopen(person, 'intermedia', 'perché sì'))).toBe('role_missing');
  });
});

describe('the life of a phase', () => {
  it('is extended to a later day only', async () => {
    const { service, stored } = await world();
    expect(await problemOf(service.extend('controllo', 'intermedia', '2026-05-29'))).toBe('due_not_later');
    expect(await problemOf(service.extend('controllo', 'intermedia', '2062-06-12'))).toBe('due_too_far');
    await service.extend('controllo', 'intermedia', '2026-06-12');
    expect((await stored())?.dueOn).toBe('2026-06-12');
  });

  it('is paused and resumed, once each', async () => {
    const { service, stored } = await world();
    await service.pause('controllo', 'intermedia');
    expect((await stored())?.paused).toBe(true);
    expect(await problemOf(service.pause('controllo', 'intermedia'))).toBe('phase_already_paused');
    await service.resume('controllo', 'intermedia');
    expect(await problemOf(service.resume('controllo', 'intermedia'))).toBe('phase_not_paused');
  });

  it('is closed, and opened again with a reason', async () => {
    const { service, stored, audit } = await world();
    await service.close('controllo', 'intermedia', { missing: 3 });
    const closed = await stored();
    expect(closed && phaseState(closed, '2026-05-20')).toBe('closed');
    expect(await problemOf(service.close('controllo', 'intermedia'))).toBe('phase_is_closed');
    expect(await problemOf(service.reopen('controllo', 'intermedia', '  '))).toBe('phase_reason_missing');
    await service.reopen('controllo', 'intermedia', 'Una delibera è arrivata dopo', '2026-06-05');
    expect(await stored()).toMatchObject({ closesOn: null, dueOn: '2026-06-05' });
    expect(await audit()).toMatchObject([
      { action: 'phase.closed', detail: { missing: 3 } },
      {
        action: 'phase.reopened',
        detail: { reason: 'Una delibera è arrivata dopo', closedOn: '2026-05-20' },
      },
    ]);
    expect(await problemOf(service.reopen('controllo', 'intermedia', 'ancora'))).toBe('phase_not_closed');
  });

  it('is not changed by whoever saw it as it was before another change', async () => {
    const db = await memoryDatabase(smallPlan());
    const store = createPhaseStore(db, KEY);
    const act = { actor: 'controllo', at: new Date(), action: 'phase.extended', detail: {} };
    await store.change(phase(), { dueOn: '2026-06-12' }, act);
    expect(await problemOf(store.change(phase(), { paused: true }, act))).toBe('phase_changed_meanwhile');
    expect(await db.selectFrom('audit').selectAll().execute()).toHaveLength(1);
  });
});

describe('since when it reminds as it does', () => {
  it('is kept: from when it was opened, extended, resumed or opened again; not from a pause or a nudge', async () => {
    const { service, clock, stored } = await world();
    const at = async (moment: string, work: () => Promise<unknown>): Promise<string | undefined> => {
      clock.set(moment);
      await work();
      return (await stored())?.remindingSince?.toISOString();
    };
    const extended = '2026-05-21T08:00:00.000Z';
    expect(await at(extended, () => service.extend('controllo', 'intermedia', '2026-06-30'))).toBe(extended);
    expect(await at('2026-05-22T08:00:00.000Z', () => service.pause('controllo', 'intermedia'))).toBe(
      extended,
    );
    const resumed = '2026-05-25T08:00:00.000Z';
    expect(await at(resumed, () => service.resume('controllo', 'intermedia'))).toBe(resumed);
    expect(await at('2026-05-26T08:00:00.000Z', () => service.nudge('controllo', 'intermedia'))).toBe(
      resumed,
    );
    expect(await at('2026-05-27T08:00:00.000Z', () => service.close('controllo', 'intermedia'))).toBe(
      resumed,
    );
    const reopened = '2026-05-28T08:00:00.000Z';
    expect(await at(reopened, () => service.reopen('controllo', 'intermedia', 'serve'))).toBe(reopened);
    await service.open('controllo', DRAFT);
    expect((await stored('monitoraggio-finale-2026'))?.remindingSince?.toISOString()).toBe(reopened);
  });
});
