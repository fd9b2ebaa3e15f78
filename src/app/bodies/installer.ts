import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuthorizeResult } from '@slack/bolt';
import { ErrorCode, type Installation, InstallProvider, InvalidStateError } from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { boltLogger, webClientOptions } from '../../bot/kit/slack-app.ts';
import { slackErrorOf } from '../../bot/kit/slack-errors.ts';
import type { Origin } from '../../bot/kit/workspaces.ts';
import type { BodyRegister } from '../../store/bodies/index.ts';
import { REDIRECT_PATH } from '../app-manifest.ts';
import type { ManyWorkspaces } from '../config.ts';
import {
  beginning,
  CANCELLED,
  EXPIRED,
  FAILED,
  INSTALLED,
  notConnected,
  prepare,
  show,
} from './install-pages.ts';
import type { Seal } from './sealing.ts';
import { createSlackInstallations, installedIn, WorkspaceRefused } from './slack-installations.ts';

/** Where an installation begins. */
const INSTALL_PATH = '/slack/install';

/** So long somebody has to say yes in Slack. */
const STATE_MS = 10 * 60_000;
const STATE_BYTES = 32;

/** Lets workspaces install the app, and gives the token of each as it is now. */
export interface Installer {
  /** Answers a browser. @returns false for any other path: nothing was answered */
  serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /**
   * The token of a workspace or an organisation, renewed where it is about to expire.
   * @throws WorkspaceRefused where Slack gave none
   */
  authorize(origin: Origin): Promise<AuthorizeResult>;
  /** Seals anew what was sealed with the key before. @returns how many */
  sealAnew(): Promise<number>;
}

/**
 * Installation by OAuth, as Slack has it. Source: docs.slack.dev/authentication/installing-with-oauth.
 * @param installed hears of a workspace to which the app was just given
 */
export function createInstaller({
  slack,
  slackApiUrl,
  scopes,
  register,
  seal,
  installed,
  now,
  logger,
}: {
  readonly slack: Pick<ManyWorkspaces, 'clientId' | 'clientSecret'>;
  readonly slackApiUrl: string | null;
  readonly scopes: readonly string[];
  readonly register: BodyRegister;
  readonly seal: Seal;
  readonly installed: (workspace: string) => Promise<void>;
  readonly now: () => Date;
  readonly logger: Logger;
}): Installer {
  const clientOptions = webClientOptions(slackApiUrl, logger);
  const installations = createSlackInstallations(register, seal, now);
  const options = { scopes: [...scopes] };
  const provider = new InstallProvider({
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    installationStore: installations.store,
    stateStore: {
      async generateStateParam() {
        const state = randomBytes(STATE_BYTES).toString('base64url');
        await register.keepState(state, now(), new Date(now().getTime() + STATE_MS));
        return state;
      },
      async verifyStateParam(_now, state) {
        if (!(await register.takeState(state, now())))
          throw new InvalidStateError('it is not ours, or is over');
        return options;
      },
    },
    renderHtmlForInstallPath: beginning,
    installUrlOptions: options,
    clientOptions,
    logger: boltLogger(logger),
  });

  /** The app is not left in a workspace that it does not serve. */
  async function giveBack({ bot }: Installation): Promise<void> {
    if (bot === undefined) return;
    const { clientId: client_id, clientSecret: client_secret } = slack;
    await new WebClient(bot.token, clientOptions).apps
      .uninstall({ client_id, client_secret })
      .catch((error: unknown) =>
        logger.warn({ reason: slackErrorOf(error) }, 'an app that is not served could not be given back'),
      );
  }

  /** Keeps it, or gives it back, and says so in the browser. */
  async function take(installation: Installation, response: ServerResponse): Promise<void> {
    try {
      await installations.store.storeInstallation(installation);
      await installed(installedIn(installation));
    } catch (error) {
      if (!(error instanceof WorkspaceRefused)) throw error;
      logger.warn({ workspace: error.workspace }, 'a workspace that is no body’s was refused');
      await giveBack(installation);
      return show(response, notConnected(error.workspace));
    }
    logger.info({ workspace: installedIn(installation) }, 'the app was installed');
    show(response, INSTALLED);
  }

  const renewing = new Map<string, Promise<AuthorizeResult>>();

  return {
    async serve(path, request, response) {
      if (path === INSTALL_PATH) {
        prepare(response);
        await provider.handleInstallPath(request, response, undefined, options);
        return true;
      }
      if (path !== REDIRECT_PATH) return false;
      await provider.handleCallback(request, response, {
        async afterInstallation(installation, _options, _request, reply) {
          await take(installation, reply);
          // Nothing is left for the library to do.
          return false;
        },
        failure(error, _options, _request, reply) {
          logger.warn({ reason: error.code }, 'an installation failed');
          show(reply, pageOf(error.code));
        },
      });
      return true;
    },

    // Of many that ask at once one renews: Slack takes each refresh token once.
    authorize(origin) {
      const { isEnterpriseInstall = false, teamId, enterpriseId } = origin;
      const what = JSON.stringify([isEnterpriseInstall, teamId, enterpriseId]);
      const asked =
        renewing.get(what) ??
        provider
          .authorize({ isEnterpriseInstall, teamId, enterpriseId } as Parameters<
            typeof provider.authorize
          >[0])
          .catch((error: unknown) => {
            throw (error as { original?: unknown }).original ?? (error as Error).cause ?? error;
          })
          .finally(() => renewing.delete(what));
      renewing.set(what, asked);
      return asked;
    },

    sealAnew: installations.sealAnew,
  };
}

function pageOf(code: string) {
  switch (code) {
    case ErrorCode.AuthorizationError:
      return CANCELLED;
    case ErrorCode.MissingStateError:
    case ErrorCode.InvalidStateError:
    case ErrorCode.MissingCodeError:
      return EXPIRED;
    default:
      return FAILED;
  }
}
