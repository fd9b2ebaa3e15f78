import type { Logger } from 'pino';

/** So many lines of a kind are written in a while. */
const MOST = 20;
/** The while, in milliseconds. */
const WHILE_MS = 60_000;

/** A log for what whoever knocks decides the number of: a flood of requests is no flood of lines. */
export interface Sparing {
  /** Writes a warning, or counts it where there were many of its kind lately. */
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * After each while it is said how many lines were left out.
 * @param afterAWhile does something when the while is over
 */
export function createSparing(
  logger: Logger,
  afterAWhile: (end: () => void) => void = (end) => void setTimeout(end, WHILE_MS).unref(),
): Sparing {
  const written = new Map<string, number>();
  return {
    warn(details, message) {
      const before = written.get(message) ?? 0;
      written.set(message, before + 1);
      if (before < MOST) logger.warn(details, message);
      if (before > 0) return;
      afterAWhile(() => {
        const leftOut = (written.get(message) ?? 0) - MOST;
        written.delete(message);
        if (leftOut > 0) logger.warn({ leftOut }, message);
      });
    },
  };
}
