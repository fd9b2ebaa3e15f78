import { createHash } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import {
  describeImport,
  type ImportReport,
  needsConfirmation,
  type PlanImports,
} from '../domain/plan/index.ts';
import { importPlan } from '../store/cycle/index.ts';
import type { Db } from '../store/engine/open-store.ts';
import { listBodies, loadPlans } from '../store/plan/index.ts';

/** Imports of the body that is served. */
export function createPlanImports(deps: {
  readonly db: Db;
  readonly body: string;
  readonly clock: Clock;
}): PlanImports {
  const { db, body, clock } = deps;

  async function run(
    name: string,
    bytes: Buffer,
    confirmed: { readonly seen: string; readonly actor: string } | null,
  ): Promise<ImportReport> {
    const { describeImportIssue, readPlanBytes, summaryOf } = await import('../store/plan/import/index.ts');
    const known = (await listBodies(db)).find((one) => one.body === body);
    const read = await readPlanBytes(name, bytes, {
      front: known === undefined ? {} : { known: { ...known, year: known.years.at(-1) } },
      stored: await loadPlans(db, body),
    });
    const warnings = read.issues.filter(({ level }) => level === 'warning').map(describeImportIssue);
    const refused = (errors: readonly string[], summary: string | null = null): ImportReport => ({
      summary,
      errors,
      warnings,
      changes: [],
      needsConfirmation: false,
      seen: '',
      saved: false,
    });
    if (!read.ok) return refused(read.errors.map(describeImportIssue));
    const { plan, absent, assumed } = read;
    if (plan.head.body !== body)
      return refused(
        [
          `Il file è di «${plan.head.bodyName}», e qui si serve «${known?.name ?? body}»: importarlo dal terminale, in un database suo.`,
        ],
        summaryOf(plan),
      );
    const request = { plan, absent, actor: confirmed?.actor ?? '', at: clock.now() };
    const dry = await importPlan(db, { ...request, confirmed: false, dryRun: true });
    const changes = describeImport(dry);
    const seen = digestOf(bytes, changes);
    const report = {
      summary: [summaryOf(plan), ...(assumed === null ? [] : [assumed])].join('\n'),
      errors: [],
      warnings: [...read.notes, ...warnings],
      changes,
      needsConfirmation: needsConfirmation(dry),
      seen,
      saved: false,
    };
    if (confirmed === null || confirmed.seen !== seen) return report;
    const outcome = await importPlan(db, { ...request, confirmed: true, dryRun: false });
    return { ...report, saved: outcome.saved };
  }

  return {
    preview: (name, bytes) => run(name, bytes, null),
    confirm: (name, bytes, seen, actor) => run(name, bytes, { seen, actor }),
  };
}

/** The file and what it would change: what people report meanwhile makes it another. */
const digestOf = (bytes: Buffer, changes: readonly string[]): string =>
  createHash('sha256').update(bytes).update(JSON.stringify(changes)).digest('hex').slice(0, 16);
