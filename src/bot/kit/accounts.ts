import type { WebClient } from '@slack/web-api';
import { firstSuccess } from '../../domain/first-success.ts';
import { slackErrorOf } from './slack-errors.ts';

/** For so long an address stands, in milliseconds: what is changed in Slack holds here within minutes. */
const STANDS_MS = 5 * 60_000;

/** What Slack tells of an account, as far as it decides who it is. Source: docs.slack.dev/reference/objects/user-object. */
interface SlackUser {
  readonly id?: string | undefined;
  readonly team_id?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly is_bot?: boolean | undefined;
  readonly is_restricted?: boolean | undefined;
  readonly is_ultra_restricted?: boolean | undefined;
  readonly is_stranger?: boolean | undefined;
  readonly is_email_confirmed?: boolean | undefined;
  readonly enterprise_user?: { readonly enterprise_id?: string | undefined } | undefined;
  readonly profile?: { readonly email?: string | undefined } | undefined;
}

/** The workspace's accounts, and the addresses that tie them to people. */
export interface Accounts {
  /**
   * The address of an account, in small letters; null where it counts for nobody: of another workspace, a guest, a bot,
   * deactivated, not confirmed, or without an address.
   * @throws what Slack answers when it cannot say
   */
  emailOf(account: string): Promise<string | null>;
  /**
   * The account with an address; null where there is none that counts. Asked each time: a message to an account
   * deactivated since the last one would "succeed" and be read by nobody.
   */
  idOf(email: string): Promise<string | null>;
  /** Something changed about an account: it is asked for anew. */
  forget(account: string): void;
}

/**
 * @param elapsed milliseconds that only ever grow
 */
export function createAccounts(client: WebClient, elapsed: () => number = () => performance.now()): Accounts {
  // Only what was found is remembered: an address that is missing today may be there in a minute.
  const known = new Map<string, { readonly email: string; readonly until: number }>();
  const own = firstSuccess(() => client.auth.test());

  /** Of the bot's own team, or of another of its enterprise: elsewhere somebody else administers the addresses. */
  async function isOurs({ team_id: team, enterprise_user: enterprise }: SlackUser): Promise<boolean> {
    if (team === undefined) return true;
    const us = await own();
    return (
      us.team_id === undefined ||
      team === us.team_id ||
      (us.enterprise_id !== undefined && enterprise?.enterprise_id === us.enterprise_id)
    );
  }

  async function counts(user: SlackUser | undefined): Promise<boolean> {
    if (!user || user.deleted || user.is_bot || user.is_stranger) return false;
    if (user.is_restricted || user.is_ultra_restricted || user.is_email_confirmed === false) return false;
    return isOurs(user);
  }

  return {
    async emailOf(account) {
      const remembered = known.get(account);
      if (remembered && remembered.until > elapsed()) return remembered.email;
      known.delete(account);
      const user = (await orNone(client.users.info({ user: account })))?.user;
      const email = user?.profile?.email?.toLowerCase();
      if (email === undefined || !(await counts(user))) return null;
      known.set(account, { email, until: elapsed() + STANDS_MS });
      return email;
    },
    async idOf(email) {
      const user = (await orNone(client.users.lookupByEmail({ email })))?.user;
      return (await counts(user)) ? (user?.id ?? null) : null;
    },
    forget(account) {
      known.delete(account);
    },
  };
}

/** What Slack shows of an account; null when it shows nothing, as of one that does not exist. */
async function orNone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (NO_SUCH_USER.has(slackErrorOf(error))) return null;
    throw error;
  }
}

const NO_SUCH_USER = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);
