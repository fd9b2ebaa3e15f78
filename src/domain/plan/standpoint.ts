import type { Role } from '../../words/roles.ts';
import type { Assignment, Item, ItemKey, Phase, Plan } from '../types.ts';
import { assignmentsOf, controllersOf } from './responsibilities.ts';

/** The control office speaks for every structure. */
export const ALL_STRUCTURES = '*';

/** The code by which a structure reports: the unit's, or the department's when it answers as a whole. */
export const structureOf = ({ unit, department }: Pick<Assignment, 'unit' | 'department'>): string =>
  unit ?? department;

/** The structure whose report gives a shared item its state: its coordinator, or the first one named. */
function coordinatorOf(plan: Plan, key: ItemKey): Assignment | null {
  const assignments = assignmentsOf(plan, key);
  return assignments.find(({ lead }) => lead) ?? assignments[0] ?? null;
}

/** Whose part a person reports, and whether that report gives the item its state. */
export interface Standpoint {
  readonly structure: string;
  readonly closes: boolean;
}

/**
 * For which structure a person reports on an item. Of several, the coordinator's wins; the control office speaks for
 * all. Whoever stands in for others, and has no part of their own, speaks for theirs.
 * @param standsInFor the people in whose place the person answers today
 */
export function standpointOf(
  plan: Plan,
  person: string,
  key: ItemKey,
  standsInFor: readonly string[] = [],
): Standpoint {
  const coordinator = coordinatorOf(plan, key);
  const assignments = [...assignmentsOf(plan, key)].sort(
    (a, b) => Number(b === coordinator) - Number(a === coordinator),
  );
  const roles = plan.roles.filter((role) => role.person === person);
  const substituted = plan.roles.filter((role) => standsInFor.includes(role.person));
  const partOf = (holders: Plan['roles']): Assignment | undefined =>
    assignments.find((assignment) =>
      holders.some(
        ({ role, unit, department }) =>
          (role === 'contact' && assignment.unit !== null && assignment.unit === unit) ||
          (role === 'head' && assignment.department === department),
      ),
    );
  const own = partOf(roles) ?? partOf(substituted);
  if (!own && roles.some(({ role }) => role === 'controller'))
    return { structure: ALL_STRUCTURES, closes: true };
  const assignment = own ?? coordinator;
  if (!assignment) return { structure: ALL_STRUCTURES, closes: true };
  return { structure: structureOf(assignment), closes: assignment === coordinator };
}

/** The part of an item that a structure reports; null where the item is not given to it. */
export function standpointOfStructure(plan: Plan, key: ItemKey, structure: string): Standpoint | null {
  const assignment = assignmentsOf(plan, key).find((one) => structureOf(one) === structure);
  return assignment ? { structure, closes: assignment === coordinatorOf(plan, key) } : null;
}

/** The structures that answer for something, in the plan's order of departments and units. */
export function answeringStructures(plan: Plan): readonly string[] {
  const answering = new Set(plan.assignments.map(structureOf));
  return plan.departments
    .flatMap(({ code }) => [
      code,
      ...plan.units.filter(({ department }) => department === code).map((unit) => unit.code),
    ])
    .filter((code, at, all) => answering.has(code) && all.indexOf(code) === at);
}

/**
 * By which right a person reports for a structure: a contact, a head, or whoever stands in for one, by their own; the
 * control office writes down what others filled in. Null for nobody of these.
 * @param standsInFor the people in whose place the person answers today; a controller's rights do not pass on
 */
export function rightToReportFor(
  plan: Plan,
  person: string,
  structure: string,
  standsInFor: readonly string[] = [],
): 'own' | 'control' | null {
  const department = departmentOf(plan, structure);
  const isOwn = plan.roles
    .filter((role) => role.person === person || standsInFor.includes(role.person))
    .some(
      (role) =>
        (role.role === 'contact' && role.unit === structure) ||
        (role.role === 'head' && department !== null && role.department === department),
    );
  if (isOwn) return 'own';
  return isController(plan, person) ? 'control' : null;
}

/** The department that a structure's code names, or belongs to. */
export const departmentOf = (plan: Plan, structure: string): string | null =>
  plan.units.find(({ code }) => code === structure)?.department ??
  plan.departments.find(({ code }) => code === structure)?.code ??
  null;

/** Who approves what a structure reports: its department's heads; without one, the control office. */
export function approversOf(plan: Plan, structure: string): readonly string[] {
  const department = departmentOf(plan, structure);
  const heads = plan.roles
    .filter(({ role, department: led }) => role === 'head' && led === department)
    .map(({ person }) => person);
  return heads.length > 0 && department !== null ? heads : controllersOf(plan);
}

/** The departments for which a person may add items to the plan: those they lead; in the control office, all. */
export const departmentsToAddTo = (plan: Plan, person: string): readonly string[] => {
  const led = plan.roles.filter((role) => role.role === 'head' && role.person === person);
  return plan.departments
    .map(({ code }) => code)
    .filter((code) => isController(plan, person) || led.some(({ department }) => department === code));
};

/** The roles that a person has in a plan. */
export const rolesOf = (plan: Plan, person: string): readonly Role[] =>
  plan.roles.filter((role) => role.person === person).map(({ role }) => role);

export const isController = (plan: Plan, person: string): boolean => controllersOf(plan).includes(person);

/** Whether a phase asks about an item: of its kinds, and not withdrawn by an earlier phase. */
export const asksAbout = (phase: Phase, item: Item): boolean =>
  phase.kinds.includes(item.kind) && (item.withdrawnIn === undefined || item.withdrawnIn === phase.code);
