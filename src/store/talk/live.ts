import type { Live } from '../../answers/ports.ts';
import type { PlanSource } from '../../domain/plan/index.ts';
import { mayRead, type Readers, type UpdateStore } from '../../domain/record/index.ts';

/** The live side of monitoring, for the answers. */
export const createLive = (plans: PlanSource, updates: UpdateStore, readers: Readers): Live => ({
  phases: async () => (await plans.current()).phases,
  latestUpdates: (phase) => updates.latestOfPhase(phase),
  versionsIn: (phase) => updates.versionsOfPhase(phase),
  answeredIn: (phase) => updates.answeredIn(phase),
  async readBy(person) {
    const [plan, reader] = [await plans.current(), await readers(person)];
    return (update) => mayRead(plan, reader, update);
  },
});
