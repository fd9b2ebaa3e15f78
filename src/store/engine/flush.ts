import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const datasync = promisify(fdatasync);

/** What nobody waits for is on the disk so long after it was committed, in milliseconds. */
const SOON_MS = 10;

/** Puts what was committed onto the disk. */
export interface Flush {
  /** Resolves when all that was committed before the call is on the disk; those who wait at once share one wait. */
  flush(): Promise<void>;
  /** Has it put there within moments, while whoever committed it goes on. */
  soon(): void;
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
  let coming: NodeJS.Timeout | null = null;

  function begin(): Promise<void> {
    next = null;
    if (coming !== null) clearTimeout(coming);
    coming = null;
    const begun: Promise<void> = datasync(log).finally(() => {
      if (running === begun) running = null;
    });
    running = begun;
    return begun;
  }

  function flush(): Promise<void> {
    if (running === null) return begin();
    // What was committed after it began may not be in it.
    next ??= running.then(begin, begin);
    return next;
  }

  return {
    flush,
    soon() {
      // A disk that takes nothing is told to the next who waits for it.
      coming ??= setTimeout(() => void flush().catch(() => undefined), SOON_MS);
    },
    async close() {
      if (coming !== null) await flush().catch(() => undefined);
      while (running !== null) await running.catch(() => undefined);
      closeSync(log);
    },
  };
}
