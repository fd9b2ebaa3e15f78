import type { Clock } from '../../src/domain/clock.ts';

/** A clock that stands still until a test sets it. */
export interface FixedClock extends Clock {
  set(instant: string | Date): void;
}

/** @param instant ISO text with its offset (`2021-09-15T09:00+02:00`), or a Date */
export function fixedClock(instant: string | Date): FixedClock {
  let current = parse(instant);
  return {
    now: () => current,
    set: (next) => {
      current = parse(next);
    },
  };
}

function parse(instant: string | Date): Date {
  if (typeof instant === 'string' && !/(Z|[+-]\d{2}:\d{2})$/.test(instant))
    throw new Error(`${instant} has no offset: it would mean another instant on another machine`);
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new Error(`${instant} is no instant`);
  return date;
}
