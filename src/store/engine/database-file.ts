import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DatabaseRefused } from '../migrations/migrate.ts';

/** A process that is just making the file fills it within this time, in milliseconds. */
const BEING_MADE_MS = 5_000;

/** The header of a database alone has more bytes than these. Source: sqlite.org/fileformat2.html, 1.3. */
const HEADER_BYTES = 100;

/** Its owner reads and writes it, nobody else: it holds what people said. */
const OWNERS_ONLY = 0o600;

/** What lies beside the file while it is open, and after a crash. */
export const COMPANIONS = ['-wal', '-shm'] as const;

/**
 * Makes ready where the database is: a file of its own where there is none, for its owner only.
 * @returns whether there was something, and where that is all in its own file (no companion beside it)
 * @throws DatabaseRefused for a folder, and for a file of too few bytes to be a database: SQLite would fill it with a
 *   new, empty history
 */
export async function prepareFile(
  path: string,
): Promise<{ readonly existed: boolean; readonly alone: boolean }> {
  mkdirSync(dirname(path), { recursive: true });
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isDirectory())
    throw new DatabaseRefused(
      `Il database ${path} è una cartella: in TRAGUARDO_DB va il percorso di un file, per esempio ${path}/traguardo.sqlite.`,
    );
  if (file === undefined) {
    closeSync(openSync(path, 'a', OWNERS_ONLY));
    return { existed: false, alone: true };
  }
  await refuseEmptied(path);
  restrict(path);
  return { existed: true, alone: !existsSync(`${path}-wal`) };
}

/** One that was emptied a moment ago may be just being made. */
async function refuseEmptied(path: string): Promise<void> {
  const asked = Date.now();
  for (;;) {
    const file = statSync(path, { throwIfNoEntry: false });
    if (file === undefined || file.size >= HEADER_BYTES) return;
    if (Date.now() > Math.min(asked, file.mtimeMs) + BEING_MADE_MS)
      throw new DatabaseRefused(
        `Il database ${path} è un file ${file.size === 0 ? 'vuoto' : `di ${file.size} byte`}: se è stato troncato ripristinare la copia di sicurezza (npm run restore -- FILE), se non serve cancellarlo.`,
      );
    await setTimeout(50);
  }
}

/** Where the file is somebody else's, or the system has no such modes, it stays as it is. */
function restrict(path: string): void {
  for (const suffix of ['', ...COMPANIONS])
    try {
      chmodSync(`${path}${suffix}`, OWNERS_ONLY);
    } catch {
      // Not there, or not ours to change.
    }
}

/**
 * Looks again and again at a file that was there, as long as another process may be just filling it.
 * @param isFilled whether it has tables
 * @throws DatabaseRefused for one that has none: what it held was in the companion that is gone
 */
export async function refuseWithoutCompanion(path: string, isFilled: () => boolean): Promise<void> {
  const deadline = Math.min(Date.now(), statSync(path).mtimeMs) + BEING_MADE_MS;
  while (!isFilled()) {
    if (Date.now() > deadline)
      throw new DatabaseRefused(
        `Il database ${path} non contiene niente: quello che era stato scritto stava nel file ${path}-wal, che non c’è. ` +
          'Rimettere i due file insieme, o ripristinare la copia di sicurezza (npm run restore -- FILE); se non serve cancellarlo.',
      );
    await setTimeout(50);
  }
}
