import { sql } from 'kysely';
import type { Sharing } from './engine.ts';
import type { Db } from './open-store.ts';

/** Beside our own tables: who leads what, and until when. */
export const LEADS = 'traguardo_lead';

/** Beside our own tables: when a pace has its next turn. */
export const PACES = 'traguardo_pace';

/**
 * What the processes that share a schema settle among themselves. Times are the server's: the machines' clocks may
 * differ. Each call is one statement, and the row that it writes decides.
 */
export const createSharing = (db: Db): Sharing => ({
  async lead(what, holder, forMs) {
    const { rows } = await sql`
      insert into ${sql.table(LEADS)} as lead (what, holder, until)
      values (${what}, ${holder}, clock_timestamp() + ${inMs(forMs)})
      on conflict (what) do update set holder = excluded.holder, until = excluded.until
        where lead.holder = excluded.holder or lead.until < clock_timestamp()
      returning holder
    `.execute(db);
    return rows.length > 0;
  },

  async leave(what, holder) {
    await sql`delete from ${sql.table(LEADS)} where what = ${what} and holder = ${holder}`.execute(db);
  },

  async turn(pace, everyMs, aheadMs) {
    const { rows } = await sql<{ wait: number }>`
      insert into ${sql.table(PACES)} as pace (name, given, free, held)
      values (${pace}, clock_timestamp(), clock_timestamp() + ${inMs(everyMs)}, clock_timestamp())
      on conflict (name) do update set
        given = greatest(clock_timestamp(), pace.free - ${inMs(aheadMs)}, pace.held),
        free = greatest(clock_timestamp(), pace.free, pace.held) + ${inMs(everyMs)}
      returning extract(epoch from given - clock_timestamp())::float8 * 1000 as wait
    `.execute(db);
    return Math.max(0, rows[0]?.wait ?? 0);
  },

  async hold(pace, ms) {
    await sql`
      insert into ${sql.table(PACES)} as pace (name, given, free, held)
      values (${pace}, clock_timestamp(), clock_timestamp(), clock_timestamp() + ${inMs(ms)})
      on conflict (name) do update set held = greatest(pace.held, excluded.held)
    `.execute(db);
  },

  async heldFor(pace) {
    const { rows } = await sql<{ wait: number }>`
      select extract(epoch from held - clock_timestamp())::float8 * 1000 as wait
      from ${sql.table(PACES)} where name = ${pace}
    `.execute(db);
    return Math.max(0, rows[0]?.wait ?? 0);
  },
});

const inMs = (ms: number) => sql`${ms} * interval '1 millisecond'`;
