import type { Transaction } from 'kysely';
import type { MigrationsOn } from '../migrations/migrations.ts';
import type { Db } from './open-store.ts';
import type { Schema } from './schema.ts';

/**
 * Tables that everything leaves something in, and that nothing is remembered of. What a report changes of a plan is
 * written at the plan (`UpdateStore.append`).
 */
export const UNREMEMBERED = [
  'answer',
  'audit',
  'conversation',
  'draft',
  'handled_event',
  'outbox',
  'seen_request',
  'status_update',
] as const satisfies readonly (keyof Schema)[];

/** What reads, the bounds of a transaction, and writes of which nothing shows. */
const SHOWS_NOTHING = new RegExp(
  `^(?:(?:select|begin|commit|rollback)\\b|(?:insert into|delete from|update) "(?:${UNREMEMBERED.join('|')})")`,
);

/** Whether a statement may write something that is remembered. */
export const showsIn = (sql: string): boolean => !SHOWS_NOTHING.test(sql);

/**
 * Tables of questions and their answers, and of which requests were served. A program that ends at any moment loses nothing
 * of them; nobody waits until they are on the disk, which they are within moments: a power cut may take back the last.
 */
const ON_DISK_SOON = [
  'answer',
  'conversation',
  'handled_event',
  'seen_request',
] as const satisfies readonly (keyof Schema)[];

const GOES_SOON = new RegExp(`^(?:insert into|delete from|update) "(?:${ON_DISK_SOON.join('|')})"`);

/** Whether whoever writes waits until it is on the disk. */
export const waitsForDisk = (sql: string): boolean => !GOES_SOON.test(sql);

/** How a database is opened, when it is not as usual. */
export interface OpenOptions {
  readonly migrations?: MigrationsOn;
  /** Hears what was done of its own accord, a sentence in Italian. */
  readonly tell?: (sentence: string) => void;
}

/** What a database engine does in its own way. How its tables are made, `SchemaEngine` says; all the rest is one code. */
export interface Engine {
  /** Whether there may be something to read at a place; nothing is made there. */
  mayHoldData(place: string): Promise<boolean>;
  /**
   * Opens a database: the engine's dialect, whose transactions take the one write lock as they begin.
   * @throws DatabaseRefused in a sentence that says what to do, and no password
   */
  open(place: string, options: OpenOptions): Promise<Opened>;
}

/** What the processes that share a database settle among themselves, by the database's own clock. */
export interface Sharing {
  /**
   * Takes the lead of something where nobody has it, or keeps it.
   * @param forMs after which another may take it
   * @returns whether the holder leads
   */
  lead(what: string, holder: string, forMs: number): Promise<boolean>;
  /** Lets another lead at once. */
  leave(what: string, holder: string): Promise<void>;
  /**
   * Takes the next turn of a pace.
   * @param everyMs least time between two turns
   * @param aheadMs so much earlier than the pace the turn may be
   * @returns milliseconds until it comes
   */
  turn(pace: string, everyMs: number, aheadMs: number): Promise<number>;
  /** Nobody's turn comes before so many milliseconds have passed. */
  hold(pace: string, ms: number): Promise<void>;
  /** Milliseconds for which a pace is still held. */
  heldFor(pace: string): Promise<number>;
}

/** A database that is open, and what its engine does there. */
export interface Opened {
  readonly db: Db;
  /** The engine and its version, as an administrator names them. */
  readonly software: string;
  /** Tells apart the states of what may be remembered: the same for as long as nobody wrote to it. */
  state(): string | Promise<string>;
  /** Does what one request asks for, which looks at the state once: what another process writes meanwhile shows after it. */
  asOne<T>(work: () => Promise<T>): Promise<T>;
  /** How several processes share the work; null where each that opens it does all of it. */
  readonly sharing: Sharing | null;
  /** Does a transaction that writes when it is its turn among those of this process. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Numbers new rows on from those that came with their numbers. */
  numberOn(tx: Transaction<Schema>): Promise<void>;
  /** Brings what was written to where whoever copies the database looks for it. */
  checkpoint(): Promise<void>;
}

const OPENED = new WeakMap<Db, Opened>();

/** Lets a database be known with what its engine does there. */
export const known = (opened: Opened): Db => {
  OPENED.set(opened.db, opened);
  return opened.db;
};

/** What the engine of an open database does there; null inside a transaction. */
export const openedOf = (db: Db): Opened | null => OPENED.get(db) ?? null;
