import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { agendaIcs } from '../../../src/documents/agenda-ics.ts';
import { type AgendaScope, agendaOf } from '../../../src/domain/agenda/agenda.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import type { Milestone, Plan } from '../../../src/domain/types.ts';
import { phase, smallPlan } from '../../support/small-plan.ts';

const NOW = new Date('2026-05-08T08:00:00Z');
const TODAY = '2026-05-08';
const milestone = (change: Partial<Milestone>): Milestone => ({
  kind: 'objective',
  number: 1,
  code: 'M1',
  name: 'Collaudo; prova, con «segni»',
  expectedFrom: null,
  expectedTo: '2026-09-30',
  doneOn: null,
  weight: null,
  responsible: 'Rossi',
  ...change,
});
const PLAN = smallPlan({
  milestones: [
    milestone({}),
    milestone({ code: 'M2', name: 'Gara', expectedTo: '2026-05-10', doneOn: '2026-05-04' }),
  ],
});
const mine = (person: string): AgendaScope => ({ of: 'person', person, standsInFor: [] });
const U11: AgendaScope = { of: 'structure', structure: 'U.1.1' };

const agenda = (scope: AgendaScope, plan: Plan = PLAN, today = TODAY) =>
  agendaOf(plan, scope, createCalendar(plan.head), today);
const titles = (scope: AgendaScope, plan: Plan = PLAN, today = TODAY): readonly string[] =>
  agenda(scope, plan, today).entries.map(({ day, title }) => `${day} ${title}`);
const eventsOf = (scope: AgendaScope, plan: Plan = PLAN) => {
  const parsed = new ICAL.Component(ICAL.parse(agendaIcs(agenda(scope, plan), NOW, TODAY).toString('utf8')));
  return parsed.getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    start: event.getFirstPropertyValue('dtstart') as ICAL.Time,
    title: String(event.getFirstPropertyValue('summary')),
    details: String(event.getFirstPropertyValue('description')),
    alarms: event
      .getAllSubcomponents('valarm')
      .map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
  }));
};

describe('the days of', () => {
  it('a structure: what is given to it, its milestones, the phases that ask about it', () => {
    expect(titles(U11)).toEqual([
      '2026-05-04 Monitoraggio intermedio: si apre',
      '2026-05-10 Obiettivo 1: «Gara» (fatta)',
      '2026-05-29 Monitoraggio intermedio: scadenza degli aggiornamenti',
      '2026-09-30 Obiettivo 1: «Collaudo; prova, con «segni»»',
      ...['Indicatore di ente 1', 'Obiettivo 1', 'Obiettivo 2'].map((name) =>
        expect.stringContaining(`2026-12-31 ${name}`),
      ),
    ]);
  });

  it('a person: what they answer for; of a head, what is given to the department', () => {
    const items = (scope: AgendaScope): readonly string[] =>
      titles(scope)
        .flatMap((one) => /(?:Obiettivo|Processo) \d(?= –)/.exec(one) ?? [])
        .sort();
    expect(items(mine('ref-12'))).toEqual(['Obiettivo 2', 'Obiettivo 3']);
    expect(items(mine('dir-1'))).toEqual(['Obiettivo 1', 'Obiettivo 2', 'Obiettivo 3', 'Processo 1']);
    expect(items(mine('dipendente'))).toEqual([]);
  });

  it('a phase: its opening, due date and steps, and what it asks about', () => {
    const found = titles({ of: 'phase', phase: phase() });
    expect(found).toContain('2026-05-29 Monitoraggio intermedio: sollecito (passo 0)');
    expect(found.filter((one) => one.includes('sollecito'))).toHaveLength(phase().ladder.length);
    expect(found.some((one) => one.includes('Indicatore'))).toBe(false);
  });

  it('tell nothing of a later day: a result is of the year’s end, and a milestone was done when it was', () => {
    const items = PLAN.items.map((one) => ({ ...one, attainment: 100 }));
    const done = (today: string): readonly string[] =>
      titles(U11, { ...PLAN, items }, today).filter((one) => /\((raggiunto|fatta)\)$/.test(one));
    expect(done('2026-05-03')).toEqual([]);
    expect(done('2026-05-04')).toEqual(['2026-05-10 Obiettivo 1: «Gara» (fatta)']);
    expect(done('2026-12-31')).toHaveLength(4);
  });

  it('leave out what was withdrawn', () => {
    const plan = smallPlan();
    const items = plan.items.map((one) =>
      one.kind === 'objective' && one.number === 1 ? { ...one, withdrawnIn: 'intermedia' } : one,
    );
    expect(titles(U11, { ...plan, items }).join()).not.toContain('Obiettivo 1');
  });
});

describe('the calendar file', () => {
  it('is read by another program as it was meant', () => {
    const [, , due, collaudo] = eventsOf(U11);
    expect(due?.start.isDate).toBe(true);
    expect(due?.start.toString()).toBe('2026-05-29');
    expect(collaudo?.title).toBe('Obiettivo 1: «Collaudo; prova, con «segni»»');
    expect(collaudo?.details).toContain('Responsabile: Rossi.');
  });

  it('reminds a week and a day before, at nine, of what is still to be done and not past', () => {
    const alarms = new Map(eventsOf(U11).map(({ title, alarms: found }) => [title, found]));
    expect(alarms.get('Monitoraggio intermedio: scadenza degli aggiornamenti')).toEqual([
      '-P6DT15H',
      '-PT15H',
    ]);
    expect(alarms.get('Obiettivo 1: «Gara» (fatta)')).toEqual([]);
    expect(alarms.get('Monitoraggio intermedio: si apre')).toEqual([]);
  });

  it('keeps its ids: whoever takes it in again has each day once, whatever number an item has now', () => {
    const renumbered = smallPlan({ milestones: PLAN.milestones.map((one) => ({ ...one, number: 9 })) });
    const moved = <T extends { kind: string; number: number }>(one: T): T =>
      one.kind === 'objective' && one.number === 1 ? { ...one, number: 9 } : one;
    const plan = {
      ...renumbered,
      items: renumbered.items.map(moved),
      assignments: renumbered.assignments.map(moved),
    };
    const uids = (of: Plan): readonly string[] =>
      eventsOf(U11, of)
        .map(({ uid }) => uid)
        .sort();
    expect(uids(plan)).toEqual(uids(PLAN));
    expect(new Set(uids(PLAN)).size).toBe(uids(PLAN).length);
  });

  it.each(['Pacific/Auckland', 'America/Los_Angeles', 'Europe/Rome'])(
    'has the same days on a machine in %s',
    (zone) => {
      const before = process.env.TZ;
      process.env.TZ = zone;
      try {
        expect(eventsOf(U11).map(({ start }) => start.toString())).toEqual(
          agenda(U11).entries.map(({ day }) => day),
        );
      } finally {
        if (before === undefined) delete process.env.TZ;
        else process.env.TZ = before;
      }
    },
  );
});
