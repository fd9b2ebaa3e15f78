import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createWatch, serveHealth } from '../../src/app/health.ts';
import { closing } from '../support/closing.ts';
import { temporaryDatabase } from '../support/database.ts';
import { WELL } from '../support/slack.ts';

/** A watch over a real database and a Slack that answers as told. */
async function watch() {
  const { db, path } = await temporaryDatabase();
  let elapsed = 0;
  let refused: string | null = null;
  const test = async () => {
    if (refused !== null) throw Object.assign(new Error('refused'), { data: { error: refused } });
    return { ok: true };
  };
  const made = createWatch({ db, reach: test, tickMs: 30_000, figures: WELL.figures }, () => elapsed);
  return {
    path,
    made,
    later: (ms: number) => {
      elapsed += ms;
    },
    refuse: (reason: string | null) => {
      refused = reason;
    },
  };
}

describe('how the bot is', () => {
  it('is well when it has just begun', async () => {
    expect(await (await watch()).made.readiness()).toEqual({ database: null, tick: null, slack: null });
  });

  it('is not well when no tick came for a while, and is again when one comes', async () => {
    const { made, later } = await watch();
    later(91_000);
    expect((await made.readiness()).tick).toBe('none for 91 s');
    made.ticked();
    expect((await made.readiness()).tick).toBe(null);
  });

  it('is not well when another program holds the database', async () => {
    const { made, path, later } = await watch();
    const other = closing(new SqliteDatabase(path));
    other.exec('BEGIN IMMEDIATE');
    expect((await made.readiness()).database).toBe('busy');
    other.exec('COMMIT');
    later(3_000);
    expect((await made.readiness()).database).toBe(null);
  });

  it('is not well when Slack refuses it; it asks Slack again only after a while', async () => {
    const { made, later, refuse } = await watch();
    refuse('token_revoked');
    expect((await made.readiness()).slack).toBe('token_revoked');
    refuse(null);
    expect((await made.readiness()).slack).toBe('token_revoked');
    later(31_000);
    expect((await made.readiness()).slack).toBe(null);
  });
});

it('is told on a port of its own, where Slack comes by none', async () => {
  const served = closing(await serveHealth(WELL, 0, '127.0.0.1'));
  const ask = async (path: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${served.port}${path}`)).status;
  expect([await ask('/live'), await ask('/ready'), await ask('/metrics'), await ask('/altro')]).toEqual([
    200, 200, 200, 404,
  ]);
});
