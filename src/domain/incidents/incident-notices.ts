import type { Clock } from '../clock.ts';
import type { PlanSource, WorkCalendar } from '../plan/index.ts';
import type { NoticeRules } from '../sending/index.ts';
import type { Plan } from '../types.ts';
import type { IncidentStore } from './incident-service.ts';
import type { Incident } from './incidents.ts';

/** What the control office is told of what keeps messages from going out. */
export interface IncidentMessage {
  readonly kind: 'incident';
  readonly key: string;
  readonly person: string;
  readonly incidents: readonly Incident[];
  readonly plan: Plan;
}

/**
 * How incidents are told: at working hours, all that is new in one message. What is over by then is not told, but for
 * a refusal of the app, which could be told no earlier.
 */
export function createIncidentNotices(deps: {
  readonly plans: PlanSource;
  readonly store: Pick<IncidentStore, 'find'>;
  readonly clock: Clock;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
}): NoticeRules<IncidentMessage> {
  const { plans, store, clock } = deps;
  const calendarNow = async (): Promise<WorkCalendar> => deps.calendarOf(await plans.current());
  return {
    mayGoOut: async () => (await calendarNow()).isWorkingMoment(clock.now()),
    async decide(rows) {
      const [{ key, person }] = rows;
      const calendar = await calendarNow();
      const now = clock.now();
      if (!calendar.isWorkingMoment(now))
        return { do: 'wait', reason: 'outside_hours', until: calendar.nextWorkingMoment(now) };
      const found = await store.find(rows.flatMap(({ incident }) => (incident === null ? [] : [incident])));
      const incidents = found.filter(({ kind, endedAt }) => endedAt === null || kind === 'slack_refuses');
      return incidents.length === 0
        ? { do: 'settle', place: null }
        : { do: 'send', message: { kind: 'incident', key, person, incidents, plan: await plans.current() } };
    },
  };
}
