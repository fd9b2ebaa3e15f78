import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/engine/open-store.ts';
import { planAndCycle } from '../../../src/store/migrations/0001-plan-and-cycle.ts';
import { phasesAndFeedback } from '../../../src/store/migrations/0002-phases-and-feedback.ts';
import { updatesAndApproval } from '../../../src/store/migrations/0003-updates-and-approval.ts';
import { messagesToRedraw } from '../../../src/store/migrations/0004-messages-to-redraw.ts';
import {
  APPLICATION_ID,
  DatabaseRefused,
  migrate,
  SCHEMA_VERSION,
  versionOf,
} from '../../../src/store/migrations/migrate.ts';
import { opened, temporaryFolder } from '../../support/database.ts';

const file = (): string => join(temporaryFolder(), 'prova.sqlite');

/** Works on a file with SQLite alone. */
function withSqlite<T>(path: string, work: (database: SqliteDatabase.Database) => T): T {
  const database = new SqliteDatabase(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const schemaOf = (database: SqliteDatabase.Database): unknown[] =>
  database
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .all();

describe('a new database', () => {
  it('gets the newest schema and our mark', () => {
    withSqlite(':memory:', (database) => {
      expect(versionOf(database)).toBe(0);
      migrate(database);
      expect(versionOf(database)).toBe(SCHEMA_VERSION);
      expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    });
  });

  it('is left as it is by a second migration', () => {
    withSqlite(':memory:', (database) => {
      migrate(database);
      const before = schemaOf(database);
      migrate(database);
      expect(schemaOf(database)).toEqual(before);
    });
  });

  it('has only STRICT tables', () => {
    withSqlite(':memory:', (database) => {
      migrate(database);
      const loose = database
        .prepare(
          "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
        )
        .pluck()
        .all();
      expect(loose).toEqual([]);
    });
  });

  it('is made with its folder', () => {
    const path = join(temporaryFolder(), 'a', 'b', 'prova.sqlite');
    opened(path);
    expect(withSqlite(path, versionOf)).toBe(SCHEMA_VERSION);
  });

  it('keeps each commit through a power cut, and other processes reading while one writes', () => {
    const path = file();
    opened(path);
    expect(withSqlite(path, (database) => database.pragma('journal_mode', { simple: true }))).toBe('wal');
  });
});

describe('a database of the first schema', () => {
  it('is brought up to date, and what it holds stays', async () => {
    const path = file();
    withSqlite(path, (database) => {
      database.exec(planAndCycle);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma('user_version = 1');
      database.exec(`
        INSERT INTO phase (body, year, code, name, kinds, opens_on, due_on)
        VALUES ('prova', 2026, 'intermedia', 'Intermedia', '["objective"]', '2026-05-04', '2026-05-29');
        INSERT INTO status_update (body, year, phase, kind, number, version, state, author, at)
        VALUES ('prova', 2026, 'intermedia', 'objective', 1, 1, 'in_progress', 'ref-11', '2026-05-08T07:00:00.000Z');
      `);
    });
    const db = opened(path);
    expect(withSqlite(path, versionOf)).toBe(SCHEMA_VERSION);
    expect(await db.selectFrom('status_update').select(['author', 'version']).execute()).toEqual([
      { author: 'ref-11', version: 1 },
    ]);
  });

  it('becomes the same as a new one', () => {
    const old = withSqlite(':memory:', (database) => {
      database.exec(planAndCycle);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma('user_version = 1');
      migrate(database);
      return schemaOf(database);
    });
    const fresh = withSqlite(':memory:', (database) => {
      migrate(database);
      return schemaOf(database);
    });
    expect(old).toEqual(fresh);
  });
});

describe('a database from before absences were tied to addresses', () => {
  const migrated = (rows: string): SqliteDatabase.Database => {
    const database = new SqliteDatabase(':memory:');
    for (const sql of [planAndCycle, phasesAndFeedback, updatesAndApproval, messagesToRedraw])
      database.exec(sql);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma('user_version = 4');
    database.exec(rows);
    migrate(database);
    return database;
  };
  const plan = (id: number, year: number): string => `
    INSERT INTO plan (id, body, body_name, year, document, controller_unit, patron_day, timezone, imported_at)
    VALUES (${id}, 'prova', 'Prova', ${year}, 'Piano', 'U.1', '07-12', 'Europe/Rome', '2020-12-01T08:00:00.000Z');
    INSERT INTO person (plan_id, position, code, name, email) VALUES
      (${id}, 0, 'ref-11', 'Uno', 'Uno.${year}@prova.example'), (${id}, 1, 'ref-12', 'Due', 'due@prova.example');`;
  const recordedIn = (year: number): string => `
    INSERT INTO absence (body, person, from_day, to_day, substitute, recorded_by, recorded_at)
    VALUES ('prova', 'ref-11', '${year}-05-04', '${year}-05-08', 'ref-12', 'gone', '${year}-05-01T08:00:00.000Z');`;

  it('gives each absence the addresses of the plan that was current, and keeps a code that no plan has', () => {
    const database = migrated([plan(1, 2021), plan(2, 2022), recordedIn(2021), recordedIn(2022)].join(''));
    expect(
      database.prepare('SELECT person, substitute, recorded_by FROM absence ORDER BY id').raw().all(),
    ).toEqual([
      ['uno.2021@prova.example', 'due@prova.example', 'gone'],
      ['uno.2022@prova.example', 'due@prova.example', 'gone'],
    ]);
    database.close();
  });

  it('keeps its notices, and takes those of absences', () => {
    const database = migrated(`
      INSERT INTO notice (key, body, year, phase, kind, person, updates, status, created_at, channel, ts)
      VALUES ('k', 'prova', 2021, 'intermedia', 'receipt', 'ref-11', '[7]', 'sent', '2021-05-01', 'D1', '1.1');
      ${recordedIn(2021)}`);
    expect(database.prepare('SELECT key, updates, ts, absence FROM notice').raw().all()).toEqual([
      ['k', '[7]', '1.1', null],
    ]);
    const add = database.prepare(`
      INSERT INTO notice (key, body, year, phase, kind, person, updates, created_at, absence)
      VALUES (?, 'prova', 2021, '', 'absence', 'ref-12', '[]', '2021-05-01', ?)`);
    expect(() => add.run('of nothing', null)).toThrow('CHECK');
    expect(() => add.run('of one that is not there', 99)).toThrow('FOREIGN KEY');
    expect(add.run('of one', 1).changes).toBe(1);
    database.close();
  });
});

describe('a database that cannot be used is refused with a sentence', () => {
  it('when it is of a newer version', () => {
    const path = file();
    opened(path);
    withSqlite(path, (database) => database.pragma(`user_version = ${SCHEMA_VERSION + 1}`));
    expect(() => openStore(path)).toThrow(DatabaseRefused);
    expect(() => openStore(path)).toThrow(
      `Il database ${path} è di una versione più recente di Traguardo (schema ${SCHEMA_VERSION + 1}, questa arriva a ${SCHEMA_VERSION}): aggiornare il programma.`,
    );
  });

  it('when it belongs to another program, and it is left exactly as it was', () => {
    const path = file();
    withSqlite(path, (database) =>
      database.exec('CREATE TABLE song (title TEXT); INSERT INTO song VALUES (1)'),
    );
    const before = readFileSync(path);
    expect(() => openStore(path)).toThrow(/è il database di un altro programma.*TRAGUARDO_DB/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('when the file is no database at all, and it is left exactly as it was', () => {
    const path = file();
    const text = 'numero;titolo\n'.repeat(200);
    writeFileSync(path, text);
    expect(() => openStore(path)).toThrow(/danneggiato o non è un database/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
