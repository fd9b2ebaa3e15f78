import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/engine/open-store.ts';
import {
  APPLICATION_ID,
  DatabaseRefused,
  migrate,
  SCHEMA_VERSION,
  versionOf,
} from '../../../src/store/migrations/migrate.ts';
import { BASELINE_VERSION, MIGRATIONS, type MigrationsOn } from '../../../src/store/migrations/migrations.ts';
import { SQLITE } from '../../../src/store/migrations/sqlite.ts';
import { opened, temporaryFolder } from '../../support/database.ts';
import { program, programEnv } from '../../support/program.ts';

const file = (): string => join(temporaryFolder(), 'prova.sqlite');

/** Works on a file with SQLite alone. */
async function withSqlite<T>(
  path: string,
  work: (database: SqliteDatabase.Database) => T | Promise<T>,
): Promise<T> {
  const database = new SqliteDatabase(path);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

const schemaOf = (database: SqliteDatabase.Database): unknown[] =>
  database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();

/** A database as an older program left it. */
const leftByVersion = (path: string, version: number): Promise<unknown> =>
  withSqlite(path, (database) => {
    database.exec('CREATE TABLE phase (code TEXT); INSERT INTO phase VALUES (1)');
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${version}`);
  });

describe('a new database', () => {
  it('gets the newest schema and our mark', async () => {
    await withSqlite(':memory:', async (database) => {
      expect(versionOf(database)).toBe(0);
      await migrate(database);
      expect(versionOf(database)).toBe(SCHEMA_VERSION);
      expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    });
  });

  it('is left as it is by a second migration', async () => {
    await withSqlite(':memory:', async (database) => {
      await migrate(database);
      const before = [schemaOf(database), database.pragma('data_version', { simple: true })];
      await migrate(database);
      expect([schemaOf(database), database.pragma('data_version', { simple: true })]).toEqual(before);
    });
  });

  it('has only STRICT tables, besides those of the migrations themselves', async () => {
    await withSqlite(':memory:', async (database) => {
      await migrate(database);
      const loose = database
        .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")
        .pluck()
        .all() as string[];
      expect(loose.filter((name) => !/^(sqlite|kysely)_/.test(name))).toEqual([]);
    });
  });

  it.each(['status_update', 'update_decision', 'plan_change', 'phase_record', 'audit'])(
    'keeps each row of %s as it was written',
    async (table) => {
      await withSqlite(':memory:', async (database) => {
        await migrate(database);
        const triggers = database
          .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?")
          .pluck()
          .all(table);
        expect(triggers).toEqual([
          expect.stringMatching(/before update (?:of .*)?on.*raise\(abort/s),
          expect.stringMatching(/before delete on.*raise\(abort/s),
        ]);
      });
    },
  );

  it('is made with its folder', async () => {
    const path = join(temporaryFolder(), 'a', 'b', 'prova.sqlite');
    await opened(path);
    expect(await withSqlite(path, (database) => versionOf(database))).toBe(SCHEMA_VERSION);
  });

  it('keeps each commit through a power cut, and other processes reading while one writes', async () => {
    const path = file();
    await opened(path);
    expect(await withSqlite(path, (database) => database.pragma('journal_mode', { simple: true }))).toBe(
      'wal',
    );
  });

  it('that cannot be finished is left without tables and marks', async () => {
    const path = file();
    await withSqlite(path, async (database) => {
      database.pragma('max_page_count = 20');
      await expect(migrate(database)).rejects.toThrow('full');
    });
    await withSqlite(path, (database) => {
      expect(schemaOf(database)).toEqual([]);
      expect(versionOf(database)).toBe(0);
    });
  });
});

describe('a database that several make at the same moment', () => {
  it('is made once, where they are of one process', async () => {
    const path = file();
    const all = await Promise.all([opened(path), opened(path), opened(path)]);
    for (const db of all) expect(await db.selectFrom('plan').selectAll().execute()).toEqual([]);
    expect(
      await withSqlite(path, (database) =>
        database.prepare('SELECT name FROM kysely_migration').pluck().all(),
      ),
    ).toEqual(Object.keys(MIGRATIONS(SQLITE)));
  });

  it('is made once, where each is a process of its own', async () => {
    const path = file();
    const open = () =>
      promisify(execFile)(process.execPath, [program('tests/support/opening-process.ts'), path], {
        env: programEnv(),
      });
    await Promise.all([open(), open(), open()]);
    expect(await withSqlite(path, (database) => versionOf(database))).toBe(SCHEMA_VERSION);
  });
});

describe('a database that cannot be used is refused with a sentence', () => {
  it('when it is of a newer version', async () => {
    const path = file();
    await opened(path);
    await withSqlite(path, (database) => database.pragma(`user_version = ${SCHEMA_VERSION + 1}`));
    await expect(openStore(path)).rejects.toThrow(DatabaseRefused);
    await expect(openStore(path)).rejects.toThrow(
      `Il database ${path} è di una versione più recente di Traguardo (schema ${SCHEMA_VERSION + 1}, questa arriva a ${SCHEMA_VERSION}): aggiornare il programma.`,
    );
  });

  it('when its version is below nothing', async () => {
    const path = file();
    await opened(path);
    await withSqlite(path, (database) => database.pragma('user_version = -3'));
    await expect(openStore(path)).rejects.toThrow(/versione che non esiste \(schema -3\)/);
  });

  it.each([1, 6])(
    'when it is of schema %i, before the baseline, and it is left exactly as it was',
    async (version) => {
      const path = file();
      await leftByVersion(path, version);
      const before = readFileSync(path);
      await expect(openStore(path)).rejects.toThrow(DatabaseRefused);
      const refused = await openStore(path).catch((error: Error) => error.message);
      for (const said of [
        `Il database ${path} è di una versione precedente di Traguardo (schema ${version}, questa parte da ${BASELINE_VERSION})`,
        'npm run export -- --fase CODICE --in CARTELLA',
        'TRAGUARDO_DB',
        'npm run import -- CARTELLA',
      ])
        expect(refused).toContain(said);
      expect(readFileSync(path).equals(before)).toBe(true);
    },
  );

  it('when it has tables of ours and no version', async () => {
    const path = file();
    await leftByVersion(path, 0);
    await expect(openStore(path)).rejects.toThrow('schema 0');
  });

  it('when it belongs to another program, and it is left exactly as it was', async () => {
    const path = file();
    await withSqlite(path, (database) =>
      database.exec('CREATE TABLE song (title TEXT); INSERT INTO song VALUES (1)'),
    );
    const before = readFileSync(path);
    await expect(openStore(path)).rejects.toThrow(/è il database di un altro programma.*TRAGUARDO_DB/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('when the file is no database at all, and it is left exactly as it was', async () => {
    const path = file();
    const text = 'numero;titolo\n'.repeat(200);
    writeFileSync(path, text);
    await expect(openStore(path)).rejects.toThrow(/danneggiato o non è un database/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe('a database that is migrated', () => {
  const NEXT: MigrationsOn = (engine) => ({
    ...MIGRATIONS(engine),
    '9999-next': {
      up: async (db) => {
        await db.schema.createTable('next').addColumn('id', 'integer').execute();
      },
    },
  });
  const copyOf = (path: string): string => `${path}.prima-della-migrazione`;
  const opening = async (path: string, migrations: MigrationsOn): Promise<readonly string[]> => {
    const told: string[] = [];
    const db = await openStore(path, { migrations, tell: (sentence) => told.push(sentence) });
    await db.destroy();
    return told;
  };

  it('is copied beside itself first, whole and of its owner only, and it says where', async () => {
    const path = file();
    await opening(path, MIGRATIONS);
    const [told = ''] = await opening(path, NEXT);
    expect(told).toContain(`(schema ${SCHEMA_VERSION}) viene aggiornato; com’era resta in ${copyOf(path)}`);
    expect(await withSqlite(copyOf(path), (database) => versionOf(database))).toBe(SCHEMA_VERSION);
    expect(await withSqlite(path, (database) => versionOf(database, SCHEMA_VERSION + 1))).toBe(
      SCHEMA_VERSION + 1,
    );
    expect(statSync(copyOf(path)).mode & 0o777).toBe(0o600);
  });

  it('keeps one copy, the last', async () => {
    const path = file();
    await opening(path, MIGRATIONS);
    writeFileSync(copyOf(path), 'of long ago');
    await opening(path, NEXT);
    expect(await withSqlite(copyOf(path), (database) => versionOf(database))).toBe(SCHEMA_VERSION);
    expect(readdirSync(dirname(path)).filter((name) => name.includes('prima-della-migrazione'))).toHaveLength(
      1,
    );
  });

  it('is not copied when it is new, nor when nothing is to be done', async () => {
    const path = file();
    expect([...(await opening(path, NEXT)), ...(await opening(path, NEXT))]).toEqual([]);
    expect(existsSync(copyOf(path))).toBe(false);
  });
});
