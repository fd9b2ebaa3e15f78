import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Services } from './services.ts';
import type { Workspaces } from './workspaces.ts';

/** An account was changed in Slack: who it is, is asked anew. */
export const handleUserChange =
  ({ accounts }: Services) =>
  async ({ event }: SlackEventMiddlewareArgs<'user_change'> & AllMiddlewareArgs): Promise<void> => {
    accounts.forget(event.user.id);
  };

/** The app was taken out of a workspace: nothing more will come from there, and nothing can be said. */
export const handleUninstalled =
  (workspaces: Pick<Workspaces, 'left'>) =>
  async ({ context }: AllMiddlewareArgs): Promise<void> =>
    workspaces.left(context, 'app_uninstalled');

/** Tokens were revoked; those that somebody gave for themselves are not the bot's. */
export const handleTokensRevoked =
  (workspaces: Pick<Workspaces, 'left'>) =>
  async ({
    event,
    context,
  }: SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs): Promise<void> => {
    if ((event.tokens.bot ?? []).length > 0) await workspaces.left(context, 'tokens_revoked');
  };
