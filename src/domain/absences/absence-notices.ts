import type { Clock } from '../clock.ts';
import type { PlanSource, WorkCalendar } from '../plan/index.ts';
import type { AbsenceNoticeKind, NoticeRules } from '../sending/index.ts';
import type { Plan } from '../types.ts';
import type { AbsenceNews, AbsenceService } from './absence-service.ts';

/** What somebody is told of the absences that concern them. */
export interface AbsenceMessage {
  readonly kind: AbsenceNoticeKind;
  readonly key: string;
  readonly person: string;
  readonly news: readonly AbsenceNews[];
}

/** How absences are told: as they stand by then, and at working hours, for nobody waits for it. */
export function createAbsenceNotices(
  kind: AbsenceNoticeKind,
  deps: {
    readonly plans: PlanSource;
    readonly absences: Pick<AbsenceService, 'newsFor'>;
    readonly clock: Clock;
    readonly calendarOf: (plan: Plan) => WorkCalendar;
  },
): NoticeRules<AbsenceMessage> {
  const calendarNow = async (): Promise<WorkCalendar> => deps.calendarOf(await deps.plans.current());
  return {
    mayGoOut: async () => (await calendarNow()).isWorkingMoment(deps.clock.now()),
    async decide(rows) {
      const [{ key, person }] = rows;
      const calendar = await calendarNow();
      const now = deps.clock.now();
      if (!calendar.isWorkingMoment(now))
        return { do: 'wait', reason: 'outside_hours', until: calendar.nextWorkingMoment(now) };
      const about = rows.flatMap(({ absence }) => (absence === null ? [] : [absence]));
      const news = await deps.absences.newsFor(person, kind, about);
      return news.length === 0
        ? { do: 'settle', place: null }
        : { do: 'send', message: { kind, key, person, news } };
    },
  };
}
