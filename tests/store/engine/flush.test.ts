import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createFlush } from '../../../src/store/engine/flush.ts';
import { sqliteDatabase } from '../../support/database.ts';

it('those who wait for the disk at once share a wait, and nobody the one that began before', async () => {
  const { path } = await sqliteDatabase();
  const disk = createFlush(path);
  const [first, second, third] = [disk.flush(), disk.flush(), disk.flush()];
  expect(second).toBe(third);
  expect(second).not.toBe(first);
  await Promise.all([first, second]);
  const later = disk.flush();
  expect(later).not.toBe(second);
  await later;
  await disk.close();
  await expect(disk.flush()).rejects.toThrow('EBADF');
});

it('closes at once what nobody waits for', async () => {
  const { path } = await sqliteDatabase();
  const disk = createFlush(path);
  disk.soon();
  disk.soon();
  await disk.close();
  disk.soon();
  await expect(disk.flush()).rejects.toThrow('EBADF');
});

it('a log that is not there is no disk', async () => {
  const { path, db } = await sqliteDatabase();
  await db.destroy();
  rmSync(`${path}-wal`, { force: true });
  expect(() => createFlush(path)).toThrow('ENOENT');
});
