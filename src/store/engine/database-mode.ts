import { DatabaseRefused } from '../migrations/migrate.ts';
import type { Db } from './open-store.ts';

/** Whether what is in a database happened to people of a trial, or to the body's own. */
export type DatabaseMode = 'trial' | 'live';

const REFUSED: Readonly<Record<DatabaseMode, (place: string) => string>> = {
  trial: (place) =>
    `Il database ${place} è quello in uso con lo Slack dell’ente: senza token si aprirebbe una prova, che manderebbe promemoria a nessuno e li segnerebbe come mandati. ` +
    'Controllare SLACK_BOT_TOKEN e gli altri token; per una prova indicare un altro database in TRAGUARDO_DB.',
  live: (place) =>
    `Il database ${place} è quello di una prova: aggiornamenti e promemoria che contiene non sono dell’ente. ` +
    'Per lo Slack dell’ente indicare un altro database in TRAGUARDO_DB e importarvi il piano: npm run import -- CARTELLA.',
};

/** What the database is used for; null for one that no bot has used yet. */
export async function modeOf(db: Db): Promise<DatabaseMode | null> {
  const row = await db.selectFrom('installation').select('mode').executeTakeFirst();
  return row?.mode ?? null;
}

/**
 * Says what the database is used for, for good: the first to ask decides.
 * @param place named in the refusal, as people may read it
 * @throws DatabaseRefused when it is used for the other
 */
export async function claimMode(db: Db, mode: DatabaseMode, place: string): Promise<void> {
  await db.updateTable('installation').set({ mode }).where('mode', 'is', null).execute();
  if ((await modeOf(db)) !== mode) throw new DatabaseRefused(REFUSED[mode](place));
}
