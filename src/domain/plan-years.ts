import { TZDate } from '@date-fns/tz';
import type { PlanSource } from './plan-source.ts';
import type { Plan } from './types.ts';

/** The plans of one body, a plan a year: an import is seen at the next call. */
export interface PlanRegister {
  /** The years that have a plan, newest first; at least one. */
  years(): Promise<readonly number[]>;
  /** The plan of a year that has one. */
  of(year: number): PlanSource;
}

/** The plans as they are now, the current one first. */
export async function plansNow(register: PlanRegister, now: Date): Promise<readonly Plan[]> {
  const plans = await Promise.all((await register.years()).map((year) => register.of(year).current()));
  const [newest] = plans;
  if (!newest) return [];
  const order = currentFirst(
    plans.map(({ head }) => head.year),
    now,
    newest.head.timezone,
  );
  return order.flatMap((year) => plans.filter(({ head }) => head.year === year));
}

/**
 * The years with the current one first, then newest first. Current is the newest that has begun: next year's plan,
 * imported in December, waits for January. Where none has begun, the one that begins first.
 * @param years newest first
 */
export function currentFirst(years: readonly number[], now: Date, timezone: string): readonly number[] {
  const thisYear = new TZDate(now.getTime(), timezone).getFullYear();
  const current = years.find((year) => year <= thisYear) ?? years.at(-1);
  return [...years].sort((a, b) => Number(b === current) - Number(a === current));
}
