import { setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

/** How long it is tried, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** How often it is tried again, in milliseconds. */
const EVERY_MS = 20;

/**
 * Does what another's lock may hold up, as soon as it is let. SQLite's own waiting is none where two wait for each
 * other, and it holds up the whole process, in which the other may be.
 * @throws what SQLite says, after `BUSY_TIMEOUT_MS` too
 */
export async function patiently(database: Database, work: () => unknown): Promise<void> {
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  database.pragma('busy_timeout = 0');
  while (!isDone(work, Date.now() < deadline)) await setTimeout(EVERY_MS);
}

function isDone(work: () => unknown, mayWait: boolean): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (mayWait && (error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}
