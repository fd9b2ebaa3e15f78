import { phaseState } from '../phases/index.ts';
import type { IsoDay, Person, Plan } from '../types.ts';

/*
 * Plans of several years live side by side, and codes of people are a plan's own: next year's may give the code of a
 * post to somebody else. What belongs to the body, as absences do, names people by their address, which also ties
 * them to their Slack account.
 */

/** What tells one person from another in all plans of a body. */
export const addressOf = ({ email }: Pick<Person, 'email'>): string => email.toLowerCase();

/** The code that a plan knows somebody by; null when they are not in it. */
export const codeIn = (plan: Plan, address: string): string | null =>
  plan.people.find((person) => addressOf(person) === address)?.code ?? null;

/** Everybody, each once, by address and as the first of the plans that has them calls them; namesakes with where they work. */
export function peopleOf(plans: readonly Plan[]): ReadonlyMap<string, Person> {
  const known = new Map<string, Person>();
  for (const { people } of plans)
    for (const person of people) if (!known.has(addressOf(person))) known.set(addressOf(person), person);
  const named = Map.groupBy(known, ([, { name }]) => name.toLowerCase());
  for (const namesakes of named.values())
    if (namesakes.length > 1)
      for (const [address, person] of namesakes)
        known.set(address, { ...person, name: `${person.name}${placeOf(plans, address)}` });
  return known;
}

/** Where somebody works, in brackets; nothing where no plan says. */
function placeOf(plans: readonly Plan[], address: string): string {
  for (const plan of plans) {
    const code = codeIn(plan, address);
    const role = plan.roles.find(({ person, department }) => person === code && department !== null);
    if (role) return ` (${role.unit ?? role.department})`;
  }
  return '';
}

/** The address of somebody who is named by it, or by the code that the first of the plans to know it has for them. */
export function addressOfWhom(plans: readonly Plan[], who: string): string {
  const lower = who.toLowerCase();
  const everybody = plans.flatMap(({ people }) => people);
  if (everybody.some((person) => addressOf(person) === lower)) return lower;
  const named = everybody.find(({ code }) => code === who);
  return named ? addressOf(named) : who;
}

/** The plans by which somebody may still be asked: the first, and those with a phase that has not closed. */
export const plansUnderWay = (plans: readonly Plan[], today: IsoDay): readonly Plan[] =>
  plans.filter(
    ({ phases }, index) => index === 0 || phases.some((phase) => phaseState(phase, today) !== 'closed'),
  );

/** For whom somebody may act in what is the body's: for themselves, and for those whose head they are; the control office for all. */
export function actsForWhom(plans: readonly Plan[], address: string): ReadonlySet<string> {
  const reached = new Set([address]);
  for (const plan of plans) {
    const code = codeIn(plan, address);
    const own = plan.roles.filter(({ person }) => person === code);
    if (own.some(({ role }) => role === 'controller')) return new Set([address, ...peopleOf(plans).keys()]);
    const led = new Set(own.filter(({ role }) => role === 'head').map(({ department }) => department));
    const people = new Map(plan.people.map((person) => [person.code, addressOf(person)]));
    for (const { person, department } of plan.roles)
      if (department !== null && led.has(department)) reached.add(people.get(person) ?? address);
  }
  return reached;
}
