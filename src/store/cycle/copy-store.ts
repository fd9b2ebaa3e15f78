import { createHash } from 'node:crypto';
import type { InsertObject, Transaction } from 'kysely';
import { openedOf } from '../engine/engine.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { DatabaseRefused } from '../migrations/migrate.ts';
import { createAuditReader } from './audit-log.ts';

/** Every table, those that others name before them. */
const TABLES = Object.keys({
  installation: true,
  plan: true,
  department: true,
  unit: true,
  item: true,
  assignment: true,
  cost_line: true,
  reference_row: true,
  person: true,
  role: true,
  removed_item: true,
  phase: true,
  status_update: true,
  update_decision: true,
  plan_change: true,
  evidence: true,
  draft: true,
  phase_record: true,
  absence: true,
  postponement: true,
  audit: true,
  incident: true,
  outbox: true,
  conversation: true,
  answer: true,
  feedback: true,
  handled_event: true,
  seen_request: true,
  model_use: true,
  served_body: true,
  workspace: true,
  slack_installation: true,
  install_state: true,
} satisfies Record<keyof Schema, true>) as readonly (keyof Schema)[];

/** Values of one statement: far from as many as an engine takes. */
const VALUES = 10_000;

/** What was copied, and how far it goes. */
export interface Copied {
  readonly rows: number;
  /** Tables that have any. */
  readonly tables: number;
  readonly auditRows: number;
  /** Hash of the last row of the audit. */
  readonly head: string;
}

/**
 * Copies all that a database holds, as it is at one moment, into another of whatever engine, in which there is nothing
 * yet; all of it, or nothing. Each table is then read from both and compared, and the audit's chain is followed.
 * @throws DatabaseRefused where there is something already, or what was copied is not what was there
 */
export async function copyStore(
  { db: from, name: source }: Place,
  { db: to, name: target }: Place,
): Promise<Copied> {
  const before = await createAuditReader(from).verify();
  if (before.breaks.length > 0)
    throw new DatabaseRefused(
      `Il registro di ${source} non è integro (${before.breaks.length} punti): «npm run audit -- verify» dice dove. Niente è stato copiato.`,
    );
  const marks = new Map<keyof Schema, Mark>();
  await reading(from, (seen) =>
    writing(to, async (tx) => {
      await refuseFilled(tx, target);
      await tx.deleteFrom('installation').execute();
      for (const table of TABLES) {
        const rows = await rowsOf(seen, table);
        for (const part of parts(rows)) await tx.insertInto(table).values(part).execute();
        marks.set(table, markOf(rows));
      }
      await openedOf(to)?.numberOn(tx);
      for (const table of TABLES) {
        const [here, there] = [markOf(await rowsOf(tx, table)), marks.get(table)];
        if (here.rows !== there?.rows || here.digest !== there.digest)
          throw new DatabaseRefused(
            `La copia di ${source} in ${target} non è riuscita: la tabella «${table}» ha ${here.rows} righe e ne aveva ${there?.rows}, o non sono le stesse. Niente è stato scritto.`,
          );
      }
    }),
  );
  const after = await createAuditReader(to).verify();
  if (after.breaks.length > 0)
    throw new DatabaseRefused(`Il registro copiato in ${target} non è integro: la copia non va usata.`);
  const counts = [...marks.values()].map(({ rows }) => rows);
  return {
    rows: counts.reduce((sum, count) => sum + count, 0),
    tables: counts.filter((count) => count > 0).length,
    auditRows: after.rows,
    head: after.head,
  };
}

/** A database, and how people read its place. */
export interface Place {
  readonly db: Db;
  readonly name: string;
}

type Row = Readonly<Record<string, unknown>>;

/** One moment of a database, whatever is written meanwhile. */
const reading = <T>(db: Db, work: (seen: Transaction<Schema>) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

const rowsOf = async (tx: Transaction<Schema>, table: keyof Schema): Promise<readonly Row[]> =>
  tx
    .selectFrom(table as 'plan')
    .selectAll()
    .execute();

/** The one row that each database is born with says what it is used for, when it is used. */
async function refuseFilled(tx: Transaction<Schema>, target: string): Promise<void> {
  const filled: string[] = [];
  for (const table of TABLES) {
    const rows = await tx
      .selectFrom(table as 'installation')
      .selectAll()
      .limit(1)
      .execute();
    if (rows.some(({ mode }) => table !== 'installation' || mode !== null)) filled.push(table);
  }
  if (filled.length > 0)
    throw new DatabaseRefused(
      `${target} contiene già qualcosa (${filled.join(', ')}): indicare un file che non c’è, o uno schema nuovo («?schema=nome»). Niente è stato scritto.`,
    );
}

function* parts(rows: readonly Row[]): Generator<InsertObject<Schema, keyof Schema>[]> {
  const atOnce = Math.max(1, Math.floor(VALUES / Object.keys(rows[0] ?? { one: 1 }).length));
  for (let at = 0; at < rows.length; at += atOnce)
    yield rows.slice(at, at + atOnce) as InsertObject<Schema, keyof Schema>[];
}

/** What tells the rows of a table from others, in whatever order they are read. */
interface Mark {
  readonly rows: number;
  readonly digest: string;
}

function markOf(rows: readonly Row[]): Mark {
  const said = rows.map((row) =>
    JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
  const digest = createHash('sha256');
  for (const row of said.sort()) digest.update(`${row}\n`);
  return { rows: rows.length, digest: digest.digest('hex') };
}
