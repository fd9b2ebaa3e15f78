import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Services } from './services.ts';

/** An account was changed in Slack: who it is, is asked anew. */
export const handleUserChange =
  ({ accounts }: Services) =>
  async ({ event }: SlackEventMiddlewareArgs<'user_change'> & AllMiddlewareArgs): Promise<void> => {
    accounts.forget(event.user.id);
  };
