import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Services } from './services.ts';

/** Hears that Slack serves the bot no longer, and why. */
export type OnRevoked = (reason: string) => void;

/** An account was changed in Slack: who it is, is asked anew. */
export const handleUserChange =
  ({ accounts }: Services) =>
  async ({ event }: SlackEventMiddlewareArgs<'user_change'> & AllMiddlewareArgs): Promise<void> => {
    accounts.forget(event.user.id);
  };

/** The app was taken out of the workspace: nothing more will come, and nothing can be said. */
export const handleUninstalled = (onRevoked: OnRevoked) => async (): Promise<void> =>
  onRevoked('app_uninstalled');

/** Tokens were revoked; those that somebody gave for themselves are not the bot's. */
export const handleTokensRevoked =
  (onRevoked: OnRevoked) =>
  async ({ event }: SlackEventMiddlewareArgs<'tokens_revoked'>): Promise<void> => {
    if ((event.tokens.bot ?? []).length > 0) onRevoked('tokens_revoked');
  };
