import type { Plan } from '../types.ts';

/** Gives the plan as it is now: an import or a change of phase is seen, as another object, at the next call. */
export interface PlanSource {
  current(): Promise<Plan>;
}

/** Names a plan: a body has one for each year. */
export interface PlanKey {
  readonly body: string;
  readonly year: number;
}
