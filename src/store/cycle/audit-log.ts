import { createHash } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { type AuditRow, type ChainBreak, verifyChain } from '../../domain/record/index.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema, StatusUpdateTable } from '../engine/schema.ts';

/** One thing that happened, to be kept for good. */
export interface AuditEntry {
  readonly at: Date;
  readonly actor: string;
  /** `update.submitted`, … */
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What the first row carries in place of an earlier hash. */
export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256 over the row's own content and the hash of the row before it: a change anywhere breaks the chain. */
export const hashOf = (row: Omit<Schema['audit'], 'id' | 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([row.previous_hash, row.at, row.actor, row.action, row.subject, row.detail]))
    .digest('hex');

/** Adds rows to the chain, inside the transaction that makes the changes they record. */
export async function appendAudit(tx: Transaction<Schema>, ...entries: readonly AuditEntry[]): Promise<void> {
  await appendAuditAfter(tx, await lastHash(tx), entries);
}

/** Hash of the last row of the chain; null where there is none. */
export async function lastHash(tx: Transaction<Schema>): Promise<string | null> {
  const last = await tx.selectFrom('audit').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return last?.hash ?? null;
}

/**
 * The same, where the transaction has read the last row already.
 * @param head its hash; null where there is none
 */
export async function appendAuditAfter(
  tx: Transaction<Schema>,
  head: string | null,
  entries: readonly AuditEntry[],
): Promise<void> {
  let previous = head ?? GENESIS_HASH;
  const rows = entries.map((entry) => {
    const row = {
      at: entry.at.toISOString(),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
      previous_hash: previous,
    };
    previous = hashOf(row);
    return { ...row, hash: previous };
  });
  if (rows.length > 0) await tx.insertInto('audit').values(rows).execute();
}

/** Reads the audit and everything it can be checked against. */
export function createAuditReader(db: Db) {
  const rows = async (): Promise<readonly AuditRow[]> => {
    const kept = await db.selectFrom('audit').selectAll().orderBy('id').execute();
    return kept.map(({ previous_hash: previousHash, ...row }) => ({ ...row, previousHash }));
  };
  return {
    rows,
    /** Every place where the audit, or what it witnesses of, is not as it was written. */
    async verify(noted: readonly { readonly hash: string; readonly where: string }[] = []): Promise<{
      readonly rows: number;
      readonly head: string;
      readonly breaks: readonly ChainBreak[];
    }> {
      const chain = await rows();
      const versions = await db.selectFrom('status_update').selectAll().execute();
      const records = await db
        .selectFrom('phase_record')
        .select(['content', 'phase', 'kind', 'hash', 'id'])
        .orderBy('id')
        .execute();
      const breaks = verifyChain(
        chain,
        ({ previousHash, id: _, hash: __, ...row }) => hashOf({ ...row, previous_hash: previousHash }),
        GENESIS_HASH,
        versions.map((row) => ({ update: row.id, detail: JSON.stringify(auditDetail(row)) })),
        [
          ...records
            .filter(({ kind }) => kind === 'minutes')
            .map(({ content, phase }) => ({
              hash: (JSON.parse(content) as { auditHead: string }).auditHead,
              where: `verbale di ${phase}`,
            })),
          ...noted,
        ],
        records.map(({ content, hash, kind, phase, id }) => ({
          intact: createHash('sha256').update(content).digest('hex') === hash,
          where: `${RECORD_NAMES[kind]} di ${phase} (n. ${id})`,
        })),
      );
      return { rows: chain.length, head: chain.at(-1)?.hash ?? GENESIS_HASH, breaks };
    },
  };
}

const RECORD_NAMES = { opinion: 'parere', act: 'atto', minutes: 'verbale' } as const;

/** What of a version the audit keeps, so that a change of its row shows. */
export const auditDetail = (row: Selectable<StatusUpdateTable>) => ({
  update: row.id,
  version: row.version,
  basedOn: row.based_on,
  structure: row.structure,
  author: row.author,
  state: row.state,
  percent: row.percent,
  note: row.note,
  achievedOn: row.achieved_on,
  criticalPoints: row.critical_points,
  correctiveActions: row.corrective_actions,
  changes: JSON.parse(row.changes),
  sheet: row.sheet === null ? null : JSON.parse(row.sheet),
  reason: row.reason,
  act: row.act,
  evidence: row.evidence,
  actionsDone: JSON.parse(row.actions_done),
});
