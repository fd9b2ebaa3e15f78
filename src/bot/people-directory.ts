import type { WebClient } from '@slack/web-api';
import type { PlanSource } from '../domain/plan-source.ts';
import type { Person, Plan, RoleAssignment } from '../domain/types.ts';

/** A Slack account as the plan knows it. */
export interface KnownPerson {
  readonly person: Person;
  readonly roles: readonly RoleAssignment[];
}

export type PeopleDirectory = ReturnType<typeof createPeopleDirectory>;

/**
 * Tells who a Slack account is in the plan, and which account a person has: the e-mail address ties the two.
 * Addresses are remembered as long as the process lives; rights never are, they come from the plan each time.
 */
export function createPeopleDirectory(client: WebClient, plans: PlanSource) {
  const emailOf = new Map<string, string | null>();
  const accountOf = new Map<string, string>();

  async function email(userId: string): Promise<string | null> {
    const known = emailOf.get(userId);
    if (known !== undefined) return known;
    const { user } = await client.users.info({ user: userId });
    const found = user?.profile?.email?.toLowerCase() ?? null;
    emailOf.set(userId, found);
    return found;
  }

  return {
    /** The person behind a Slack account, or null when the plan has none with its address. */
    async personOf(userId: string): Promise<KnownPerson | null> {
      const address = await email(userId);
      return address === null ? null : known(await plans.current(), address);
    },

    /** The Slack account of a person; null when there is none, or it was deactivated. */
    async accountOf(personCode: string): Promise<string | null> {
      const person = (await plans.current()).people.find(({ code }) => code === personCode);
      if (!person) return null;
      const remembered = accountOf.get(person.email);
      if (remembered !== undefined) return remembered;
      try {
        const { user } = await client.users.lookupByEmail({ email: person.email });
        if (!user?.id || user.deleted) return null;
        accountOf.set(person.email, user.id);
        return user.id;
      } catch (error) {
        if ((error as { data?: { error?: string } }).data?.error === 'users_not_found') return null;
        throw error;
      }
    },
  };
}

function known(plan: Plan, address: string): KnownPerson | null {
  const person = plan.people.find((candidate) => candidate.email.toLowerCase() === address);
  return person ? { person, roles: plan.roles.filter((role) => role.person === person.code) } : null;
}
