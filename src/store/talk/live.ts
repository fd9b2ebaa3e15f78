import type { Live } from '../../answers/ports.ts';
import type { PlanSource } from '../../domain/plan/index.ts';
import type { UpdateStore } from '../../domain/record/index.ts';

/** The live side of monitoring, for the answers. */
export const createLive = (plans: PlanSource, updates: UpdateStore): Live => ({
  phases: async () => (await plans.current()).phases,
  latestUpdates: (phase) => updates.latestOfPhase(phase),
  versionsIn: (phase) => updates.versionsOfPhase(phase),
  answeredIn: (phase) => updates.answeredIn(phase),
});
