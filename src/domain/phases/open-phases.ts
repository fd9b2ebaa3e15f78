import { Problem } from '../errors.ts';
import { asksAbout } from '../plan/index.ts';
import { type IsoDay, type Item, itemRef, type Phase, type Plan } from '../types.ts';

/** Whether a phase asks for updates on a day: opened, not closed. */
export const isOpen = ({ opensOn, closesOn }: Phase, day: IsoDay): boolean =>
  opensOn <= day && (closesOn === null || day < closesOn);

export const openPhases = (plan: Plan, today: IsoDay): readonly Phase[] =>
  plan.phases.filter((phase) => isOpen(phase, today));

export const itemsOf = (plan: Plan, phase: Phase): readonly Item[] =>
  plan.items.filter((item) => asksAbout(phase, item));

/**
 * The open phases that ask about an item, the first to end first.
 * @throws Problem when there is none
 */
export function openPhasesFor(plan: Plan, item: Item, today: string): readonly [Phase, ...Phase[]] {
  const open = openPhases(plan, today);
  const [first, ...others] = open
    .filter((phase) => asksAbout(phase, item))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  if (first) return [first, ...others];
  const [other] = open;
  if (other) throw new Problem('item_not_in_phase', { phase: other.name, item: itemRef(item) });
  throw new Problem('no_open_phase');
}

/** @throws Problem when there is no such phase, or it is not open */
export function namedPhase(plan: Plan, code: string, today: string): Phase {
  const phase = plan.phases.find((candidate) => candidate.code === code);
  if (!phase) throw new Problem('no_open_phase');
  if (!isOpen(phase, today)) throw new Problem('phase_closed', { phase: phase.name });
  return phase;
}
