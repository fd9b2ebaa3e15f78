import { ITEM_KINDS } from '../../words/kinds.ts';
import type { Role } from '../../words/roles.ts';
import { type Assignment, type Item, type ItemKey, type ItemRef, itemRef, type Plan } from '../types.ts';

/** Why a person is the one asked for an item: as contact of its unit, or in the place of one who is missing. */
interface Responsibility {
  readonly item: Item;
  readonly role: Role;
}

/**
 * Who is asked for what: each assignment's item goes to the contacts of its unit; a unit without a contact, or an
 * item given to a department as a whole, to the department's head; a department without a head to the control office.
 * @returns the items of each person, in plan order, none twice
 */
export function responsibilitiesByPerson(plan: Plan): ReadonlyMap<string, readonly Responsibility[]> {
  const items = new Map(plan.items.map((item) => [itemRef(item), item]));
  const answerers = answerersIn(plan);
  const byPerson = new Map<string, Map<ItemRef, Responsibility>>();
  for (const assignment of plan.assignments) {
    const item = items.get(itemRef(assignment));
    if (!item) continue;
    for (const { person, role } of answerers(assignment)) {
      const owed = byPerson.get(person) ?? new Map<ItemRef, Responsibility>();
      const known = owed.get(itemRef(item));
      // A contact of one structure and head of another is asked once, as contact.
      if (!known || role === 'contact') owed.set(itemRef(item), { item, role });
      byPerson.set(person, owed);
    }
  }
  return new Map([...byPerson].map(([person, owed]) => [person, [...owed.values()].sort(byPlanOrder)]));
}

/** What is asked of several people together, in plan order, none twice: one's own, and of those one stands in for. */
export function responsibilitiesOf(plan: Plan, people: readonly string[]): readonly Responsibility[] {
  const byPerson = responsibilitiesByPerson(plan);
  const all = people.flatMap((person) => byPerson.get(person) ?? []);
  return [...new Map(all.toReversed().map((one) => [itemRef(one.item), one])).values()].sort(byPlanOrder);
}

/** Objectives before processes before indicators, then by number. */
const byPlanOrder = (a: { item: ItemKey }, b: { item: ItemKey }): number => compareItems(a.item, b.item);

/** Plan order of two items: by kind, then by number. */
export const compareItems = (a: ItemKey, b: ItemKey): number =>
  ITEM_KINDS.indexOf(a.kind) - ITEM_KINDS.indexOf(b.kind) || a.number - b.number;

type Responsible = Pick<Plan['roles'][number], 'person' | 'role'>;

/** Who answers for an assignment; the roles are sorted once, since plans may have thousands of assignments. */
export function answerersIn(plan: Plan): (assignment: Assignment) => readonly Responsible[] {
  const holding = (role: Role) => plan.roles.filter((holder) => holder.role === role);
  const contacts = Map.groupBy(holding('contact'), ({ unit }) => unit);
  const heads = Map.groupBy(holding('head'), ({ department }) => department);
  const controllers = holding('controller');
  return ({ unit, department }) =>
    (unit === null ? undefined : contacts.get(unit)) ?? heads.get(department) ?? controllers;
}

/** The structures that share an item. */
export const assignmentsOf = (plan: Plan, key: ItemKey): readonly Assignment[] =>
  plan.assignments.filter(({ kind, number }) => kind === key.kind && number === key.number);

/**
 * Whether a person may report on an item: a contact of one of its units, a head of one of its departments, whoever
 * stands in for one of these, or the control office. Nobody else.
 * @param standsInFor the people in whose place the person answers today; a controller's rights do not pass on
 */
export function mayUpdate(
  plan: Plan,
  person: string,
  key: ItemKey,
  standsInFor: readonly string[] = [],
): boolean {
  const assignments = assignmentsOf(plan, key);
  return plan.roles
    .filter((role) => role.person === person || standsInFor.includes(role.person))
    .some(
      (role) =>
        (role.role === 'controller' && role.person === person) ||
        (role.role === 'contact' && assignments.some(({ unit }) => unit !== null && unit === role.unit)) ||
        (role.role === 'head' && assignments.some(({ department }) => department === role.department)),
    );
}

/** The people who may report on an item, to name them to whoever may not. */
export const reportersOf = (plan: Plan, key: ItemKey): readonly string[] => {
  const codes = new Set(
    assignmentsOf(plan, key)
      .flatMap(answerersIn(plan))
      .map(({ person }) => person),
  );
  return plan.people.filter(({ code }) => codes.has(code)).map(({ name }) => name);
};

/** The control office's people. */
export const controllersOf = (plan: Plan): readonly string[] =>
  plan.roles.filter(({ role }) => role === 'controller').map(({ person }) => person);
