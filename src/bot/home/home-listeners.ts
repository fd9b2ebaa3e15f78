import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Services } from '../kit/services.ts';

/** The Home tab is opened: drawn afresh from the store. */
export const handleHomeOpened =
  (services: Services) =>
  async ({ event }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab === 'home') await services.homes.publish(event.user);
  };
