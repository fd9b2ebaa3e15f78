import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Sharing } from '../store/engine/engine.ts';

/** A lead that is not taken again is over after these milliseconds, and another process takes it. */
const LEAD_MS = 3_000;
/** How often it is taken again, or looked for. */
const EVERY_MS = 1_000;

/** Whether this process does what only one of those that share a database may do at a time. */
export interface Lead {
  isOurs(): boolean;
  /** Whether it was ours when the database was last reached: somebody has to say that it is not. */
  wasOurs(): boolean;
  /** Lets another take it at once. */
  stop(): Promise<void>;
}

/** Where each process has a database of its own, or its claims suffice. */
export const ALWAYS_OURS: Lead = { isOurs: () => true, wasOurs: () => true, stop: async () => undefined };

/** Until it is known who leads. */
export const NOT_YET: Lead = { isOurs: () => false, wasOurs: () => false, stop: async () => undefined };

/**
 * Takes the lead where nobody has it, and keeps it for as long as the program lives and reaches the database. Whoever
 * loses it while a message is on its way harms nobody: each message has a claim of its own.
 * @param what is led: the outbox of a body
 * @param begun hears that this process leads from now on, where it did not from its start
 * @param elapsed milliseconds that only ever grow
 */
export async function takeLead(
  sharing: Sharing,
  what: string,
  begun: () => void,
  logger: Logger,
  elapsed: () => number = () => performance.now(),
): Promise<Lead> {
  const holder = randomUUID();
  let until = Number.NEGATIVE_INFINITY;
  let isKnownOurs = false;
  let isOver = false;

  async function look(tell = begun): Promise<void> {
    const asked = elapsed();
    const wasOurs = asked < until;
    try {
      isKnownOurs = await sharing.lead(what, holder, LEAD_MS);
      until = isKnownOurs ? asked + LEAD_MS : Number.NEGATIVE_INFINITY;
    } catch (error) {
      if (wasOurs) logger.warn({ err: error }, 'the lead could not be kept; another process may take it');
    }
    if (!wasOurs && asked < until && !isOver) {
      logger.info({ what }, 'this process leads from now on');
      tell();
    }
  }

  await look(() => undefined);
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, EVERY_MS);
  timer.unref();
  return {
    isOurs: () => elapsed() < until,
    wasOurs: () => isKnownOurs,
    async stop() {
      isOver = true;
      clearInterval(timer);
      await looking;
      until = Number.NEGATIVE_INFINITY;
      await sharing.leave(what, holder).catch(() => undefined);
    },
  };
}
