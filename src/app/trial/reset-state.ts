import { existsSync, rmSync } from 'node:fs';
import { COMPANIONS } from '../../store/engine/database-file.ts';
import { modeOf } from '../../store/engine/database-mode.ts';
import { openStore } from '../../store/engine/open-store.ts';
import { refuseServer } from '../../store/engine/postgres-place.ts';
import { DatabaseRefused } from '../../store/migrations/migrate.ts';
import { formatCount } from '../../words/formats.ts';
import type { Config } from '../config.ts';

/**
 * Forgets the state of the trial: database, messages, clock.
 * @returns what went, a sentence each
 * @throws DatabaseRefused when the database is the body's own or in a server, or cannot be read and so may be: nothing is deleted then
 */
export async function resetState({
  stateDir,
  database,
}: Pick<Config, 'stateDir' | 'database'>): Promise<readonly string[]> {
  refuseServer(
    database,
    '--reset non lo cancella; per ricominciare la prova indicare un altro schema in TRAGUARDO_DB («?schema=nome»)',
  );
  const gone: string[] = [];
  if (existsSync(database)) {
    gone.push(`Cancello il database della prova ${database}: ${await contents(database)}.`);
    for (const suffix of ['', ...COMPANIONS]) rmSync(`${database}${suffix}`, { force: true });
  }
  if (existsSync(stateDir)) {
    gone.push(`Cancello messaggi e orologio della prova in ${stateDir}.`);
    for (const name of ['workspace', 'clock'])
      rmSync(`${stateDir}/${name}`, { recursive: true, force: true });
  }
  return gone.length > 0 ? gone : ['Non c’era ancora niente da cancellare.'];
}

/** What is in the database of a trial: "12 aggiornamenti, 3 risposte". */
async function contents(path: string): Promise<string> {
  const db = await openStore(path).catch((error: unknown) => {
    throw error instanceof DatabaseRefused
      ? new DatabaseRefused(
          `${error.message}\nNon so se è di una prova, quindi non lo cancello: spostarlo o cancellarlo a mano.`,
        )
      : error;
  });
  try {
    if ((await modeOf(db)) === 'live')
      throw new DatabaseRefused(
        `Il database ${path} è quello in uso con lo Slack dell’ente: --reset vale solo per una prova. Niente è stato cancellato.`,
      );
    const counts = await Promise.all(
      (['status_update', 'answer'] as const).map(
        async (table) =>
          (
            await db
              .selectFrom(table)
              .select(({ fn }) => fn.countAll<number>().as('count'))
              .executeTakeFirstOrThrow()
          ).count,
      ),
    );
    const [updates = 0, answers = 0] = counts;
    return `${formatCount(updates)} aggiornament${updates === 1 ? 'o' : 'i'}, ${formatCount(answers)} rispost${answers === 1 ? 'a data' : 'e date'}`;
  } finally {
    await db.destroy();
  }
}
