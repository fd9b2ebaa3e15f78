import type { Database } from 'better-sqlite3';
import { planAndCycle } from './0001-plan-and-cycle.ts';
import { phasesAndFeedback } from './0002-phases-and-feedback.ts';
import { updatesAndApproval } from './0003-updates-and-approval.ts';
import { messagesToRedraw } from './0004-messages-to-redraw.ts';
import { absencesOfTheBody } from './0005-absences-of-the-body.ts';
import { remindingSince } from './0006-reminding-since.ts';

/** Forward only: a landed migration is never edited; the next one is added at the end. */
const MIGRATIONS: readonly string[] = [
  planAndCycle,
  phasesAndFeedback,
  updatesAndApproval,
  messagesToRedraw,
  absencesOfTheBody,
  remindingSince,
];

/** The schema version this program writes; kept in SQLite's `user_version`. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** "Trag" in ASCII, in SQLite's `application_id`: tells our files from anybody else's. */
export const APPLICATION_ID = 0x54_72_61_67;

/** The database cannot be used; the message is a sentence in Italian that says why and what to do. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

/**
 * Tells whether a database is ours, without writing to it.
 * @returns its schema version; 0 for an empty file
 * @throws DatabaseRefused for a newer database, or one that belongs to another program
 */
export function versionOf(database: Database): number {
  // In this order: another process may migrate between two reads, and a file that has tables then has its marks too.
  const isEmpty = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  const application = Number(database.pragma('application_id', { simple: true }));
  const version = Number(database.pragma('user_version', { simple: true }));
  if (!isEmpty && application !== APPLICATION_ID)
    throw new DatabaseRefused(
      `Il file ${database.name} è il database di un altro programma: indicare un altro percorso in TRAGUARDO_DB.`,
    );
  if (version > SCHEMA_VERSION)
    throw new DatabaseRefused(
      `Il database ${database.name} è di una versione più recente di Traguardo (schema ${version}, questa arriva a ${SCHEMA_VERSION}): aggiornare il programma.`,
    );
  return version;
}

/**
 * Brings a database up to `SCHEMA_VERSION`. Running it again changes nothing.
 * @throws DatabaseRefused as `versionOf` does
 */
export function migrate(database: Database): void {
  const version = versionOf(database);
  // Immediate, so that of two processes starting together one waits and then finds the work done.
  const step = database.transaction(() => {
    const current = Number(database.pragma('user_version', { simple: true }));
    for (const [index, sql] of MIGRATIONS.entries()) if (index >= current) database.exec(sql);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  if (version < SCHEMA_VERSION) step.immediate();
}
