import type { Plan } from './types.ts';

/** Gives the plan as it is now: an import or a change of phase is seen, as another object, at the next call. */
export interface PlanSource {
  current(): Promise<Plan>;
}
