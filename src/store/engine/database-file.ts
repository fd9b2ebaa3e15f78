import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseRefused } from '../migrations/migrate.ts';

/** A file that is being made has its name within this time, in milliseconds: one that is older was given up. */
const GIVEN_UP_MS = 60_000;

/** The header of a database alone has more bytes than these. Source: sqlite.org/fileformat2.html, 1.3. */
const HEADER_BYTES = 100;

/** Its owner reads and writes it, nobody else: it holds what people said. */
const OWNERS_ONLY = 0o600;

/** What lies beside the file while it is open, and after a crash. */
export const COMPANIONS = ['-wal', '-shm'] as const;

/**
 * Makes ready where the database is: a file of its own where there is none, for its owner only. It gets its name when it
 * is whole: whoever is killed before leaves no database, and whoever comes next makes one.
 * @param fill makes a database at a path
 * @returns whether all of it is in its own file (no companion beside it)
 * @throws DatabaseRefused for a folder, and for a file of too few bytes to be a database: SQLite would fill it with a
 *   new, empty history
 */
export async function prepareFile(path: string, fill: (draft: string) => Promise<void>): Promise<boolean> {
  mkdirSync(dirname(path), { recursive: true });
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isDirectory())
    throw new DatabaseRefused(
      `Il database ${path} è una cartella: in TRAGUARDO_DB va il percorso di un file, per esempio ${path}/traguardo.sqlite.`,
    );
  clearGivenUp(path);
  if (file === undefined) await makeWhole(path, fill);
  else if (file.size < HEADER_BYTES)
    throw new DatabaseRefused(
      `Il database ${path} è un file ${file.size === 0 ? 'vuoto' : `di ${file.size} byte`}: se è stato troncato ripristinare la copia di sicurezza (npm run restore -- FILE), se non serve cancellarlo.`,
    );
  restrict(path);
  return !existsSync(`${path}-wal`);
}

/** The name of what is being made: its own for each process, as two may begin together. */
const DRAFT = '.in-preparazione-';

async function makeWhole(path: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${path}${DRAFT}${randomBytes(4).toString('hex')}`;
  try {
    closeSync(openSync(draft, 'wx', OWNERS_ONLY));
    await fill(draft);
    giveName(draft, path);
  } finally {
    for (const suffix of ['', ...COMPANIONS]) rmSync(`${draft}${suffix}`, { force: true });
  }
}

/** Of two that made one at the same time, the first to give it its name wins, and the other's is not needed. */
function giveName(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return;
    // A disk that knows no second names.
    if (!existsSync(path)) renameSync(draft, path);
  }
}

/** Takes away what a process that was killed left half made. */
function clearGivenUp(path: string): void {
  const before = Date.now() - GIVEN_UP_MS;
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(`${basename(path)}${DRAFT}`)) continue;
    const file = join(dirname(path), name);
    const made = statSync(file, { throwIfNoEntry: false });
    if (made && made.mtimeMs < before) rmSync(file, { force: true });
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

/** For a database without tables: what it held was in the companion that is gone. */
export const withoutCompanion = (path: string): DatabaseRefused =>
  new DatabaseRefused(
    `Il database ${path} non contiene niente: quello che era stato scritto stava nel file ${path}-wal, che non c’è. ` +
      'Rimettere i due file insieme, o ripristinare la copia di sicurezza (npm run restore -- FILE); se non serve cancellarlo.',
  );
