import { departmentOf, mayUpdate } from '../plan/index.ts';
import type { ItemKey, Plan } from '../types.ts';
import type { StatusUpdate } from './versions.ts';

/** Somebody who reads what was reported. */
export interface Reader {
  /** Code of a person of the plan. */
  readonly person: string;
  /** The people in whose place they answer today. */
  readonly standsInFor: readonly string[];
}

/** How somebody who reads is found, by code. */
export type Readers = (person: string) => Promise<Reader>;

/**
 * Whether a person works on an item: its contacts, their heads, whoever stands in for one of these, the control office
 * and the Nucleo.
 */
export const worksOn = (plan: Plan, { person, standsInFor }: Reader, item: ItemKey): boolean =>
  plan.roles.some((role) => role.person === person && role.role === 'evaluator') ||
  mayUpdate(plan, person, item, standsInFor);

/** Whether a person reads a version: once it is approved everybody of the plan, before that whoever works on its item. */
export function mayRead(plan: Plan, reader: Reader, update: StatusUpdate): boolean {
  if (update.outcome === 'approved' || update.author === reader.person) return true;
  if (worksOn(plan, reader, update)) return true;
  // An item that is not in the plan yet has nothing but the structure that proposes it.
  const department = departmentOf(plan, update.structure);
  return (
    update.sheet !== null &&
    plan.roles.some(
      (role) =>
        (role.person === reader.person || reader.standsInFor.includes(role.person)) &&
        (role.unit === update.structure || (role.role === 'head' && role.department === department)),
    )
  );
}
