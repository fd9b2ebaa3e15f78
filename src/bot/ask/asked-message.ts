import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { cleanMessage } from '../../answers/language/clean.ts';
import { Problem } from '../../domain/errors.ts';
import { wholeText } from '../../words/typed.ts';
import { reportOnDropped } from '../imports/index.ts';
import { askingAs, conversationKey, isOverheard } from '../kit/asking.ts';
import { escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { isPlaceClosed, isUnreached } from '../kit/delivery-errors.ts';
import { isDirectTelling, say, takeUpDirectTelling, tellDirectly } from '../kit/direct-telling.ts';
import { download } from '../kit/download.ts';
import { failureSentence } from '../kit/edge.ts';
import { isParcel, takeUpParcel } from '../kit/file-delivery.ts';
import { ABANDONED_MS, acknowledgingKept, isStillOurs, keepOpen, settleKept } from '../kit/keeping.ts';
import { keyMetadata } from '../kit/message-key.ts';
import { postShowing } from '../kit/pictures.ts';
import { postedIn } from '../kit/posted.ts';
import type { Services } from '../kit/services.ts';
import { isNudge, takeUpNudge } from '../phase/index.ts';
import { reportOnSheet } from '../sheets/index.ts';
import { answerReports } from '../update/index.ts';
import { buildAnswer } from './answer-view.ts';
import { isAskedCommand, takeUpCommand } from './asked-command.ts';
import { wantedPicture } from './chart-listeners.ts';

/** A message to the bot, with all that is needed to answer it later too. */
const askedSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  /** Of the thread that the answer belongs to; null outside any. */
  thread: z.string().nullable(),
  account: z.string(),
  text: z.string(),
  /** A file, a recording or another message came with it. */
  attached: z.boolean(),
  /** What is said of it, where it is not to be read; null for a message that is. */
  told: z.string().nullable().default(null),
  /** Id of a file that may be a plan; null for none. */
  planFile: z.string().nullable().default(null),
  /** Other organisations are in the channel. */
  isShared: z.boolean(),
});

export type AskedMessage = z.output<typeof askedSchema>;

const keyOf = ({ channel, ts }: AskedMessage): string => `message:${channel}:${ts}`;

/** What ended the program so often is left alone. */
const MOST_ATTEMPTS = 5;

/** For so long what Slack does not take is offered to it again, in milliseconds. */
const OFFERED_FOR_MS = 24 * 60 * 60_000;

/**
 * Answers a message, once however often it is delivered. It stays open in the store until its answer went out: a post
 * that fails on the way, or a restart, is taken up again by `takeUpMessages`.
 * @param acknowledge tells Slack that it came, which then sends it no more; nothing where Slack waits for nothing
 */
export async function answerOnce(
  services: Services,
  client: WebClient,
  asked: AskedMessage,
  acknowledge: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { clock, logger, turns } = services;
  const claimedAt = clock.now();
  try {
    await turns.take(
      asked.account,
      async (claim) => {
        if (claim === 'taken before') return;
        if (claim === 'kept' && !isStillOurs(claimedAt, clock.now())) return;
        await answerOpen(services, client, asked, claim === 'kept' ? new Set() : null).catch((error) => {
          if (claim !== 'kept' || !isUnreached(error)) throw error;
          logger.warn({ err: error }, 'an answer did not go out; it is tried again');
        });
      },
      // While it waits it is safe; what is not even taken costs nobody a write.
      () => acknowledgingKept(keepOpen(services, keyOf(asked), asked, claimedAt, 'a question'), acknowledge),
    );
  } catch (error) {
    if (!(error instanceof Problem) || error.problem !== 'too_many_waiting') throw error;
    // Told once: as many sentences as questions would be a flood of their own.
    if (error.details.again === undefined) throw error;
    logger.debug('a question was not taken: too many of the same person wait');
  }
}

/** Answers messages and commands that were taken and left open, and sends files that were, by this process or by one that is gone. */
export async function takeUpMessages(services: Services, client: WebClient): Promise<void> {
  const { handled, clock, logger } = services;
  const now = clock.now();
  const before = new Date(now.getTime() - ABANDONED_MS);
  for (const { key, content, at } of await handled.takeUp(before, MOST_ATTEMPTS, now))
    try {
      await takeUp(services, client, key, content);
    } catch (error) {
      if (isUnreached(error) && now.getTime() - at.getTime() < OFFERED_FOR_MS) await handled.putBack(key);
      logger.error({ err: error, key }, 'what was left open could not be done');
    }
}

async function takeUp(services: Services, client: WebClient, key: string, content: unknown): Promise<void> {
  if (isParcel(key)) return takeUpParcel(services, client, key, content);
  if (isDirectTelling(key)) return takeUpDirectTelling(services, client, key, content);
  if (isAskedCommand(key)) return takeUpCommand(services, client, key, content);
  if (isNudge(key)) return takeUpNudge(services, client, key, content);
  const asked = askedSchema.safeParse(content);
  if (!asked.success) {
    services.logger.error({ key }, 'what was left open cannot be read');
    return services.handled.settle(key);
  }
  const { account, channel, thread, ts: since } = asked.data;
  const posted = await postedIn(client, { channel, thread, since });
  try {
    await answerOpen(services, client, asked.data, posted);
  } catch (error) {
    if (isUnreached(error)) throw error;
    await say(services, client, account, failureSentence(error, services.logger, 'a message taken up'));
  }
}

/**
 * Where Slack cannot be reached the message stays open.
 * @param posted what of the answer is there already; null for a message that is kept nowhere
 * @throws what Slack failed with, and why there is no answer
 */
async function answerOpen(
  services: Services,
  client: WebClient,
  asked: AskedMessage,
  posted: ReadonlySet<string> | null,
): Promise<void> {
  try {
    const views = await viewsFor(services, client, asked);
    for (const [part, view] of views.entries()) {
      const key = partKey(asked, part);
      if (posted?.has(key)) continue;
      await postShowing(client, {
        channel: asked.channel,
        ...view,
        metadata: keyMetadata(key),
        ...(asked.thread === null ? {} : { thread_ts: asked.thread }),
        unfurl_links: false,
      }).catch((error: unknown) => answerElsewhere(services, client, asked, view, error));
    }
  } catch (error) {
    // Whoever asked is told that it did not work: that is their answer.
    if (posted !== null && !isUnreached(error)) await settleKept(services, keyOf(asked));
    throw error;
  }
  if (posted !== null) await settleKept(services, keyOf(asked));
}

const NOT_THERE =
  'Dove mi hai scritto non posso rispondere: la conversazione è archiviata o chiusa, o non ne faccio parte. Ti rispondo qui.';

/** An answer that Slack does not take in its place goes to whoever asked, in their direct messages. */
async function answerElsewhere(
  services: Services,
  client: WebClient,
  { account, channel, thread }: AskedMessage,
  { text, blocks }: MessageView<KnownBlock>,
  error: unknown,
): Promise<void> {
  const isTheirs = channel.startsWith('D') && thread === null;
  if (isTheirs || !isPlaceClosed(error)) throw error;
  services.logger.warn({ err: error }, 'an answer could not go where it was asked for');
  await tellDirectly(services, client, account, {
    text: `${NOT_THERE} ${text}`,
    blocks: [section(NOT_THERE), ...blocks],
  });
}

const NO_FILES =
  'Di file leggo i fogli XLSX e CSV (un piano, la scheda di una struttura); non leggo gli altri, né messaggi vocali o inoltrati: scrivi qui la domanda.';

const sentence = (text: string): MessageView<KnownBlock> => ({
  text: escapeMrkdwn(text),
  blocks: [section(escapeMrkdwn(text))],
});

/** What is said: what was understood of reports, and the answer to the rest. */
async function viewsFor(
  services: Services,
  client: WebClient,
  asked: AskedMessage,
): Promise<readonly MessageView<KnownBlock>[]> {
  const { account, attached, channel, isShared, planFile, text, thread, told } = asked;
  if (told !== null) return [sentence(told)];
  const cleaned = cleanMessage(text);
  const about = planFile === null ? null : await aboutFile(services, client, asked, planFile, cleaned);
  if (about !== null) return [about];
  if (attached && cleaned === '') return [sentence(NO_FILES)];
  const conversation = conversationKey.message(channel, thread ?? undefined);
  const said = cleaned || wholeText(text).trim();
  const { views, question } = await answerReports(services, account, said, isOverheard(conversation));
  if (question === null) return views;
  const reader = await askingAs(services, account, conversation, isShared);
  if (await services.questions.wantsChart(question)) services.pictures.expect();
  const given = await services.questions.ask(question, reader);
  const image = await wantedPicture(services, client, given, reader);
  return [...views, buildAnswer(given, { shareable: false, image })];
}

/** What is said of a file: a structure's sheet is taken whatever is written with it, a plan where nothing else is asked. */
async function aboutFile(
  services: Services,
  client: WebClient,
  { account }: AskedMessage,
  id: string,
  said: string,
): Promise<MessageView<KnownBlock> | null> {
  const file = await download(client, id);
  // Whoever sent it hears so, whatever it would have been.
  if (file.bytes === null) return sentence(`${file.name}: ${file.problem}`);
  const sheet = await reportOnSheet(services, account, file);
  if (sheet !== null) return sheet;
  return said === '' || /^importa\b/i.test(said) ? reportOnDropped(services, account, file) : null;
}

/** An answer may be several messages, each posted once. */
const partKey = (asked: AskedMessage, part: number): string => `${keyOf(asked)}:${part}`;
