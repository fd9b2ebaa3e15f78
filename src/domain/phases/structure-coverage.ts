import { asksAbout } from '../plan/index.ts';
import { type Item, itemRef, type Phase, type Plan } from '../types.ts';

/** How far one structure is in a phase: of the items given to it, how many have come in. */
export interface StructureCoverage {
  readonly code: string;
  readonly name: string;
  readonly total: number;
  readonly arrived: number;
  /** What is given to it, in plan order. */
  readonly items: readonly Item[];
  /** What is missing, in plan order. */
  readonly missing: readonly Item[];
}

export interface DepartmentCoverage extends StructureCoverage {
  /** Its units that have items, and "the department as a whole" under its own code. */
  readonly units: readonly StructureCoverage[];
}

/**
 * The coverage of each department that has items in a phase, in the plan's order. An item shared by two departments
 * counts in both, so the sums may exceed the phase's total.
 * @param isIn whether an item has come in, for a structure's own part (its unit, or its department)
 */
export function coverageOf(
  plan: Plan,
  phase: Phase,
  isIn: (item: Item, structure: string) => boolean,
): readonly DepartmentCoverage[] {
  const items = new Map(
    plan.items.filter((item) => asksAbout(phase, item)).map((item) => [itemRef(item), item]),
  );
  const given = plan.assignments.flatMap((assignment) => {
    const item = items.get(itemRef(assignment));
    return item
      ? [{ item, department: assignment.department, structure: assignment.unit ?? assignment.department }]
      : [];
  });
  const unitNames = new Map(plan.units.map(({ code, name }) => [code, name]));
  return plan.departments.flatMap((department) => {
    const own = given.filter((one) => one.department === department.code);
    if (own.length === 0) return [];
    const units = [...new Set(own.map(({ structure }) => structure))].sort().map((structure) =>
      counted(
        structure,
        unitNames.get(structure) ?? department.name,
        own.filter((one) => one.structure === structure),
      ),
    );
    return [{ ...counted(department.code, department.name, own), units }];
  });

  function counted(
    code: string,
    name: string,
    own: readonly { readonly item: Item; readonly structure: string }[],
  ): StructureCoverage {
    const byItem = new Map<string, { item: Item; isIn: boolean }>();
    for (const { item, structure } of own) {
      const known = byItem.get(itemRef(item));
      byItem.set(itemRef(item), { item, isIn: (known?.isIn ?? true) && isIn(item, structure) });
    }
    const all = [...byItem.values()];
    const items = all.map(({ item }) => item);
    const missing = all.filter((one) => !one.isIn).map(({ item }) => item);
    return { code, name, total: items.length, arrived: items.length - missing.length, items, missing };
  }
}

/** How far several structures are together: an item that they share counts once, and is in when every part of it is. */
export function coveredTogether(structures: readonly StructureCoverage[]): {
  readonly total: number;
  readonly arrived: number;
} {
  const refsOf = (of: 'items' | 'missing') => new Set(structures.flatMap((one) => one[of].map(itemRef)));
  const total = refsOf('items').size;
  return { total, arrived: total - refsOf('missing').size };
}
