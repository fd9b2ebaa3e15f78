import { TZDate } from '@date-fns/tz';
import type { Plan } from '../types.ts';
import type { PlanSource } from './plan-source.ts';

/** The plans of one body, a plan a year: an import is seen at the next call. */
export interface PlanRegister {
  /** The years that have a plan, newest first; at least one. */
  years(): Promise<readonly number[]>;
  /** The zone of the body's wall time: tells when a year begins. */
  timezone(): Promise<string>;
  /** The plan of a year that has one. */
  of(year: number): PlanSource;
}

/** The years that have a plan, the current one first. */
export const yearsNow = async (register: PlanRegister, now: Date): Promise<readonly number[]> =>
  currentFirst(await register.years(), now, await register.timezone());

/** The plans as they are now, the current one first. */
export const plansNow = async (register: PlanRegister, now: Date): Promise<readonly Plan[]> =>
  Promise.all((await yearsNow(register, now)).map((year) => register.of(year).current()));

/**
 * The years with the current one first, then newest first. Current is the newest that has begun: next year's plan,
 * imported in December, waits for January. Where none has begun, the one that begins first.
 * @param years newest first
 */
export function currentFirst(years: readonly number[], now: Date, timezone: string): readonly number[] {
  if (years.length < 2) return years;
  const thisYear = new TZDate(now.getTime(), timezone).getFullYear();
  const current = years.find((year) => year <= thisYear) ?? years.at(-1);
  return [...years].sort((a, b) => Number(b === current) - Number(a === current));
}
