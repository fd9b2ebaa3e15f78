import type { Lens } from '../answers/engine.ts';
import { buildAnswer, wantedPicture } from '../bot/ask/index.ts';
import { askingAs, conversationKey } from '../bot/kit/asking.ts';
import type { Services } from '../bot/kit/services.ts';
import type { CommandArgs } from './command.ts';

/** Answers a command's text as a question, privately first: it may be shared with a button. */
export async function answerCommand(
  { client, command, respond }: CommandArgs,
  services: Services,
  lens?: Lens,
): Promise<void> {
  const reader = await askingAs(services, command.user_id);
  const given = await services.questions.ask(command.text.trim(), {
    conversation: conversationKey.command(command.command, command.channel_id, command.user_id),
    ...reader,
    anew: true,
    ...(lens === undefined ? {} : { lens }),
  });
  const image = await wantedPicture(services, client, given, reader);
  await respond({ response_type: 'ephemeral', ...buildAnswer(given, { shareable: true, image }) });
}
