import { describe, expect, it } from 'vitest';
import { AlreadyDone, Problem } from '../../../src/domain/errors.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import { EMPTY_DRAFT, type UpdateDraft } from '../../../src/domain/updates/update-draft.ts';
import { createUpdateService } from '../../../src/domain/updates/update-service.ts';
import { createDraftStore } from '../../../src/store/cycle/draft-store.ts';
import { createUpdateStore } from '../../../src/store/cycle/update-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { fixedClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { named, phase, smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const OBJECTIVE_1 = { kind: 'objective', number: 1 } as const;
const OBJECTIVE_2 = { kind: 'objective', number: 2 } as const;
const INDICATOR_1 = { kind: 'indicator', number: 1 } as const;
const draft = (percent: string, changes: Partial<UpdateDraft> = {}): UpdateDraft => ({
  ...EMPTY_DRAFT,
  state: 'in_progress',
  percent,
  ...changes,
});

async function world(plan = smallPlan()) {
  const db = await memoryDatabase(plan);
  const clock = fixedClock('2026-05-08T10:00+02:00');
  const service = createUpdateService({
    plans: createPlanSource(db, KEY),
    updates: createUpdateStore(db, KEY),
    drafts: createDraftStore(db, KEY),
    clock,
    dayOf: createCalendar(plan.head).dayOf,
  });
  return { db, clock, service };
}

/** The code of the problem that a call ends with. */
const problemOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof Problem) return error.problem;
      throw error;
    },
  );

describe('taking a report back', () => {
  it('at the moment at which somebody decides on it leaves the decision', async () => {
    const { db, service, clock } = await world();
    const updates = createUpdateStore(db, KEY);
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    const deciding = createUpdateService({
      plans: createPlanSource(db, KEY),
      updates: {
        ...updates,
        find: async (ids) => {
          const found = await updates.find(ids);
          const approved = { kind: 'approved', actor: 'dir-1', at: clock.now(), reason: null } as const;
          await updates.decide(ids, approved, ['submitted'], () => []);
          return found;
        },
      },
      drafts: createDraftStore(db, KEY),
      clock,
      dayOf: createCalendar(smallPlan().head).dayOf,
    });
    expect(await problemOf(deciding.cancel('ref-11', 1))).toBe('already_decided');
    expect(await updates.find([1])).toMatchObject([{ outcome: 'approved' }]);
  });

  it('twice is once', async () => {
    const { service } = await world();
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    const ended = await Promise.allSettled([service.cancel('ref-11', 1), service.cancel('ref-11', 1)]);
    ended.push(...(await Promise.allSettled([service.cancel('ref-11', 1)])));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of ended) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(AlreadyDone);
  });
});

describe('the right to report', () => {
  it.each([
    ['ref-11', 'none'],
    ['dir-1', 'none'],
    ['controllo', 'none'],
    ['ref-12', 'not_authorised'],
    ['dir-2', 'not_authorised'],
    ['nucleo', 'not_authorised'],
    ['dipendente', 'not_authorised'],
    ['nessuno', 'not_authorised'],
  ])('on objective 1: %s, %s', async (person, expected) => {
    const { service } = await world();
    expect(await problemOf(service.open(person, OBJECTIVE_1))).toBe(expected);
    expect(await problemOf(service.submit(person, OBJECTIVE_1, 'intermedia', 0, draft('10')))).toBe(expected);
  });

  it('is refused naming those who have it', async () => {
    const { service } = await world();
    const refused = await service.open('ref-12', OBJECTIVE_1).catch((error: unknown) => error);
    expect(refused).toMatchObject({ details: { item: 'objective:1', reporters: 'Account ref-11' } });
  });

  it('leaves nothing in the store when it is missing', async () => {
    const { db, service } = await world();
    await problemOf(service.submit('ref-12', OBJECTIVE_1, 'intermedia', 0, draft('10')));
    expect(await db.selectFrom('status_update').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('audit').selectAll().execute()).toEqual([]);
  });
});

describe('what can be reported on', () => {
  it('is an item of the plan', async () => {
    const { service } = await world();
    expect(await problemOf(service.open('controllo', { kind: 'objective', number: 99 }))).toBe(
      'item_unknown',
    );
  });

  it('is an item the phase asks about', async () => {
    const { service } = await world();
    expect(await problemOf(service.open('ref-11', INDICATOR_1))).toBe('item_not_in_phase');
  });

  it('is an item of a phase that has opened', async () => {
    const { service, clock } = await world();
    clock.set('2026-05-03T10:00+02:00');
    expect(await problemOf(service.open('ref-11', OBJECTIVE_1))).toBe('no_open_phase');
  });

  it('is an item of a phase that is not closed, however old the form', async () => {
    const { service, clock } = await world(smallPlan({ phases: [phase({ closesOn: '2026-06-10' })] }));
    clock.set('2026-06-09T23:59+02:00');
    expect(await problemOf(service.open('ref-11', OBJECTIVE_1))).toBe('none');
    clock.set('2026-06-10T00:00+02:00');
    expect(await problemOf(service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10')))).toBe(
      'phase_closed',
    );
  });

  it('is, with several phases open, of the one that is due first', async () => {
    const phases = [phase({ code: 'finale', dueOn: '2026-12-31' }), phase()];
    const { service } = await world(smallPlan({ phases }));
    expect((await service.open('ref-11', OBJECTIVE_1)).phase.code).toBe('intermedia');
  });
});

describe('a report', () => {
  it('is saved as version 1 with its author, its moment and one audit row', async () => {
    const { db, service } = await world();
    const result = await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('34,5'));
    expect(result).toMatchObject({
      ok: true,
      update: { version: 1, percent: 34.5, author: 'ref-11', at: new Date('2026-05-08T08:00:00Z') },
    });
    const audit = await db.selectFrom('audit').select(['actor', 'action', 'subject']).execute();
    expect(audit).toEqual([
      { actor: 'ref-11', action: 'update.submitted', subject: 'prova/2026/intermedia/objective:1' },
    ]);
  });

  it('that follows another is version 2, and the first stays', async () => {
    const { db, service } = await world();
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 1, draft('20'));
    const kept = await db
      .selectFrom('status_update')
      .select(['version', 'percent'])
      .orderBy('version')
      .execute();
    expect(kept).toEqual([
      { version: 1, percent: 10 },
      { version: 2, percent: 20 },
    ]);
    expect((await service.open('ref-11', OBJECTIVE_1)).previous).toMatchObject({ version: 2, percent: 20 });
  });

  it('that breaks a rule is told so and not saved', async () => {
    const { db, service } = await world();
    const result = await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('molto'));
    expect('problems' in result && [...result.problems.keys()]).toEqual(['percent']);
    expect(await db.selectFrom('status_update').selectAll().execute()).toEqual([]);
  });

  it('sent twice is one version', async () => {
    const { db, service } = await world();
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    const again = await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    expect(again).toMatchObject({ ok: true, update: { version: 1 } });
    expect(await db.selectFrom('status_update').select('version').execute()).toHaveLength(1);
  });

  it('based on a version that is no longer the last shows the other one and overwrites nothing', async () => {
    const { db, service } = await world();
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    const late = await service.submit('dir-1', OBJECTIVE_1, 'intermedia', 0, draft('90'));
    expect(late).toMatchObject({ ok: false, conflict: { version: 1, author: 'ref-11', percent: 10 } });
    expect(await db.selectFrom('status_update').select('percent').execute()).toEqual([{ percent: 10 }]);
  });

  it('and another sent at the same moment: one is saved, the other is told', async () => {
    const { service } = await world();
    const both = await Promise.all([
      service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10')),
      service.submit('dir-1', OBJECTIVE_1, 'intermedia', 0, draft('90')),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});

describe('what a person owes', () => {
  it('is their items of each open phase in plan order, with what has come in', async () => {
    const { service } = await world();
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    const [owed] = await service.owedBy('ref-11');
    expect(owed?.items.map(({ item, update }) => [...named([item]), update?.percent ?? null])).toEqual([
      ['objective 1', 10],
      ['objective 2', null],
    ]);
  });

  it('is nothing for whoever answers for nothing, and nothing before a phase opens', async () => {
    const { service, clock } = await world();
    expect((await service.owedBy('nucleo')).flatMap(({ items }) => items)).toEqual([]);
    clock.set('2026-05-01T10:00+02:00');
    expect(await service.owedBy('ref-11')).toEqual([]);
  });
});

describe('an item named by its number', () => {
  it('may be of any kind, those that the person may update first', async () => {
    const { service } = await world();
    const candidates = await service.candidates('ref-11', { kind: null, number: 1, code: null });
    expect(candidates.map(({ item, allowed }) => [...named([item]), allowed])).toEqual([
      ['objective 1', true],
      ['indicator 1', true],
      ['process 1', false],
    ]);
  });

  it('is none when nothing has it', async () => {
    const { service } = await world();
    expect(await service.candidates('ref-11', { kind: null, number: 99, code: null })).toEqual([]);
  });
});

describe('the summary of a phase', () => {
  it('counts what came in, by kind', async () => {
    const { service } = await world();
    await service.submit('ref-11', OBJECTIVE_1, 'intermedia', 0, draft('10'));
    await service.submit('controllo', OBJECTIVE_2, 'intermedia', 0, draft('20'));
    const [summary] = await service.summaries();
    expect(
      summary?.counts.map(({ kind, counts, missing, total }) => [kind, counts.in_progress, missing, total]),
    ).toEqual([
      ['objective', 2, 1, 3],
      ['process', 0, 2, 2],
    ]);
  });
});
