import type { Asker } from '../../answers/engine.ts';
import { Problem } from '../../domain/errors.ts';
import type { Person } from '../../domain/types.ts';
import type { ItemWanted, UpdateForm } from '../../domain/updates/index.ts';
import { type Role, roleName } from '../../words/roles.ts';
import type { ButtonArgs } from './listener-args.ts';
import type { KnownPerson } from './people-directory.ts';
import type { Services, Years } from './services.ts';

/** Who asks in a conversation, as the answers need it. */
export interface AskingIn {
  readonly conversation: string;
  readonly asker: Asker | null;
  readonly published: boolean;
}

/**
 * An account that the plan does not know may ask too: it gets what is published, and nothing of how an open phase goes.
 * @param conversation its key: where others read along, nothing is told that only some may read
 * @param isPublic others than the body's own people may read the answer, as in a channel shared with other organisations:
 * whoever asks gets only what is published there
 */
export async function askingAs(
  services: Services,
  userId: string,
  conversation: string,
  isPublic = false,
): Promise<AskingIn> {
  const known = await services.people.personOf(userId);
  const asker = known && {
    person: known.person.code,
    roles: known.roles,
    ...(isOverheard(conversation) ? { isOverheard: true } : {}),
  };
  return { conversation, asker, published: isPublic || asker === null };
}

/**
 * The person behind an account, for what only people of the plan may do.
 * @throws Problem `person_unknown`
 */
export async function knownPerson(services: Services, userId: string): Promise<KnownPerson> {
  const known = await services.people.personOf(userId);
  if (!known) throw new Problem('person_unknown');
  return known;
}

/**
 * The person behind an account, for what is the body's and no plan's in particular: whoever is only in another year's
 * plan may still be asked there.
 * @throws Problem `person_unknown`
 */
export async function personOfBody(years: Years, userId: string): Promise<Person> {
  const [known] = await plansKnowing(years, userId);
  if (!known) throw new Problem('person_unknown');
  return known.person;
}

/** The plans that know an account, the current one first, each with who its person is there. */
export async function plansKnowing(
  years: Years,
  userId: string,
): Promise<readonly (KnownPerson & { readonly services: Services })[]> {
  const plans = await years.all();
  const known = await Promise.all(
    plans.map(async (services) => ({ services, known: await services.people.personOf(userId) })),
  );
  return known.flatMap(({ services, known: found }) => (found === null ? [] : [{ services, ...found }]));
}

/** What a number may mean, in the plans that ask about it, and why it is none of the others. */
interface Reportable {
  /** The forms that the person may send now. */
  readonly forms: readonly { readonly services: Services; readonly form: UpdateForm }[];
  readonly problems: readonly Problem[];
  /** Whether any plan has such an item at all. */
  readonly exists: boolean;
}

/** The forms of what somebody names: in each plan the items that they may report on, or the first there is. */
export async function reportable(
  plans: readonly (KnownPerson & { readonly services: Services })[],
  wanted: ItemWanted,
): Promise<Reportable> {
  const forms: { services: Services; form: UpdateForm }[] = [];
  const problems: Problem[] = [];
  let exists = false;
  for (const { services, person } of plans) {
    const candidates = await services.updates.candidates(person.code, wanted);
    exists ||= candidates.length > 0;
    const allowed = candidates.filter((candidate) => candidate.allowed);
    for (const { item } of allowed.length > 0 ? allowed : candidates.slice(0, 1))
      try {
        forms.push({ services, form: await services.updates.open(person.code, item) });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        problems.push(error);
      }
  }
  return { forms, problems, exists };
}

/** Those who look at what everybody does. */
export const OVERSIGHT: readonly Role[] = ['controller', 'evaluator'];

/**
 * The person behind an account, if they have one of these roles.
 * @throws Problem `person_unknown` or `role_missing`
 */
export async function requireRole(
  services: Services,
  userId: string,
  allowed: readonly Role[],
): Promise<KnownPerson> {
  const known = await knownPerson(services, userId);
  if (!known.roles.some(({ role }) => allowed.includes(role))) {
    const { head } = await services.plans.current();
    const names = allowed.map((role) => roleName(role, head.wording?.evaluator));
    throw new Problem('role_missing', { roles: names.join(', ') });
  }
  return known;
}

/** Whether others than whoever asks read along: in a channel, and where an answer was shared. */
export const isOverheard = (conversation: string): boolean => /^(?:thread:(?!D)|shared:)/.test(conversation);

/** Whether a button stands where others than whoever presses it read along. */
export const isPressedBeforeOthers = ({ channel, container }: ButtonArgs['body']): boolean =>
  channel !== undefined && !channel.id.startsWith('D') && container.is_ephemeral !== true;

/** A thread and a DM are one conversation for all who are in it; a command is one per person and channel. */
export const conversationKey = {
  message: (channel: string, thread: string | undefined): string =>
    thread === undefined ? `dm:${channel}` : `thread:${channel}:${thread}`,
  /** An answer that was given in private and then shared in a channel. */
  shared: (channel: string): string => `shared:${channel}`,
  command: (name: string, channel: string, user: string): string => `command:${name}:${channel}:${user}`,
};
