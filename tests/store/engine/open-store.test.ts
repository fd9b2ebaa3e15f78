import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
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
    await expect(openStore(path)).rejects.toThrow(/è un file vuoto/);
  });

  it('refuses a file too short to be a database, and leaves it as it is', async () => {
    const path = join(folder, 'short.sqlite');
    writeFileSync(path, '\n');
    await expect(openStore(path)).rejects.toThrow(/è un file di 1 byte/);
    expect(readFileSync(path, 'utf8')).toBe('\n');
  });

  it('refuses a copy of the file alone, whose rows were all in the one beside it', async () => {
    const path = join(folder, 'whole.sqlite');
    const whole = new SqliteDatabase(path);
    whole.pragma('journal_mode = WAL');
    whole.exec('CREATE TABLE report (text); INSERT INTO report VALUES (1)');
    const copy = join(folder, 'copy.sqlite');
    copyFileSync(path, copy);
    whole.close();
    const before = readFileSync(copy);
    await expect(openStore(copy)).rejects.toThrow(/non contiene niente.*copy\.sqlite-wal/s);
    expect(readFileSync(copy).equals(before)).toBe(true);
  });

  it('gives a new one its name when it is whole: one that could not be finished leaves nothing', async () => {
    const path = join(folder, 'new.sqlite');
    const seen: string[][] = [];
    const breaksOff = async () => {
      seen.push(readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name)));
      throw new Error('cut');
    };
    await expect(
      openStore(path, { migrations: () => ({ '0001-baseline': { up: breaksOff } }) }),
    ).rejects.toThrow('cut');
    expect(seen).toEqual([[expect.stringMatching(/^new\.sqlite\.in-preparazione-[0-9a-f]{8}$/)]]);
    expect(readdirSync(folder)).toEqual([]);
    const db = await openStore(path);
    expect(await db.selectFrom('plan').selectAll().execute()).toEqual([]);
    await db.destroy();
    expect(readdirSync(folder)).toEqual(['new.sqlite']);
  });

  it('makes one anew where a program was killed while it made it, and takes away what that left', async () => {
    const path = join(folder, 'again.sqlite');
    const left = ['', '-wal', '-shm'].map((suffix) => `${path}.in-preparazione-0badcafe${suffix}`);
    for (const file of left) {
      writeFileSync(file, 'half');
      utimesSync(file, 0, 0);
    }
    const others = `${path}.in-preparazione-12345678`;
    writeFileSync(others, 'another process is just making this one');
    const db = await openStore(path);
    expect(await db.selectFrom('plan').selectAll().execute()).toEqual([]);
    await db.destroy();
    expect(readdirSync(folder).toSorted()).toEqual(['again.sqlite', basename(others)]);
  });

  it('goes on with a file that was killed while it was being made', async () => {
    const path = join(folder, 'killed.sqlite');
    const database = new SqliteDatabase(path);
    database.pragma('journal_mode = WAL');
    database.exec('BEGIN IMMEDIATE');
    for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, join(folder, `left.sqlite${suffix}`));
    database.close();
    const db = await openStore(join(folder, 'left.sqlite'));
    expect(await db.selectFrom('plan').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  it('refuses a folder', async () => {
    await expect(openStore(folder)).rejects.toThrow(/è una cartella.*traguardo\.sqlite/);
  });

  it('refuses one whose only row from its birth is gone', async () => {
    const path = join(folder, 'emptied.sqlite');
    const db = await openStore(path);
    await db.deleteFrom('installation').execute();
    await db.destroy();
    await expect(openStore(path)).rejects.toThrow(/danneggiato/);
  });

  it.skipIf(process.platform === 'win32')('lets nobody but its owner read the files', async () => {
    const path = join(folder, 'private.sqlite');
    const modes = (): unknown =>
      ['', '-wal', '-shm'].map((suffix) => statSync(`${path}${suffix}`).mode & 0o777);
    const db = await openStore(path);
    await db.selectFrom('plan').selectAll().execute();
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
    await db.destroy();
    chmodSync(path, 0o644);
    const again = await openStore(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await again.destroy();
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
    // The wait for the disk is ours too, beside the process, and at every commit.
    expect(await pragma('synchronous')).toBe(1);
    expect(await pragma('foreign_keys')).toBe(1);
    // Waiting is ours: SQLite's own would hold up the whole process.
    expect(await pragma('busy_timeout')).toBe(0);
    await db.destroy();
  });
});
