import type { WebClient } from '@slack/web-api';
import type { PlanSource } from '../../domain/plan/index.ts';
import type { Person, Plan, RoleAssignment } from '../../domain/types.ts';

/** A Slack account as the plan knows it. */
export interface KnownPerson {
  readonly person: Person;
  readonly roles: readonly RoleAssignment[];
}

export type PeopleDirectory = ReturnType<typeof createPeopleDirectory>;

/**
 * Tells who a Slack account is in the plan, and which account a person has: the e-mail address ties the two.
 * Addresses of accounts are remembered as long as the process lives; rights never are, they come from the plan.
 */
export function createPeopleDirectory(client: WebClient, plans: PlanSource) {
  const emailOf = new Map<string, string | null>();

  async function email(userId: string): Promise<string | null> {
    const known = emailOf.get(userId);
    if (known !== undefined) return known;
    const user = await profileOf(userId);
    const found = user?.profile?.email?.toLowerCase() ?? null;
    emailOf.set(userId, found);
    return found;
  }

  /** What Slack shows of an account; undefined when it shows nothing, as of a stranger from another workspace. */
  async function profileOf(userId: string) {
    try {
      return (await client.users.info({ user: userId })).user;
    } catch (error) {
      if (NO_SUCH_USER.has(platformErrorOf(error))) return undefined;
      throw error;
    }
  }

  return {
    /** The person behind a Slack account, or null when the plan has none with its address. */
    async personOf(userId: string): Promise<KnownPerson | null> {
      const address = await email(userId);
      return address === null ? null : known(await plans.current(), address);
    },

    /**
     * The Slack account of a person; null when there is none, or it was deactivated. Asked each time: a message to an
     * account deactivated since the last one would "succeed" and be read by nobody.
     */
    async accountOf(personCode: string): Promise<string | null> {
      const person = (await plans.current()).people.find(({ code }) => code === personCode);
      if (!person) return null;
      try {
        const { user } = await client.users.lookupByEmail({ email: person.email });
        return user?.id && !user.deleted ? user.id : null;
      } catch (error) {
        if (NO_SUCH_USER.has(platformErrorOf(error))) return null;
        throw error;
      }
    },
  };
}

const NO_SUCH_USER = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

const platformErrorOf = (error: unknown): string =>
  (error as { data?: { error?: string } }).data?.error ?? '';

function known(plan: Plan, address: string): KnownPerson | null {
  const person = plan.people.find((candidate) => candidate.email.toLowerCase() === address);
  return person ? { person, roles: plan.roles.filter((role) => role.person === person.code) } : null;
}
