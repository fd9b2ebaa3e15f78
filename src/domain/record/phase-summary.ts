import { itemsOf } from '../phases/index.ts';
import type { Phase, Plan } from '../types.ts';
import type { UpdateStore } from './update-store.ts';
import { countStates, type StateCounts } from './versions.ts';

/** A phase's state of affairs. */
export interface PhaseSummary {
  readonly phase: Phase;
  readonly counts: readonly StateCounts[];
}

/** Counts a phase by kind and state. */
export async function summaryOf(
  plan: Plan,
  phase: Phase,
  updates: Pick<UpdateStore, 'latestOfPhase'>,
): Promise<PhaseSummary> {
  return { phase, counts: countStates(itemsOf(plan, phase), await updates.latestOfPhase(phase.code)) };
}
