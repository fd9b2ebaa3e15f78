import type { Lens } from '../answers/engine.ts';
import { type AskedCommand, answerAsked } from '../bot/ask/index.ts';
import type { Services } from '../bot/kit/services.ts';
import type { CommandArgs } from './command.ts';

/** What a command asks, to be answered now or later. */
export const askedBy = (
  { command, channel_id, user_id, text }: CommandArgs['command'],
  lens: Lens | null,
): AskedCommand => ({ command, text, lens, channel: channel_id, account: user_id });

/** Answers a command's text as a question, privately first: it may be shared with a button. */
export async function answerCommand(
  { client, command, respond }: CommandArgs,
  services: Services,
  lens: Lens | null = null,
): Promise<void> {
  const answer = await answerAsked(services, client, askedBy(command, lens), true);
  await respond({ response_type: 'ephemeral', ...answer });
}
