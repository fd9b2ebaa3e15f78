import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Agenda } from '../domain/agenda/index.ts';

/** A reminder so many days before, at nine in the morning of wherever it is read; in seconds before the day begins. */
const before = (days: number): number => days * 86_400 - 9 * 3_600;

/** A week before there is time to act, the day before there is none to lose. */
const ALARMS = [7, 1];

/**
 * Days as iCalendar: whole days that take up no time, each with an id that stays.
 * Source: RFC 5545, 3.6.1 and 3.6.6.
 * @param today what is past reminds of nothing
 */
export function agendaIcs({ name, entries }: Agenda, now: Date, today: string): Buffer {
  const calendar = ical({ name, prodId: '//Traguardo//Scadenze//IT', method: ICalCalendarMethod.PUBLISH });
  for (const { id, day, title, details, asks } of entries)
    calendar.createEvent({
      id,
      stamp: now,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      summary: title,
      description: details.join('\n'),
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
      alarms: ALARMS.filter((days) => asks && dayBefore(day, days) >= today).map((days) => ({
        type: ICalAlarmType.display,
        triggerBefore: before(days),
        description: title,
      })),
    });
  return Buffer.from(`${calendar.toString()}\r\n`, 'utf8');
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
