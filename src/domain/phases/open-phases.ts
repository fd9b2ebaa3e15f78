import { Problem } from '../errors.ts';
import { asksAbout } from '../plan/index.ts';
import { type IsoDay, type Item, itemRef, type Phase, type Plan } from '../types.ts';

export type PhaseState = 'planned' | 'open' | 'paused' | 'closed';

/** Whether a phase takes no updates any more: the day on which it closes is no day of it. */
export const isClosed = ({ closesOn }: Phase, day: IsoDay): boolean => closesOn !== null && closesOn <= day;

/** Where a phase stands on a day. */
export function phaseState(phase: Phase, day: IsoDay): PhaseState {
  if (isClosed(phase, day)) return 'closed';
  if (phase.paused) return 'paused';
  return phase.opensOn <= day ? 'open' : 'planned';
}

/** Whether a phase takes updates on a day: opened, not closed; while it is paused only the reminders rest. */
export const isOpen = (phase: Phase, day: IsoDay): boolean => phase.opensOn <= day && !isClosed(phase, day);

/** A phase as it is on a day: a closing day that lies ahead is none on which it closed. */
export const asOn = (phase: Phase, day: IsoDay): Phase =>
  isClosed(phase, day) ? phase : { ...phase, closesOn: null };

/** The phase with a code; null where the plan has none. */
export const phaseOf = (plan: Pick<Plan, 'phases'>, code: string): Phase | null =>
  plan.phases.find((phase) => phase.code === code) ?? null;

/** @throws Problem `phase_unknown` */
export function phaseNamed(plan: Plan, code: string): Phase {
  const phase = phaseOf(plan, code);
  if (!phase) throw new Problem('phase_unknown', { phase: code });
  return phase;
}

/** What a phase is called; its code, where the plan has it no more. */
export const phaseName = (plan: Pick<Plan, 'phases'>, code: string): string =>
  phaseOf(plan, code)?.name ?? code;

/** The phase of a plan that began last; where none has begun, the last that is planned. Null where it has none. */
export function newestPhase(plan: Pick<Plan, 'phases'>, today: IsoDay): Phase | null {
  const inOrder = plan.phases.toSorted((a, b) => a.opensOn.localeCompare(b.opensOn));
  return inOrder.filter(({ opensOn }) => opensOn <= today).at(-1) ?? inOrder.at(-1) ?? null;
}

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
export function openPhaseNamed(plan: Plan, code: string, today: string): Phase {
  const phase = phaseOf(plan, code);
  if (!phase) throw new Problem('no_open_phase');
  if (!isOpen(phase, today)) throw new Problem('phase_closed', { phase: phase.name });
  return phase;
}
