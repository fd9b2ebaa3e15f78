import type { Context } from '@slack/bolt';
import { StoreUnavailable } from '../../domain/errors.ts';
import type { Services } from './services.ts';

/** Whoever took something and has not settled it by then never will, in milliseconds. */
export const ABANDONED_MS = 60_000;

/** Whether it may still be done by who took it: what waited for long is about to be taken up by a tick, and one of the two does it. */
export const isStillOurs = (takenAt: Date, now: Date): boolean =>
  now.getTime() - takenAt.getTime() < ABANDONED_MS / 2;

/** It is done. Where that cannot be written it is looked for in Slack before it would be done again. */
export async function settleKept(
  { handled, logger }: Pick<Services, 'handled' | 'logger'>,
  key: string,
): Promise<void> {
  await handled
    .settle(key)
    .catch((error: unknown) => logger.error({ err: error, key }, 'what was done stays open'));
}

/** So long Slack waits for what somebody asked to be kept, in milliseconds; it hangs up after three seconds. */
const KEPT_WITHIN_MS = 500;

/** Tells Slack that an event came, which it would otherwise send again: the edge leaves it to whoever keeps it. */
export const acknowledgeOf = ({ acknowledge }: Context): (() => Promise<void>) =>
  acknowledge as () => Promise<void>;

/** Acknowledges what somebody asked when it is kept, so that a program that ends at any moment loses nothing it had taken. */
export async function acknowledgingKept<T>(
  keeping: Promise<T>,
  acknowledge: () => Promise<void>,
): Promise<T> {
  const timer = setTimeout(() => void acknowledge().catch(() => undefined), KEPT_WITHIN_MS);
  try {
    return await keeping;
  } finally {
    clearTimeout(timer);
    await acknowledge();
  }
}

export type Kept = 'kept' | 'taken before' | 'not kept';

/**
 * Keeps what somebody is owed until it is settled, for whoever is first. It needs no disk to be done: where there is
 * none, it is done all the same, once as far as can be told.
 * @param what it is, for the log: "a question"
 */
export async function keepOpen(
  { handled, logger }: Pick<Services, 'handled' | 'logger'>,
  key: string,
  content: unknown,
  at: Date,
  what: string,
): Promise<Kept> {
  try {
    return (await handled.claim(key, content, at)) ? 'kept' : 'taken before';
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    logger.error({ err: error }, `${what} could not be kept, and is seen to all the same`);
    return 'not kept';
  }
}
