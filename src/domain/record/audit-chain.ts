/** A row of the audit, as kept. */
export interface AuditRow {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** JSON text, as kept: the hash is over these very characters. */
  readonly detail: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Where the audit is not as it was written. */
export type ChainBreak =
  | { readonly type: 'row_changed'; readonly row: number }
  | { readonly type: 'link_broken'; readonly row: number; readonly after: number | null }
  | { readonly type: 'rows_missing'; readonly from: number; readonly to: number }
  | { readonly type: 'version_changed'; readonly update: number; readonly row: number }
  | { readonly type: 'version_missing'; readonly update: number; readonly row: number }
  | { readonly type: 'version_unaudited'; readonly update: number }
  /** A record of a phase (minutes, opinion, act) no longer agrees with its hash. */
  | { readonly type: 'record_changed'; readonly where: string }
  /** A hash noted elsewhere (in minutes, in an export) is no longer in the chain: its end was cut and rewritten. */
  | { readonly type: 'anchor_missing'; readonly hash: string; readonly where: string };

/** What of a version was written in the audit, and what its row says now: both as JSON text. */
interface VersionWitness {
  readonly update: number;
  readonly detail: string;
}

/**
 * Checks the chain from its first row, and what it can witness of outside itself.
 * @param hashOf the hash that a row should carry
 * @param versions every version's row as it is now, in the form the audit keeps
 * @param records of phases, and whether each agrees with its own hash
 * @param anchors hashes of the chain's end that were noted elsewhere at some time
 * @returns every break, in order; none when the audit is as it was written
 */
export function verifyChain(
  rows: readonly AuditRow[],
  hashOf: (row: AuditRow) => string,
  genesis: string,
  versions: readonly VersionWitness[],
  anchors: readonly { readonly hash: string; readonly where: string }[],
  records: readonly { readonly intact: boolean; readonly where: string }[] = [],
): readonly ChainBreak[] {
  const breaks: ChainBreak[] = [];
  let previous: AuditRow | null = null;
  for (const row of rows) {
    const expectedId = (previous?.id ?? 0) + 1;
    if (row.id !== expectedId) breaks.push({ type: 'rows_missing', from: expectedId, to: row.id - 1 });
    if (row.previousHash !== (previous?.hash ?? genesis))
      breaks.push({ type: 'link_broken', row: row.id, after: previous?.id ?? null });
    if (hashOf(row) !== row.hash) breaks.push({ type: 'row_changed', row: row.id });
    previous = row;
  }
  const known = new Map(versions.map(({ update, detail }) => [update, detail]));
  const audited = new Set<number>();
  for (const row of rows.filter(({ action }) => WRITES_A_VERSION.has(action))) {
    const { update } = JSON.parse(row.detail) as { update?: number };
    if (update === undefined) continue;
    audited.add(update);
    const now = known.get(update);
    if (now === undefined) breaks.push({ type: 'version_missing', update, row: row.id });
    else if (now !== row.detail) breaks.push({ type: 'version_changed', update, row: row.id });
  }
  for (const { update } of versions)
    if (!audited.has(update)) breaks.push({ type: 'version_unaudited', update });
  const hashes = new Set([genesis, ...rows.map(({ hash }) => hash)]);
  for (const anchor of anchors)
    if (!hashes.has(anchor.hash)) breaks.push({ type: 'anchor_missing', ...anchor });
  for (const { intact, where } of records) if (!intact) breaks.push({ type: 'record_changed', where });
  return breaks;
}

const WRITES_A_VERSION = new Set([
  'update.submitted',
  'update.confirmed',
  'update.corrected',
  'update.settled',
  'update.transcribed',
]);
