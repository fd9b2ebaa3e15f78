import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../../domain/clock.ts';
import { calendarOfPlan } from '../../domain/plan/index.ts';
import type { Plan } from '../../domain/types.ts';

/** A clock that runs like the real one from a chosen start, and can be moved ahead. */
export interface SimulatedClock extends Clock {
  /** Moves ahead; an instant in the past changes nothing. */
  moveTo(instant: Date): void;
  /** Remembers where it is, so that a restart goes on from here. */
  save(): void;
}

/**
 * @param start where it begins the first time
 * @param file where it is remembered; null to begin from `start` each time
 */
export function createSimulatedClock(start: Date, file: string | null): SimulatedClock {
  const remembered = file !== null && existsSync(file) ? new Date(readFileSync(file, 'utf8').trim()) : start;
  const begin = Number.isNaN(remembered.getTime()) || remembered < start ? start : remembered;
  let offset = begin.getTime() - Date.now();
  const now = (): Date => new Date(Date.now() + offset);
  return {
    now,
    moveTo(instant) {
      offset += Math.max(0, instant.getTime() - now().getTime());
      this.save();
    },
    save() {
      if (file === null) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, now().toISOString());
    },
  };
}

/** A wall time of the body's, `2021-09-15T09:00`, as an instant. */
export function wallTime(plan: Plan, wall: string): Date {
  const [day = '', time = ''] = wall.split('T');
  return calendarOfPlan(plan).at(day, time);
}
