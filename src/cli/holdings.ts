import { createAuditReader } from '../store/cycle/index.ts';
import { openStore } from '../store/engine/open-store.ts';
import { DatabaseRefused } from '../store/migrations/migrate.ts';
import { joined } from '../words/articles.ts';
import { formatMoment } from '../words/days.ts';
import { formatCount } from '../words/formats.ts';

/** A database may be of several bodies: moments are told by one clock. */
export const ZONE = 'Europe/Rome';

/** What a database holds, in short: how far it goes. */
export interface Holdings {
  readonly updates: number;
  readonly auditRows: number;
  /** Hash of the last row of the audit. */
  readonly head: string;
  /** Instant of the last row of the audit; null where there is none. */
  readonly lastAt: Date | null;
}

/**
 * Looks into a database.
 * @throws DatabaseRefused when it cannot be opened, or when its audit is not as it was written
 */
export async function holdingsOf(path: string): Promise<Holdings> {
  const db = await openStore(path);
  try {
    const { rows: auditRows, head, breaks } = await createAuditReader(db).verify();
    if (breaks.length > 0)
      throw new DatabaseRefused(
        `Il registro del database ${path} non è integro (${formatCount(breaks.length)} punti): «npm run audit -- verify» dice dove.`,
      );
    const last = await db.selectFrom('audit').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst();
    const { updates } = await db
      .selectFrom('status_update')
      .select(({ fn }) => fn.countAll<number>().as('updates'))
      .executeTakeFirstOrThrow();
    return { updates, auditRows, head, lastAt: last ? new Date(last.at) : null };
  } finally {
    await db.destroy();
  }
}

/** "12 aggiornamenti, registro di 40 righe fino al 9 settembre 2021 alle 10:12". */
export function holdingsWords({ updates, auditRows, lastAt }: Holdings): string {
  const reports = updates === 1 ? 'un aggiornamento' : `${formatCount(updates)} aggiornamenti`;
  if (lastAt === null) return `${reports}, registro ancora vuoto`;
  const rows = auditRows === 1 ? 'una riga' : `${formatCount(auditRows)} righe`;
  return `${reports}, registro di ${rows}, l’ultima ${joined('di', formatMoment(lastAt, ZONE))}`;
}
