import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { askingAs, conversationKey } from '../kit/asking.ts';
import { escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { isOutOfReach } from '../kit/delivery-errors.ts';
import { isStillOurs, keepOpen, settleKept } from '../kit/keeping.ts';
import { keyMetadata } from '../kit/message-key.ts';
import { postShowing } from '../kit/pictures.ts';
import { conversationWith, postedIn } from '../kit/posted.ts';
import type { Services } from '../kit/services.ts';
import { buildAnswer } from './answer-view.ts';
import { wantedPicture } from './chart-listeners.ts';

/** A question by command, with all that is needed to answer it later too: where it was given may be closed by then. */
const askedSchema = z.object({
  command: z.string(),
  text: z.string(),
  /** What a bare number asks for after this command; null where nothing is taken for granted. */
  lens: z.enum(['items', 'costs', 'deadlines']).nullable(),
  channel: z.string(),
  account: z.string(),
});

export type AskedCommand = z.output<typeof askedSchema>;

const PREFIX = 'command:';

/** Whether what was left open is a question by command, by its key. */
export const isAskedCommand = (key: string): boolean => key.startsWith(PREFIX);

/** A question by command that is kept until it is answered. */
export interface OpenCommand {
  /** Whether it may be answered now: one that waited for long is about to be taken up by a tick, and one of the two answers. */
  isOurs(): boolean;
  /** It was answered, or its author was told why not. */
  settle(): Promise<void>;
}

/**
 * Keeps a question by command until it is answered, where there is a disk to keep it on.
 * @param id of the request; Slack sends none twice
 */
export async function keepCommand(
  { handled, clock, logger }: Services,
  asked: AskedCommand,
  id: string,
): Promise<OpenCommand> {
  const key = `${PREFIX}${id}`;
  const claimedAt = clock.now();
  const kept = await keepOpen({ handled, logger }, key, asked, claimedAt, 'a command');
  if (kept === 'not kept') return { isOurs: () => true, settle: async () => undefined };
  return {
    isOurs: () => isStillOurs(claimedAt, clock.now()),
    settle: () => settleKept({ handled, logger }, key),
  };
}

/** The answer to a question by command. */
export async function answerAsked(
  services: Services,
  client: WebClient,
  { account, channel, command, lens, text }: AskedCommand,
  shareable: boolean,
): Promise<MessageView<KnownBlock>> {
  const reader = await askingAs(services, account, conversationKey.command(command, channel, account));
  const given = await services.questions.ask(text.trim(), {
    ...reader,
    anew: true,
    ...(lens === null ? {} : { lens }),
  });
  const image = await wantedPicture(services, client, given, reader);
  return buildAnswer(given, { shareable, image });
}

/**
 * Answers a question by command that was left open, in the direct messages of whoever asked: the place where it was
 * given takes answers for half an hour, and is kept nowhere. Whether the answer had gone out there cannot be known; one
 * that is in direct messages already is not sent again.
 */
export async function takeUpCommand(
  services: Services,
  client: WebClient,
  key: string,
  content: unknown,
): Promise<void> {
  const { handled, logger } = services;
  const asked = askedSchema.safeParse(content);
  if (!asked.success) {
    logger.error({ key }, 'a command that was left open cannot be read');
    return handled.settle(key);
  }
  const { account, command, text } = asked.data;
  try {
    const channel = await conversationWith(client, account);
    const posted = await postedIn(client, { channel, thread: null, since: null });
    if (!posted.has(key)) {
      const answer = await answerAsked(services, client, asked.data, false);
      const lead = `Hai chiesto \`${escapeMrkdwn(`${command} ${text}`)}\` e mi sono interrotto: non so se la risposta ti è arrivata. Eccola.`;
      await postShowing(client, {
        channel,
        text: answer.text,
        blocks: [section(lead), ...answer.blocks],
        metadata: keyMetadata(key),
      });
    }
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    logger.warn({ err: error }, 'whoever asked by command cannot be written to');
  }
  await handled.settle(key);
}
