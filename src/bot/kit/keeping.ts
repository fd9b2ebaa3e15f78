import { StoreUnavailable } from '../../domain/errors.ts';
import type { Services } from './services.ts';

/** Whoever took something and has not settled it by then never will, in milliseconds. */
export const ABANDONED_MS = 60_000;

/** Whether it may still be done by who took it: what waited for long is about to be taken up by a tick, and one of the two does it. */
export const isStillOurs = (takenAt: Date, now: Date): boolean =>
  now.getTime() - takenAt.getTime() < ABANDONED_MS / 2;

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
