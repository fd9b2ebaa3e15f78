import { describe, expect, it } from 'vitest';
import { type AbsenceDraft, createAbsenceService } from '../../../src/domain/absences/absence-service.ts';
import { standsInFor } from '../../../src/domain/absences/absences.ts';
import { mayUpdate } from '../../../src/domain/plan/responsibilities.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { createAbsenceStore } from '../../../src/store/cycle/absence-store.ts';
import { savePlan } from '../../../src/store/plan/plan-store.ts';
import { fixedClock } from '../../support/clock.ts';
import { IMPORTED_AT, memoryDatabase } from '../../support/database.ts';
import { phase, smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const AWAY: AbsenceDraft = { person: 'ref-11', from: '2026-05-18', to: '2026-05-22', substitute: 'ref-12' };

async function world(all: readonly Plan[] = [smallPlan()]) {
  const db = await memoryDatabase(smallPlan());
  for (const plan of all) await savePlan(db, plan, IMPORTED_AT);
  const register = createAbsenceStore(db, KEY);
  const service = createAbsenceService({
    plans: () => Promise.resolve(all),
    register,
    clock: fixedClock('2026-05-15T10:00+02:00'),
    dayOf: (instant) => instant.toISOString().slice(0, 10),
  });
  return { service, register, db };
}

describe('an absence', () => {
  it.each(['ref-11', 'dir-1', 'controllo'])(
    'is recorded by the person, their head or the control office: %s',
    async (actor) => {
      const { service, register } = await world();
      expect((await service.record(actor, AWAY)).ok).toBe(true);
      expect(await register.absences()).toMatchObject([{ ...AWAY, recordedBy: actor }]);
    },
  );

  it.each(['ref-12', 'dir-2', 'nucleo', 'dipendente'])('is recorded by nobody else: %s', async (actor) => {
    const { service, register } = await world();
    await expect(service.record(actor, AWAY)).rejects.toMatchObject({ problem: 'role_missing' });
    expect(await register.absences()).toEqual([]);
  });

  it.each<[string, Partial<AbsenceDraft>, string, string]>([
    ['without days', { from: null, to: null }, 'from', 'day_missing'],
    ['that ends before it starts', { to: '2026-05-17' }, 'to', 'ends_before_it_starts'],
    ['that is over', { from: '2026-05-04', to: '2026-05-14' }, 'to', 'is_over'],
    ['that never ends', { to: '2062-05-17' }, 'to', 'is_too_long'],
    ['with oneself as substitute', { substitute: 'ref-11' }, 'substitute', 'substitute_is_the_person'],
  ])('is refused %s', async (_, change, field, problem) => {
    const { service } = await world();
    const recorded = await service.record('controllo', { ...AWAY, ...change });
    expect(recorded.ok ? null : recorded.problems.get(field as 'from')).toBe(problem);
  });

  it('does not overlap another of the same person, nor has a substitute who is away', async () => {
    const { service } = await world();
    await service.record('controllo', AWAY);
    const again = await service.record('controllo', { ...AWAY, from: '2026-05-22', to: '2026-05-29' });
    expect(again.ok ? null : again.problems.get('from')).toBe('overlaps');
    const circle = await service.record('controllo', { ...AWAY, person: 'ref-12', substitute: 'ref-11' });
    expect(circle.ok ? null : circle.problems.get('substitute')).toBe('substitute_is_away');
  });

  it('is seen by those who may record it, and can be taken back', async () => {
    const { service, register } = await world();
    await service.record('dir-1', AWAY);
    const [kept] = await service.listFor('ref-11');
    expect(await service.listFor('dir-2')).toEqual([]);
    await expect(service.cancel('dir-2', kept?.id ?? 0)).rejects.toMatchObject({ problem: 'role_missing' });
    expect(await service.cancel('ref-11', kept?.id ?? 0)).toMatchObject({
      ended: false,
      absence: { person: 'Account ref-11', isOwn: true },
    });
    expect(await service.cancel('ref-11', kept?.id ?? 0)).toBeNull();
    expect(await register.absences()).toEqual([]);
  });
});

describe('in the plans of several years, an absence', () => {
  const address = (code: string): string => `${code}@prova.example`;
  const past = (changes: Partial<Plan> = {}): Plan => {
    const plan = smallPlan(changes);
    return { ...plan, head: { ...plan.head, year: 2025 } };
  };
  const [hired, left] = ['hired', 'left'].map((code) => ({ code, name: code, email: address(code) }));
  if (!hired || !left) throw new Error('nobody');
  const over = phase({ closesOn: '2026-01-31' });
  const people = async (actor: string, plans: readonly Plan[]) => {
    const { service } = await world(plans);
    return (await service.peopleFor(actor)).map(({ email }) => email);
  };

  it.each([
    ['still asks', [phase()], true],
    ['is closed', [over], false],
  ])('is recorded by the control office for whoever is only in one that %s', async (_, phases, offered) => {
    const plans = [smallPlan(), past({ phases, people: [...smallPlan().people, left] })];
    expect((await people('controllo', plans)).includes(address('left'))).toBe(offered);
  });

  it('names everybody once, themselves first, by the name of the current plan', async () => {
    const renamed = smallPlan().people.map((one) => ({
      ...one,
      name: 'Old',
      email: one.email.toUpperCase(),
    }));
    const { service } = await world([smallPlan(), past({ people: renamed })]);
    const offered = await service.peopleFor('ref-12@PROVA.example');
    expect(offered.map(({ name }) => name)).toEqual(['Account ref-12']);
    expect(await service.peopleFor('controllo')).toHaveLength(7);
    expect((await service.peopleFor('controllo'))[0]?.name).toBe('Account controllo');
  });

  it('is recorded by who heads the person in either', async () => {
    const movedRoles = smallPlan().roles.map((one) =>
      one.person === 'ref-11' ? { ...one, department: 'Settore 2', unit: 'U.2.1' } : one,
    );
    const plans = [smallPlan({ roles: movedRoles }), past()];
    expect(await people('dir-2', plans)).toContain(address('ref-11'));
    expect(await people('dir-1', plans)).toContain(address('ref-11'));
    expect(await people('dir-1', [smallPlan({ roles: movedRoles })])).not.toContain(address('ref-11'));
  });

  it('has a substitute who answers with the person in one of them, and says where they do not', async () => {
    const last = past({ people: [...smallPlan().people, left] });
    const now = smallPlan({ people: [...smallPlan().people, hired] });
    const { service } = await world([now, last]);
    const record = (person: string, substitute: string, from: string) =>
      service.record('controllo', { person, substitute, from, to: from });
    const elsewhere = await record('left', 'hired', '2026-05-18');
    expect(elsewhere.ok ? null : elsewhere.problems.get('substitute')).toBe('substitute_elsewhere');
    expect(await record('ref-11', 'hired', '2026-05-18')).toMatchObject({ withoutSubstitute: [2025] });
    expect(await record('ref-12', 'ref-11', '2026-05-19')).toMatchObject({ withoutSubstitute: [] });
    expect(await record('left', 'ref-11', '2026-05-20')).toMatchObject({ withoutSubstitute: [] });
  });

  it('is told through the outbox of one plan, to all but who recorded it', async () => {
    const last = past({ people: [...smallPlan().people, left] });
    const { service, db } = await world([smallPlan(), last]);
    await service.record('controllo', { ...AWAY, person: 'left', substitute: 'ref-11' });
    await service.record('ref-12', { ...AWAY, person: 'ref-12', substitute: 'dir-1' });
    expect(
      await db.selectFrom('outbox').select(['year', 'person', 'kind', 'absence']).orderBy('id').execute(),
    ).toEqual([
      { year: 2025, person: 'left', kind: 'absence', absence: 1 },
      { year: 2026, person: 'ref-11', kind: 'absence', absence: 1 },
      { year: 2026, person: 'dir-1', kind: 'absence', absence: 2 },
    ]);
  });
});

describe('namesakes', () => {
  it('are named with where they work', async () => {
    const plan = smallPlan();
    const people = plan.people.map((person) =>
      person.code === 'ref-12'
        ? { ...person, name: plan.people.find(({ code }) => code === 'ref-11')?.name ?? '' }
        : person,
    );
    const { service } = await world([{ ...plan, people }]);
    const names = (await service.peopleFor('controllo')).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => /\(U\.1\.[12]\)$/.test(name))).toHaveLength(2);
  });
});

describe('a substitute', () => {
  const absences = [{ id: 1, ...AWAY, from: '2026-05-18', to: '2026-05-22', recordedBy: 'controllo' }];
  const objective1 = { kind: 'objective', number: 1 } as const;

  it('may answer for the absent person on the days of the absence, and on no other', () => {
    const may = (day: string) =>
      mayUpdate(smallPlan(), 'ref-12', objective1, standsInFor(absences, 'ref-12', day));
    expect(['2026-05-17', '2026-05-18', '2026-05-22', '2026-05-23'].map(may)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('of the control office does not get its rights', () => {
    expect(mayUpdate(smallPlan(), 'dipendente', objective1, ['controllo'])).toBe(false);
  });
});
