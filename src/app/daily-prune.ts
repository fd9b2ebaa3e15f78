import { subMonths } from 'date-fns/subMonths';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import type { Db } from '../store/engine/open-store.ts';
import { prune } from '../store/talk/index.ts';

/**
 * Lets go of what is old once a day, for as long as the body has said for how long it is kept. A program that is
 * started again does it again: there is nothing left then.
 * @param months null where the body has not decided: nothing goes
 */
export function createDailyPrune(deps: {
  readonly db: Db;
  readonly months: number | null;
  readonly clock: Clock;
  readonly logger: Logger;
}): () => Promise<void> {
  const { db, months, clock, logger } = deps;
  let doneOn: string | null = null;
  return async () => {
    const now = clock.now();
    const day = now.toISOString().slice(0, 10);
    if (months === null || doneOn === day) return;
    doneOn = day;
    try {
      const gone = await prune(db, subMonths(now, months), false);
      if (Object.values(gone).some((count) => count > 0))
        logger.info(gone, 'what was kept long enough is gone');
    } catch (error) {
      logger.error({ err: error }, 'what is old could not be let go of; it is tried again tomorrow');
    }
  };
}
