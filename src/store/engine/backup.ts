import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { DatabaseRefused } from '../migrations/migrate.ts';
import { COMPANIONS } from './database-file.ts';

/**
 * Writes a copy of a database, whole at one moment though others write meanwhile, and checks it.
 * @param to a file that is not there yet
 * @param check looks into the copy before it gets its name
 * @returns what the check found
 * @throws DatabaseRefused when there is such a file already; what the check throws; nothing is left behind then
 */
export async function backUp<T>(path: string, to: string, check: (copy: string) => Promise<T>): Promise<T> {
  if (!existsSync(path)) throw new DatabaseRefused(`Il database ${path} non c’è: non c’è niente da copiare.`);
  if (existsSync(to))
    throw new DatabaseRefused(`${to} c’è già: indicare un altro file, o spostare quello che c’è.`);
  const made = `${to}.in-corso`;
  try {
    rmSync(made, { force: true });
    const source = new SqliteDatabase(path, { readonly: true, timeout: 5_000 });
    try {
      // One moment is read from beginning to end: otherwise each write meanwhile would make it begin again.
      source.exec('BEGIN');
      source.prepare('SELECT count(*) FROM sqlite_schema').get();
      mkdirSync(dirname(to), { recursive: true });
      await source.backup(made).catch((error: { readonly code?: string }) => {
        if (error.code !== 'SQLITE_CANTOPEN') throw error;
        throw new DatabaseRefused(`${to} non si può scrivere: indicare un altro posto per la copia.`);
      });
    } finally {
      source.close();
    }
    const found = await check(made);
    chmodSync(made, 0o600);
    renameSync(made, to);
    return found;
  } finally {
    for (const suffix of ['', ...COMPANIONS]) rmSync(`${made}${suffix}`, { force: true });
  }
}

/** Where it is noted, beside a database, when its last copy was made. */
const noteOf = (path: string): string => `${path}.ultima-copia`;

/** Notes that a copy was made. A folder that cannot be written to keeps no note, and the copy is as good. */
export function noteBackup(path: string, at: Date): void {
  try {
    writeFileSync(noteOf(path), `${at.toISOString()}\n`, { mode: 0o600 });
  } catch {
    // Whoever asks is told that no copy is known of.
  }
}

/** When the last copy of a database was made by `backUp`; null for none that is known of. */
export function lastBackup(path: string): Date | null {
  if (!existsSync(noteOf(path))) return null;
  const at = new Date(readFileSync(noteOf(path), 'utf8').trim());
  return Number.isNaN(at.getTime()) ? null : at;
}

/**
 * Copies a database beside itself before it is migrated; of such copies one is kept.
 * @param version of its schema
 * @returns a sentence that says where the copy is
 * @throws what keeps it from being copied: it is not migrated then
 */
export async function copyBeforeMigration(path: string, version: number): Promise<string> {
  const copy = `${path}.prima-della-migrazione`;
  const fresh = `${copy}.nuova`;
  rmSync(fresh, { force: true });
  await backUp(path, fresh, async (made) => {
    const database = new SqliteDatabase(made, { readonly: true });
    try {
      const verdict = database.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok' || database.pragma('user_version', { simple: true }) !== version)
        throw new DatabaseRefused(
          `La copia del database ${path}, fatta prima di aggiornarlo, non è intera: il database resta com’è. Controllare lo spazio sul disco e ripetere.`,
        );
    } finally {
      database.close();
    }
  });
  renameSync(fresh, copy);
  return `Il database ${path} (schema ${version}) viene aggiornato; com’era resta in ${copy}, e si rimette con «npm run restore -- ${copy}» e la versione precedente di Traguardo.`;
}

/**
 * Puts a copy in the place of a database, and keeps the present one aside.
 * @param from a copy made by `backUp`
 * @param aside where the present database goes, with its companions; it is not there yet
 * @throws DatabaseRefused when a program has the database open
 */
export function putBack(from: string, path: string, aside: string): void {
  const made = `${path}.in-corso`;
  copyFileSync(from, made);
  chmodSync(made, 0o600);
  if (existsSync(path)) {
    refuseInUse(path);
    for (const suffix of ['', ...COMPANIONS])
      if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  }
  renameSync(made, path);
}

/** A program that has the file open would go on writing in what was put aside. */
function refuseInUse(path: string): void {
  // One that is damaged or of no use is in nobody's: it is what is being replaced.
  if (statSync(path).size === 0) return;
  const database = new SqliteDatabase(path, { timeout: 0 });
  try {
    // In this mode the first read wants the file for itself alone. Source: sqlite.org/pragma.html#pragma_locking_mode.
    database.pragma('locking_mode = EXCLUSIVE');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code.startsWith('SQLITE_BUSY'))
      throw new DatabaseRefused(
        `Il database ${path} è in uso: fermare Traguardo (Ctrl-C, o il servizio che lo tiene acceso) e ripetere.`,
      );
  } finally {
    database.close();
  }
}
