import { describe, expect, it } from 'vitest';
import { milestonesOf, tourOf } from '../../../src/app/trial/tour.ts';
import { calendarOfPlan } from '../../../src/domain/plan/calendar.ts';
import { luccaPlan } from '../../support/plan.ts';

describe('the guide', () => {
  it('gives each role of Lucca’s plan something to try, as a person that the plan has', () => {
    const plan = luccaPlan();
    const steps = tourOf(plan);
    expect(steps.map(({ user }) => user)).toEqual(['ref-uo-3-2', 'ref-uo-3-2', 'dir-settore-3', 'controllo']);
    for (const { user } of steps) expect(plan.people.map(({ code }) => code)).toContain(user);
  });

  it('leaves out a step whose role nobody has', () => {
    const plan = luccaPlan();
    const steps = tourOf({ ...plan, roles: plan.roles.filter(({ role }) => role === 'controller') });
    expect(steps.map(({ title }) => title)).toEqual(['Fai una domanda', 'Chiudi la fase']);
    expect(tourOf({ ...plan, roles: [] })).toEqual([]);
  });

  it('asks of each plan what it can tell', () => {
    const plan = luccaPlan();
    const [lucca] = tourOf(plan);
    expect(lucca?.say).toBe('quanto costa l’obiettivo 24?');
    expect(lucca?.text).toContain('«e quanto è stato impegnato?»');
    const noun = { one: 'azione', many: 'azioni', gender: 'f' } as const;
    const [without] = tourOf({
      ...plan,
      head: { ...plan.head, wording: { items: { objective: noun }, amounts: {} } },
      costLines: [],
    });
    expect(without?.say).toBe('chi è il responsabile dell’azione 24?');
    expect(without?.text).toContain('«e quando scade?»');
  });
});

describe('the milestones', () => {
  const calendar = calendarOfPlan(luccaPlan());

  it('are the opening, each reminder and the due date, in the body’s wall time', () => {
    const milestones = milestonesOf([luccaPlan()], () => calendar);
    expect(milestones[0]).toEqual({
      label: 'Apertura',
      at: new Date('2021-07-01T00:00:00+02:00'),
      kind: 'opening',
    });
    expect(milestones.filter(({ kind }) => kind === 'reminder').map(({ label }) => label)).toContain(
      'Sollecito −7',
    );
    expect(milestones.find(({ kind }) => kind === 'due')?.at).toEqual(new Date('2021-09-30T09:00:00+02:00'));
  });

  it('name their phase where there are several', () => {
    const plan = luccaPlan();
    const [phase] = plan.phases;
    if (!phase) throw new Error('no phase');
    const labels = milestonesOf(
      [{ ...plan, phases: [phase, { ...phase, name: 'Finale' }] }],
      () => calendar,
    ).map(({ label }) => label);
    expect(labels).toContain('Scadenza · Finale 2021');
  });
});
