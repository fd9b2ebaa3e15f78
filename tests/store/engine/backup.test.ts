import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp, putBack } from '../../../src/store/engine/backup.ts';
import { openStore } from '../../../src/store/engine/open-store.ts';
import { sqliteDatabase } from '../../support/database.ts';

const mark = (key: string) => ({ key, at: '2026-01-01T00:00:00Z' });

/** A database in use, with a row that is only in the file beside it. */
async function inUse() {
  const made = await sqliteDatabase();
  await made.db.insertInto('handled_event').values(mark('a')).execute();
  const folder = dirname(made.path);
  return { ...made, folder, copy: join(folder, 'copia.sqlite') };
}

async function eventsIn(path: string): Promise<readonly string[]> {
  const db = await openStore(path);
  try {
    return (await db.selectFrom('handled_event').select('key').execute()).map(({ key }) => key);
  } finally {
    await db.destroy();
  }
}

describe('a copy made while the program writes', () => {
  it('holds what was written up to then, passes what looks into it, and is its owner’s only', async () => {
    const { path, copy, folder } = await inUse();
    expect(await backUp(path, copy, eventsIn)).toEqual(['a']);
    expect(await eventsIn(copy)).toEqual(['a']);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('in-corso'))).toEqual([]);
  });

  it('is done in one go, however much is written meanwhile', async () => {
    const { path, db, copy } = await inUse();
    // Wide enough that it takes several goes, between which others write.
    await db
      .insertInto('handled_event')
      .values(Array.from({ length: 300 }, (_, n) => mark(`${n}${'x'.repeat(4_000)}`)))
      .execute();
    let written = 0;
    let isDone = false;
    const copying = backUp(path, copy, eventsIn).finally(() => {
      isDone = true;
    });
    for (; !isDone && written < 500; written++) {
      await db
        .insertInto('handled_event')
        .values(mark(`later ${written}`))
        .execute();
      await new Promise(setImmediate);
    }
    expect(written).toBeLessThan(500);
    expect(await copying).toHaveLength(301);
  });

  it('does not get its name when what looks into it finds fault', async () => {
    const { path, copy, folder } = await inUse();
    const check = () => Promise.reject(new Error('not sound'));
    await expect(backUp(path, copy, check)).rejects.toThrow('not sound');
    expect(readdirSync(folder).filter((name) => name.includes('copia'))).toEqual([]);
  });

  it('never replaces a file', async () => {
    const { path, copy } = await inUse();
    writeFileSync(copy, 'qualcosa');
    await expect(backUp(path, copy, eventsIn)).rejects.toThrow(/c’è già/);
    expect(readFileSync(copy, 'utf8')).toBe('qualcosa');
  });

  it('makes the folder that is named, and says where nothing can be written', async () => {
    const { folder, path } = await inUse();
    const copy = join(folder, 'copie', '2021', 'uno.sqlite');
    await backUp(path, copy, eventsIn);
    expect(existsSync(copy)).toBe(true);
    const inFile = join(folder, 'copie', '2021', 'uno.sqlite', 'due.sqlite');
    await expect(backUp(path, inFile, eventsIn)).rejects.toThrow();
    expect(existsSync(copy)).toBe(true);
  });

  it('of a database that is not there is refused', async () => {
    const { folder, copy } = await inUse();
    await expect(backUp(join(folder, 'altro.sqlite'), copy, eventsIn)).rejects.toThrow(/non c’è/);
  });
});

describe('a copy put back', () => {
  it('takes the place of the present database, which stays aside whole', async () => {
    const { db, path, copy } = await inUse();
    await backUp(path, copy, eventsIn);
    await db.insertInto('handled_event').values(mark('b')).execute();
    await db.destroy();
    putBack(copy, path, `${path}.prima`);
    expect(await eventsIn(path)).toEqual(['a']);
    expect(await eventsIn(`${path}.prima`)).toEqual(['a', 'b']);
  });

  it('is refused while a program has the database open, and nothing is moved', async () => {
    const { db, path, copy } = await inUse();
    await backUp(path, copy, eventsIn);
    await db.insertInto('handled_event').values(mark('b')).execute();
    expect(() => putBack(copy, path, `${path}.prima`)).toThrow(/è in uso/);
    expect(existsSync(`${path}.prima`)).toBe(false);
    expect((await db.selectFrom('handled_event').select('key').execute()).length).toBe(2);
  });

  it('takes the place of one that cannot be read any more', async () => {
    const { db, path, copy } = await inUse();
    await backUp(path, copy, eventsIn);
    await db.destroy();
    writeFileSync(path, 'not a database any more, only a long enough line of text '.repeat(50));
    putBack(copy, path, `${path}.prima`);
    expect(await eventsIn(path)).toEqual(['a']);
  });
});
