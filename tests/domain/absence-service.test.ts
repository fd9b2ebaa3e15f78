import { describe, expect, it } from 'vitest';
import { type AbsenceDraft, createAbsenceService } from '../../src/domain/absence-service.ts';
import { standsInFor } from '../../src/domain/absences.ts';
import { mayUpdate } from '../../src/domain/responsibilities.ts';
import { createAbsenceStore } from '../../src/store/absence-store.ts';
import { createPlanSource } from '../../src/store/plan-source.ts';
import { fixedClock } from '../support/clock.ts';
import { memoryDatabase } from '../support/database.ts';
import { smallPlan } from '../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const AWAY: AbsenceDraft = { person: 'ref-11', from: '2026-05-18', to: '2026-05-22', substitute: 'ref-12' };

async function world() {
  const db = await memoryDatabase(smallPlan());
  const register = createAbsenceStore(db, KEY);
  const service = createAbsenceService({
    plans: createPlanSource(db, KEY),
    register,
    clock: fixedClock('2026-05-15T10:00+02:00'),
    dayOf: (instant) => instant.toISOString().slice(0, 10),
  });
  return { service, register };
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
    expect(await service.cancel('ref-11', kept?.id ?? 0)).toMatchObject({ person: 'ref-11' });
    expect(await service.cancel('ref-11', kept?.id ?? 0)).toBeNull();
    expect(await register.absences()).toEqual([]);
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
