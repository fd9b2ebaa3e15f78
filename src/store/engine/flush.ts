import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const datasync = promisify(fdatasync);

/** Puts what was committed onto the disk. */
export interface Flush {
  /** Resolves when all that was committed before the call is on the disk; those who wait at once share one wait. */
  flush(): Promise<void>;
  /** After what is under way. */
  close(): Promise<void>;
}

/**
 * SQLite's own wait for the disk stops the whole process, and whoever waits for an acknowledgement with it. This one is
 * made beside it: the write-ahead log, into which every commit goes first, is synchronised by another thread.
 * @param path of the database, whose log is there already
 */
export function createFlush(path: string): Flush {
  const log = openSync(`${path}-wal`, 'r+');
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function begin(): Promise<void> {
    next = null;
    const begun: Promise<void> = datasync(log).finally(() => {
      if (running === begun) running = null;
    });
    running = begun;
    return begun;
  }

  return {
    flush() {
      if (running === null) return begin();
      // What was committed after it began may not be in it.
      next ??= running.then(begin, begin);
      return next;
    },
    async close() {
      while (running !== null) await running.catch(() => undefined);
      closeSync(log);
    },
  };
}
