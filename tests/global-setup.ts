import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { atServer, FILL_AGAIN, placeAt } from './support/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests write, each in a folder of its own. */
    readonly temporary: string;
    /** Address of the PostgreSQL database in which they make schemas; null where they run on SQLite. */
    readonly server: string | null;
  }
}

const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 1024 ** 3;

/** A folder for the whole run. In memory where there is room: what a killed process wrote is there all the same, and a commit is cheap. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'traguardo-tests-'));
  provide('temporary', folder);
  const server = process.env.TRAGUARDO_TEST_DB ?? null;
  const database = `traguardo_test_${randomBytes(6).toString('hex')}`;
  provide('server', server === null ? null : placeAt(server, { database }));
  if (server !== null) {
    await atServer(server, `create database ${database} encoding 'UTF8' template template0`);
    await atServer(placeAt(server, { database }), FILL_AGAIN);
  }
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (server !== null) await atServer(server, `drop database ${database} with (force)`);
  };
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ENOUGH_BYTES;
  } catch {
    return false;
  }
}
