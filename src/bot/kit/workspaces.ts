import type { AuthorizeResult } from '@slack/bolt';
import type { AuthTestResponse, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { firstSuccess } from '../../domain/first-success.ts';
import type { Years } from './services.ts';
import { refusing, TokenRefused } from './token-refused.ts';

/** Where attempts that were refused are kept. */
export interface RefusedAttempts {
  record(attempt: {
    readonly account: string;
    readonly problem: string;
    readonly request: string;
  }): Promise<void>;
}

/** Where a request of Slack's comes from, as far as it says. */
export interface Origin {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  /** The app was installed for a whole organisation, and not for one of its workspaces. */
  readonly isEnterpriseInstall?: boolean;
}

/** A workspace that the bot serves: the plans of its body, and the way to its people. */
export interface Workspace {
  readonly years: Years;
  /** For what the bot says there on its own account. */
  readonly client: WebClient;
  /** Keeps who asked there for what is not theirs. */
  readonly refused: RefusedAttempts;
  /** Who the bot is there, and with which token. */
  authorization(): Promise<AuthorizeResult>;
}

/** The workspaces that the bot serves. */
export interface Workspaces {
  /** @throws Problem `workspace_unknown` where the app is not, or is for no body */
  of(origin: Origin): Promise<Workspace>;
  /** Slack serves the bot there no longer. */
  left(origin: Origin, reason: string): Promise<void>;
  /**
   * Before the first request.
   * @throws TokenRefused when nothing could be served
   */
  ready(): Promise<void>;
}

/** A workspace whose token never changes. */
export function createWorkspace(
  of: Omit<Workspace, 'authorization'> & { readonly botToken: string },
): Workspace {
  const { botToken, client } = of;
  const identity = firstSuccess(() => client.auth.test());
  return {
    years: of.years,
    client,
    refused: of.refused,
    // Bolt would ask Slack who the bot is before every listener: it never changes.
    authorization: async () => ({ botToken, ...botIds(await identity()) }),
  };
}

/**
 * Whatever comes is from the one workspace that there is.
 * @param onRevoked hears that the app was uninstalled there, or its token revoked
 */
export const onlyWorkspace = (
  workspace: Workspace,
  logger: Logger,
  onRevoked: (reason: string) => void = () => undefined,
): Workspaces => ({
  of: async () => workspace,
  left: async (_origin, reason) => onRevoked(reason),
  async ready() {
    await refusing('SLACK_BOT_TOKEN', workspace.authorization()).catch((error: unknown) => {
      if (error instanceof TokenRefused) throw error;
      logger.warn({ err: error }, 'Slack does not answer yet; who the bot is will be asked again');
    });
  },
});

const botIds = ({ bot_id: botId, user_id: botUserId }: AuthTestResponse) => ({
  ...(botId === undefined ? {} : { botId }),
  ...(botUserId === undefined ? {} : { botUserId }),
});
