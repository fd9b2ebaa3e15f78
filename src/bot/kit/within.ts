import type { Phase } from '../../domain/types.ts';

/*
 * Several plans and phases live side by side, and numbers of items are unique only within a plan: whatever a button or
 * a form carries says within which plan, and where it matters which phase, it acts.
 */

/** A button's value that acts within a phase: `2021/monitoraggio-2021/objective:24`. */
export const within = ({ year, code }: Pick<Phase, 'year' | 'code'>, what: string): string =>
  `${year}/${code}/${what}`;

/** A button's value that acts within a plan, whichever the phase: `2021//objective:24`. */
export const withinPlan = (year: number, what: string): string => within({ year, code: '' }, what);

/** What a button acts on; the year and phase are null where it names none. */
interface Within {
  readonly year: number | null;
  readonly phase: string | null;
  readonly what: string;
}

/** Reads a button's value. One that was drawn before plans were told apart names neither year nor phase. */
export function readWithin(value: string | undefined): Within {
  const [, year, phase, what] = /^(\d{4})\/([^/]*)\/(.*)$/s.exec(value ?? '') ?? [];
  if (year === undefined || what === undefined) return { year: null, phase: null, what: value ?? '' };
  return { year: Number(year), phase: phase || null, what };
}
