import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/engine/open-store.ts';

describe('opening the database', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'traguardo-open-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes the folders and the file where there is none', async () => {
    const db = await openStore(join(folder, 'a', 'b.sqlite'));
    expect(await db.selectFrom('plan').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  it('refuses a file of no bytes, which may be a history that was cut off', async () => {
    const path = join(folder, 'empty.sqlite');
    writeFileSync(path, '');
    // Long ago: one that is empty since a moment may be just being made.
    utimesSync(path, 0, 0);
    await expect(openStore(path)).rejects.toThrow(/è un file vuoto/);
  });

  it('refuses a file that is no database', async () => {
    const path = join(folder, 'text.sqlite');
    writeFileSync(path, 'not a database at all, only a long enough line of text '.repeat(50));
    await expect(openStore(path)).rejects.toThrow(/danneggiato o non è un database/);
  });

  it('writes through to the disk and keeps references whole', async () => {
    const db = await openStore(join(folder, 'settings.sqlite'));
    const pragma = async (name: string) =>
      Object.values(
        (await sql<Record<string, unknown>>`${sql.raw(`PRAGMA ${name}`)}`.execute(db)).rows[0] ?? {},
      )[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    // Waiting is ours: SQLite's own would hold up the whole process.
    expect(await pragma('busy_timeout')).toBe(0);
    await db.destroy();
  });
});
