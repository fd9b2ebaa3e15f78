import { TZDate } from '@date-fns/tz';
import type { Hub } from '../hub.ts';
import type { Timeline, WorkspaceClock } from '../options.ts';
import type { PageClock } from './shapes.ts';
import { isWorkingDay } from './working-days.ts';

/** How the clock bar may move the clock. */
export type ClockStep = 'hour' | 'day' | 'workday';

/** The instant a step leads to; days keep their wall time across changes of daylight saving. */
export function instantAfter(step: ClockStep, now: Date, timezone: string): Date {
  if (step === 'hour') return new Date(now.getTime() + 3_600_000);
  const local = new TZDate(now, timezone);
  const later = new TZDate(local, timezone);
  later.setDate(later.getDate() + 1);
  if (step === 'day') return new Date(later.getTime());
  const morning = new TZDate(local, timezone);
  morning.setHours(9, 0, 0, 0);
  while (morning.getTime() <= now.getTime() || !isWorkingDay(morning)) morning.setDate(morning.getDate() + 1);
  return new Date(morning.getTime());
}

/** Reads "2021-09-15T09:00" as wall time of the zone. Undefined when it is not that. */
export function parseWallTime(text: string, timezone: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, timezone).getTime());
}

/** The clock as the pages see it. */
export interface ClockBar {
  read(): Promise<PageClock>;
  /** Tells every page. */
  show(): Promise<void>;
  /** The next milestone of a kind that is still ahead. */
  nextOf(kind: string): Promise<Date | undefined>;
  /** Resolves when the clock has arrived; false when it is already moving or the instant is not ahead. */
  moveTo(instant: Date): Promise<boolean>;
}

/** How often the pages are told where the clock is while it moves, in milliseconds. */
const MOVING_MS = 250;

export function createClockBar(clock: WorkspaceClock, hub: Hub, timeline?: Timeline): ClockBar {
  let moving = false;
  const milestones = async () =>
    [...((await timeline?.milestones()) ?? [])].sort((one, other) => one.at.getTime() - other.at.getTime());
  const read = async (): Promise<PageClock> => {
    const all = await milestones();
    return {
      now: clock.now().toISOString(),
      timezone: clock.timezone,
      moving,
      milestones: all.map((one) => ({ ...one, at: one.at.toISOString() })),
      jumps: timeline?.jumps ?? [],
    };
  };
  const show = async () => {
    try {
      hub.publish({ type: 'clock', clock: await read() }, 'all');
    } catch (error) {
      // The caller's milestones may be gone while it closes; the pages will be told again.
      console.error('Workspace: the clock could not be read', error);
    }
  };
  return {
    read,
    show,
    async nextOf(kind) {
      const now = clock.now().getTime();
      return (await milestones()).find((one) => one.kind === kind && one.at.getTime() > now)?.at;
    },
    async moveTo(instant) {
      if (moving || instant.getTime() <= clock.now().getTime()) return false;
      moving = true;
      const began = show();
      const showing = setInterval(() => void show(), MOVING_MS);
      try {
        await clock.moveTo(instant);
      } finally {
        clearInterval(showing);
        await began;
        moving = false;
        await show();
      }
      return true;
    },
  };
}
