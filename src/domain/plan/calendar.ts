import { TZDate } from '@date-fns/tz';
import { formatISO } from 'date-fns/formatISO';
import type { Closure, IsoDay, Plan, PlanHead } from '../types.ts';
import { isNationalHoliday } from './national-holidays.ts';

/** The body's working time, in its own wall time, whatever zone the server is in. */
export interface WorkCalendar {
  readonly timezone: string;
  /** When messages of the day go out, `HH:MM`: nine, or when the offices open if that is later. */
  readonly sendAt: string;
  /** Neither a weekend, nor a national holiday, nor the patron saint's day, nor a local closure. */
  isWorkingDay(day: IsoDay): boolean;
  /** The nth working day after `day` (before it, if negative); 0 gives `day`, or the working day before it. */
  addWorkingDays(day: IsoDay, count: number): IsoDay;
  /** How many working days lie after `from` up to `to`; negative when `to` is before `from`. */
  workingDaysBetween(from: IsoDay, to: IsoDay): number;
  /** The wall day of an instant. */
  dayOf(instant: Date): IsoDay;
  /** The instant of a wall time, `HH:MM`, on a day. */
  at(day: IsoDay, time: string): Date;
  /** Within working hours of a working day. */
  isWorkingMoment(instant: Date): boolean;
  /** The instant itself when it is a working moment, else the next opening of the office. */
  nextWorkingMoment(instant: Date): Date;
}

/** When messages may go out: 8:30–17:30, the body's wall time. */
export interface WorkingHours {
  readonly from: string;
  readonly to: string;
}

/** Nothing is scheduled near the clock changes. */
const SEND_AT = '09:00';

export const DEFAULT_WORKING_HOURS: WorkingHours = { from: '08:30', to: '17:30' };

/**
 * Builds a body's calendar.
 * The patron saint's day and the days on which the offices are shut come from the plan.
 */
export function createCalendar(
  head: Pick<PlanHead, 'timezone' | 'patronDay'>,
  hours: WorkingHours = DEFAULT_WORKING_HOURS,
  closures: readonly Closure[] = [],
): WorkCalendar {
  const { timezone, patronDay } = head;
  const closed = new Set(closures.map(({ day }) => day));

  const isWorkingDay = (day: IsoDay): boolean => {
    const weekday = asUtc(day).getUTCDay();
    return (
      weekday !== 0 &&
      weekday !== 6 &&
      day.slice(5) !== patronDay &&
      !closed.has(day) &&
      !isNationalHoliday(day)
    );
  };

  const step = (day: IsoDay, direction: 1 | -1): IsoDay => {
    let next = shift(day, direction);
    while (!isWorkingDay(next)) next = shift(next, direction);
    return next;
  };

  const addWorkingDays = (day: IsoDay, count: number): IsoDay => {
    if (count === 0) return isWorkingDay(day) ? day : step(day, -1);
    let result = day;
    for (let left = Math.abs(count); left > 0; left--) result = step(result, count > 0 ? 1 : -1);
    return result;
  };

  const workingDaysBetween = (from: IsoDay, to: IsoDay): number => {
    if (to < from) return -workingDaysBetween(to, from);
    let count = 0;
    for (let day = shift(from, 1); day <= to; day = shift(day, 1)) if (isWorkingDay(day)) count++;
    return count;
  };

  // It is mostly of now that it is asked, many times over.
  let last: { readonly quarter: number; readonly day: IsoDay } = { quarter: Number.NaN, day: '' };
  const dayOf = (instant: Date): IsoDay => {
    const quarter = Math.floor(instant.getTime() / QUARTER_MS);
    if (quarter !== last.quarter)
      last = { quarter, day: formatISO(wall(instant), { representation: 'date' }) };
    return last.day;
  };
  const timeOf = (instant: Date): string => formatISO(wall(instant), { representation: 'time' }).slice(0, 5);
  const wall = (instant: Date): Date => new TZDate(instant.getTime(), timezone);

  // The days of a phase's steps, of which each message asks anew.
  const known = new Map<string, number>();
  const at = (day: IsoDay, time: string): Date => {
    const moment = `${day} ${time}`;
    const milliseconds = known.get(moment) ?? momentOf(day, time);
    known.set(moment, milliseconds);
    return new Date(milliseconds);
  };
  const momentOf = (day: IsoDay, time: string): number => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return new TZDate(year, month - 1, date, hour, minute, timezone).getTime();
  };

  const isWorkingMoment = (instant: Date): boolean => {
    const time = timeOf(instant);
    return isWorkingDay(dayOf(instant)) && time >= hours.from && time < hours.to;
  };

  const nextWorkingMoment = (instant: Date): Date => {
    if (isWorkingMoment(instant)) return instant;
    const day = dayOf(instant);
    const opensLaterToday = isWorkingDay(day) && timeOf(instant) < hours.from;
    return at(opensLaterToday ? day : step(day, 1), hours.from);
  };

  const sendAt = hours.from <= SEND_AT && SEND_AT < hours.to ? SEND_AT : hours.from;

  return {
    timezone,
    sendAt,
    isWorkingDay,
    addWorkingDays,
    workingDaysBetween,
    dayOf,
    at,
    isWorkingMoment,
    nextWorkingMoment,
  };
}

/** The calendar of a plan's body, with its own closures. */
export const calendarOfPlan = (
  plan: Pick<Plan, 'head' | 'closures'>,
  hours: WorkingHours = DEFAULT_WORKING_HOURS,
): WorkCalendar => createCalendar(plan.head, hours, plan.closures);

/** Builds a calendar, which takes milliseconds, once a plan: a plan is another object when anything in it has changed. */
export function oncePerPlan(calendarOf: (plan: Plan) => WorkCalendar): (plan: Plan) => WorkCalendar {
  const known = new WeakMap<Plan, WorkCalendar>();
  return (plan) => {
    const calendar = known.get(plan) ?? calendarOf(plan);
    known.set(plan, calendar);
    return calendar;
  };
}

const asUtc = (day: IsoDay): Date => new Date(`${day}T00:00:00Z`);

const DAY_MS = 24 * 60 * 60_000;

/** No zone's day begins, and no zone's clock changes, but at a full quarter of an hour. */
const QUARTER_MS = 15 * 60_000;

/** Days are counted in UTC, where every day has 24 hours: the host's zone may change its clock. */
const shift = (day: IsoDay, days: number): IsoDay =>
  new Date(asUtc(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
