import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Services } from '../kit/services.ts';
import { suggestedPrompts } from './suggested-prompts.ts';

/** The Messages tab is opened: the questions suggested there are those of the reader's role. */
export const handleMessagesOpened =
  (services: Services) =>
  async ({
    event,
    client,
  }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'messages') return;
    const known = await services.people.personOf(event.user);
    try {
      // Not `client.assistant.threads`: its type still wants a `thread_ts`, which apps with an agent view do not pass.
      await client.apiCall('assistant.threads.setSuggestedPrompts', {
        channel_id: event.channel,
        prompts: suggestedPrompts(known?.roles ?? [], await services.plans.current()),
      });
    } catch (error) {
      // The manifest's own prompts stay: nothing that the reader has to be told.
      services.logger.warn({ err: error }, 'the suggested prompts could not be set');
    }
  };
