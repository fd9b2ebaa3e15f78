import type { Migration } from 'kysely/migration';
import { baseline } from './baseline/baseline.ts';
import { bodies } from './bodies.ts';
import type { SchemaEngine } from './engine.ts';
import { servedRequests } from './served-requests.ts';

/**
 * The version of the baseline, which is that of 0.2.0 and stays as it is. A database of an older one is refused: there is
 * no way from it to this one.
 */
export const BASELINE_VERSION = 23;

/** In the order of their names. */
export type Migrations = Readonly<Record<string, Migration>>;

/** The same on every engine, each in its words. */
export type MigrationsOn = (engine: SchemaEngine) => Migrations;

/** One that was released is never edited, and the next comes behind it. */
export const MIGRATIONS: MigrationsOn = (engine) => ({
  '0001-baseline': baseline(engine),
  '0002-bodies': bodies(engine),
  '0003-served-requests': servedRequests(),
});

/** The schema version that a program with these migrations writes. */
export const schemaVersion = (migrations: Migrations): number =>
  BASELINE_VERSION + Object.keys(migrations).length - 1;
