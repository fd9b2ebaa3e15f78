import type { Live } from '../../answers/ports.ts';
import type { PlanSource } from '../../domain/plan/index.ts';
import { mayRead, type Readers, type UpdateStore } from '../../domain/record/index.ts';

/** Whoever works on nothing. */
const ANYBODY = { person: '', standsInFor: [] };

/** The live side of monitoring, for the answers. */
export const createLive = (plans: PlanSource, updates: UpdateStore, readers: Readers): Live => ({
  phases: async () => (await plans.current()).phases,
  latestUpdates: (phase) => updates.latestOfPhase(phase),
  versionsIn: (phase) => updates.versionsOfPhase(phase),
  answeredIn: (phase) => updates.answeredIn(phase),
  async readBy(person) {
    const plan = await plans.current();
    const reader = person === null ? ANYBODY : await readers(person);
    return (update) => mayRead(plan, reader, update);
  },
});
