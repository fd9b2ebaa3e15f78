import { rmSync } from 'node:fs';
import { type Copied, copyStore } from '../store/cycle/index.ts';
import { COMPANIONS } from '../store/engine/database-file.ts';
import { openStore } from '../store/engine/open-store.ts';
import { isPostgres, placeInWords } from '../store/engine/postgres-place.ts';

/**
 * Copies one database into another, each a path or an address.
 * @param to a file that is not there yet, and is not there after a failure; or a schema with nothing in it
 * @throws DatabaseRefused as `copyStore` does
 */
export async function copied(from: string, to: string): Promise<Copied> {
  const source = await openStore(from);
  try {
    const target = await openStore(to);
    try {
      return await copyStore(
        { db: source, name: placeInWords(from) },
        { db: target, name: placeInWords(to) },
      );
    } finally {
      await target.destroy();
    }
  } catch (error) {
    if (!isPostgres(to)) for (const suffix of ['', ...COMPANIONS]) rmSync(`${to}${suffix}`, { force: true });
    throw error;
  } finally {
    await source.destroy();
  }
}
