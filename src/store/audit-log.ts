import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

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

/** Adds a row to the chain, inside the transaction that makes the change it records. */
export async function appendAudit(tx: Transaction<Schema>, entry: AuditEntry): Promise<void> {
  const last = await tx.selectFrom('audit').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const row = {
    at: entry.at.toISOString(),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    detail: JSON.stringify(entry.detail),
    previous_hash: last?.hash ?? GENESIS_HASH,
  };
  await tx
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row) })
    .execute();
}
