import type { Kysely } from 'kysely';
import { type Engine, known, type OpenOptions } from './engine.ts';
import { isPostgres } from './postgres-place.ts';
import type { Schema } from './schema.ts';
import { SQLITE_ENGINE } from './sqlite-engine.ts';

export type Db = Kysely<Schema>;

/** The engine of a place; PostgreSQL's code is loaded where a server is named. */
const engineAt = async (place: string): Promise<Engine> =>
  isPostgres(place) ? (await import('./postgres-engine.ts')).POSTGRES_ENGINE : SQLITE_ENGINE;

/**
 * Opens (and if need be creates and migrates) the database; a file that is there already is copied before it is migrated.
 * @param place path of the SQLite file, or `:memory:`; or the address of a PostgreSQL server
 * @throws DatabaseRefused when it is newer than the program, of before its baseline, not ours, emptied, damaged or refused
 */
export async function openStore(place: string, options: OpenOptions = {}): Promise<Db> {
  return known(await (await engineAt(place)).open(place, options));
}

/** Whether there may be something to read at a place; nothing is made there. */
export const mayHoldData = async (place: string): Promise<boolean> =>
  (await engineAt(place)).mayHoldData(place);
