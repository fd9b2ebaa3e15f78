import type { PlanSource } from '../../domain/plan/index.ts';
import type { Person, Plan, RoleAssignment } from '../../domain/types.ts';
import type { Accounts } from './accounts.ts';

/** A Slack account as the plan knows it. */
export interface KnownPerson {
  readonly person: Person;
  readonly roles: readonly RoleAssignment[];
}

export type PeopleDirectory = ReturnType<typeof createPeopleDirectory>;

/**
 * Tells who a Slack account is in the plan, and which account a person has: the e-mail address ties the two.
 * Rights are never remembered, they come from the plan.
 */
export function createPeopleDirectory(accounts: Accounts, plans: PlanSource) {
  return {
    /** The person behind a Slack account, or null when the plan has none with its address. */
    async personOf(account: string): Promise<KnownPerson | null> {
      const address = await accounts.emailOf(account);
      return address === null ? null : known(await plans.current(), address);
    },

    /** The Slack account of a person; null when there is none, or it was deactivated. */
    async accountOf(personCode: string): Promise<string | null> {
      const person = (await plans.current()).people.find(({ code }) => code === personCode);
      return person ? accounts.idOf(person.email) : null;
    },
  };
}

function known(plan: Plan, address: string): KnownPerson | null {
  const person = plan.people.find((candidate) => candidate.email.toLowerCase() === address);
  return person ? { person, roles: plan.roles.filter((role) => role.person === person.code) } : null;
}
