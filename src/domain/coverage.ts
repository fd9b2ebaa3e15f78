import type { AskedLine } from './closing-service.ts';
import { groupBy } from './group-by.ts';
import { itemsOf } from './open-phases.ts';
import { type Assignment, type ItemRef, itemRef, type Phase, type Plan } from './types.ts';
import { structureOf } from './update-scope.ts';

/** How much of what a phase asks of a structure has come in. */
export interface Coverage {
  readonly department: string;
  readonly structure: string;
  readonly done: number;
  readonly total: number;
}

/** Coverage of every structure that a phase asks, in the plan's order. */
export function coverageOf(
  plan: Plan,
  phase: Phase,
  answered: ReadonlyMap<ItemRef, ReadonlySet<string>>,
): readonly Coverage[] {
  const asked = new Set(itemsOf(plan, phase).map(itemRef));
  const order = structureOrder(plan);
  const place = (assignment: Assignment): number =>
    order.get(structureOf(assignment)) ?? order.get(assignment.department) ?? order.size;
  const assignments = plan.assignments
    .filter((assignment) => asked.has(itemRef(assignment)))
    .sort((a, b) => place(a) - place(b));
  return [
    ...groupBy(assignments, (assignment) => `${assignment.department}|${structureOf(assignment)}`).values(),
  ].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const structure = structureOf(first);
    const done = group.filter((assignment) => {
      const settled = answered.get(itemRef(assignment));
      return settled?.has('*') || settled?.has(structure);
    }).length;
    return [{ department: first.department, structure, done, total: group.length }];
  });
}

/** Where each structure stands in the plan: a department, then its units. */
function structureOrder(plan: Plan): ReadonlyMap<string, number> {
  const codes = plan.departments.flatMap(({ code }) => [
    code,
    ...plan.units.filter(({ department }) => department === code).map((unit) => unit.code),
  ]);
  return new Map([...new Set(codes)].map((code, index) => [code, index]));
}

/** Coverage of whole departments: the sum of their structures'. */
export const byDepartment = (coverage: readonly Coverage[]): readonly Coverage[] =>
  [...groupBy(coverage, ({ department }) => department)].map(([department, list]) => ({
    department,
    structure: department,
    done: list.reduce((sum, { done }) => sum + done, 0),
    total: list.reduce((sum, { total }) => sum + total, 0),
  }));

/** Messages of a phase that did not reach the person they were for. */
export const undelivered = (asked: readonly AskedLine[]): readonly AskedLine[] =>
  asked.filter(({ status }) => status === 'failed');
