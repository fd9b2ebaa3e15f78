import { sql } from 'kysely';
import type { PlanKey, PlanSource } from '../../domain/plan/index.ts';
import { stands, withReports } from '../../domain/record/index.ts';
import type { Plan } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import { onceUntilWritten } from '../engine/read-memory.ts';
import { approvedIds, withChanges } from './plan-changes.ts';
import { loadPlan, loadRemoved, toPhase } from './plan-store.ts';

/** A report that gives the value of an indicator or the day of a milestone. */
const saysMore = sql<boolean>`(status_update.results <> '[]' or status_update.milestones_done <> '[]')`;

/** Whatever tells one state of a phase from another. */
const PHASE_COLUMNS = [
  'code',
  'name',
  'kinds',
  'opens_on',
  'due_on',
  'closes_on',
  'source',
  'ladder',
  'channel',
  'paused',
  'reminding_since',
] as const;

/** What stands between values, and for one that is not there: control characters, which no value has. */
const NEXT = '\u001f';
const NOT_SAID = '\u001e';

/** No rows, and no decisions on them. */
const NO_REPORTS = '0/0';

/** What was reported of indicators and milestones and stands, oldest first. */
async function reportsOf(db: Db, { body, year }: PlanKey) {
  const rows = await db
    .selectFrom('status_update')
    .select(({ selectFrom }) => [
      'status_update.kind as kind',
      'status_update.number as number',
      'status_update.results as results',
      'status_update.milestones_done as done',
      selectFrom('update_decision')
        .select('update_decision.kind')
        .whereRef('update_decision.update_id', '=', 'status_update.id')
        .orderBy('update_decision.id', 'desc')
        .limit(1)
        .as('outcome'),
    ])
    .where('status_update.body', '=', body)
    .where('status_update.year', '=', year)
    .where(saysMore)
    .orderBy('status_update.id')
    .execute();
  return rows
    .filter(({ outcome }) => stands({ outcome: outcome ?? 'submitted' }))
    .map(({ kind, number, results, done }) => ({
      kind,
      number,
      results: JSON.parse(results),
      milestonesDone: JSON.parse(done),
    }));
}

/**
 * Gives one plan as it is now: the same object until an import (even by another process) replaces its tables, a phase
 * changes, or an approved report or the closing of a phase changes the plan, so that whoever builds on it can tell by identity.
 */
export function createPlanSource(db: Db, key: PlanKey): PlanSource {
  let imported: Made<Plan> | null = null;
  let changed: Made<Plan> | null = null;
  // One statement, and once: the plan is asked for several times by every request.
  const current = onceUntilWritten(db, async (): Promise<Plan> => {
    const found = await db
      .selectFrom('plan')
      .select(({ selectFrom, fn }) => [
        'imported_at',
        selectFrom('phase')
          .select(
            sql<string>`string_agg(${sql.join(
              PHASE_COLUMNS.map(
                (name) => sql`coalesce(cast(${sql.ref(`phase.${name}`)} as text), ${sql.lit(NOT_SAID)})`,
              ),
              sql` || ${sql.lit(NEXT)} || `,
            )}, ${sql.lit(NEXT)} order by phase.code)`.as('list'),
          )
          .whereRef('phase.body', '=', 'plan.body')
          .whereRef('phase.year', '=', 'plan.year')
          .as('phases'),
        selectFrom('plan_change')
          .select(fn.countAll<number>().as('count'))
          .whereRef('plan_change.body', '=', 'plan.body')
          .whereRef('plan_change.year', '=', 'plan.year')
          .as('changes'),
        approvedIds.as('approved'),
        // What was reported of indicators and milestones, and what was decided on it.
        selectFrom('status_update')
          .leftJoin('update_decision', 'update_decision.update_id', 'status_update.id')
          .select(sql<string>`count(*) || '/' || count(update_decision.id)`.as('count'))
          .whereRef('status_update.body', '=', 'plan.body')
          .whereRef('status_update.year', '=', 'plan.year')
          .where(saysMore)
          .as('reports'),
      ])
      .where('body', '=', key.body)
      .where('year', '=', key.year)
      .executeTakeFirstOrThrow();
    const { imported_at: importedAt } = found;
    const state = JSON.stringify([found.phases, found.changes, found.approved, found.reports]);
    // Those who ask at once wait for the same plan.
    imported = asOf(imported, importedAt, () => loadWithRemoved(db, key));
    const asImported = imported;
    changed = asOf(changed, JSON.stringify([importedAt, state]), async () =>
      asItStands(db, key, await asImported.value, found),
    );
    return changed.value;
  });
  return { current };
}

/** What was made of a state, or is being made. */
interface Made<T> {
  readonly state: string;
  readonly value: Promise<T>;
}

/** What is known of a state, or is made of it now; what fails is made again by whoever asks next. */
function asOf<T>(known: Made<T> | null, state: string, make: () => Promise<T>): Made<T> {
  if (known?.state === state) return known;
  let isFailed = false;
  const value = make();
  value.catch(() => {
    isFailed = true;
  });
  return {
    get state() {
      return isFailed ? '' : state;
    },
    value,
  };
}

/** An imported plan with what was changed of it, and what was reported. */
async function asItStands(
  db: Db,
  key: PlanKey,
  imported: Plan,
  found: { readonly changes: number | null; readonly approved: string; readonly reports: string | null },
): Promise<Plan> {
  const rows = await db
    .selectFrom('phase')
    .selectAll()
    .where('body', '=', key.body)
    .where('year', '=', key.year)
    .orderBy('opens_on')
    .execute();
  const approved: readonly number[] = JSON.parse(found.approved);
  const isAsImported = found.changes === 0 && approved.length === 0;
  const changed = isAsImported ? imported : await withChanges(db, imported, approved);
  const plan = found.reports === NO_REPORTS ? changed : withReports(changed, await reportsOf(db, key));
  return { ...plan, phases: rows.map(toPhase) };
}

async function loadWithRemoved(db: Db, { body, year }: PlanKey): Promise<Plan> {
  const plan = await loadPlan(db, body, year);
  if (!plan) throw new Error(`plan ${body} ${year} vanished while it was read`);
  const removed = await loadRemoved(db, body, year);
  return removed.length > 0 ? { ...plan, removed } : plan;
}
