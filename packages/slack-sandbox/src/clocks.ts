import type { WorkspaceClock } from './options.ts';

/** The page speaks Italian; its clock, unless told otherwise, is Italy's. */
const TIMEZONE = 'Europe/Rome';

/**
 * A clock that stands still until it is moved: for tests.
 * @param start an instant, ISO with its offset or as a Date
 * @param timezone IANA zone in which the page shows it
 */
export function stoppedClock(start: string | Date, timezone: string = TIMEZONE): WorkspaceClock {
  let now = new Date(start);
  return {
    timezone,
    now: () => now,
    async moveTo(instant) {
      now = instant;
    },
  };
}

/** The machine's own clock, and ahead of it by as much as it was moved. */
export function runningClock(timezone: string = TIMEZONE): WorkspaceClock {
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  return {
    timezone,
    now,
    async moveTo(instant) {
      aheadMs += Math.max(0, instant.getTime() - now().getTime());
    },
  };
}
