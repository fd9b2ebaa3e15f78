import type { Clock } from '../clock.ts';
import type { PlanSource, WorkCalendar } from '../plan/index.ts';
import type { Phase, Plan } from '../types.ts';
import { type Agenda, type AgendaScope, agendaOf } from './agenda.ts';

export type AgendaService = ReturnType<typeof createAgendaService>;

/** A calendar as a file, and what it holds. */
export interface AgendaFile {
  readonly name: string;
  readonly content: Buffer;
  readonly entries: number;
}

/** Calendars of a plan's days, as files that any agenda takes in. */
export function createAgendaService(deps: {
  readonly plans: PlanSource;
  /** The people in whose place somebody answers today. */
  readonly standsInFor: (person: string) => Promise<readonly string[]>;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
  readonly clock: Clock;
  /** @param today what is past reminds of nothing */
  readonly render: (agenda: Agenda, now: Date, today: string) => Promise<Buffer>;
}) {
  const { plans, standsInFor, calendarOf, clock, render } = deps;

  async function file(scopeIn: (plan: Plan) => AgendaScope, suffix: string): Promise<AgendaFile> {
    const plan = await plans.current();
    const calendar = calendarOf(plan);
    const now = clock.now();
    const today = calendar.dayOf(now);
    const agenda = agendaOf(plan, scopeIn(plan), calendar, today);
    return {
      name: `scadenze-${plan.head.body}-${plan.head.year}-${suffix.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.ics`,
      content: await render(agenda, now, today),
      entries: agenda.entries.length,
    };
  }

  return {
    /** What somebody answers for or leads, and for whom they stand in. */
    async ofPerson(person: string): Promise<AgendaFile> {
      const others = await standsInFor(person);
      return file(() => ({ of: 'person', person, standsInFor: others }), 'mie');
    },
    ofStructure: (structure: string): Promise<AgendaFile> =>
      file(() => ({ of: 'structure', structure }), structure),
    ofPhase: (phase: Phase): Promise<AgendaFile> => file(() => ({ of: 'phase', phase }), phase.code),
  };
}
