import type { Transaction } from 'kysely';
import { Problem } from '../../domain/errors.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import { chainOf, newestIn, type StatusUpdate, type UpdateStore } from '../../domain/record/index.ts';
import { type ItemKey, itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { together } from '../engine/together.ts';
import { writing } from '../engine/transaction.ts';
import { addNotices } from '../outbox/index.ts';
import { doOnce } from './acts-done.ts';
import { type AuditEntry, appendAuditAfter, auditDetail, lastHash } from './audit-log.ts';
import {
  addDecisions,
  type Decided,
  decisionEntry,
  isSame,
  subjectOf,
  toRow,
  toUpdate,
  versionsOfItem,
} from './update-rows.ts';

type Asked = Parameters<UpdateStore['append']>;
type Came = PromiseSettledResult<StatusUpdate>;

/**
 * Adds versions. Those that come while others are being written are written together: of many that come at once, each
 * would otherwise wait for as many statements as all before it.
 */
export function appendingTogether(db: Db, plan: PlanKey): UpdateStore['append'] {
  const append = together<Asked, StatusUpdate>(
    // What is done once keeps its key only where it is done, and so has a transaction of its own.
    ([update, , also]) => (also?.once === undefined ? keyOf(update) : null),
    (asked) =>
      writing(db, async (tx) => {
        const [[first, , also] = []] = asked;
        if (first !== undefined && also?.once !== undefined) await doOnce(tx, also.once, first.at);
        const came = await appendAll(tx, plan, asked);
        // Alone it leaves nothing behind.
        if (came.length === 1 && came[0]?.status === 'rejected') throw came[0].reason;
        return came;
      }),
  );
  return (...asked) => append(asked);
}

/** What one version is about: two of the same are never written together. */
const keyOf = (update: ItemKey & { readonly phase: string }): string => `${update.phase} ${itemRef(update)}`;

async function appendAll(
  tx: Transaction<Schema>,
  plan: PlanKey,
  asked: readonly Asked[],
): Promise<readonly Came[]> {
  const { head, titles, reported } = await lookAt(tx, plan, asked);
  const came: (Came | null)[] = [];
  const added: { readonly asked: Asked; readonly version: number }[] = [];
  for (const one of asked) {
    const [update] = one;
    const verdict = await judge(tx, plan, one, titles.get(itemRef(update)), reported.has(keyOf(update)));
    if (typeof verdict !== 'number') came.push(verdict);
    else {
      came.push(null);
      added.push({ asked: one, version: verdict });
    }
  }
  const saved = added.length === 0 ? new Map<string, StatusUpdate>() : await add(tx, plan, head, added);
  return came.map((one, index): Came => {
    if (one !== null) return one;
    const value = saved.get(keyOf((asked[index] as Asked)[0]));
    return value
      ? { status: 'fulfilled', value }
      : { status: 'rejected', reason: new Error('a row was lost') };
  });
}

/** What is looked at before reports are added: meanwhile nobody else writes. */
interface Found {
  /** Hash of the last row of the audit; null where there is none. */
  readonly head: string | null;
  /** Short titles of the items that have the numbers now. */
  readonly titles: ReadonlyMap<string, string>;
  /** What somebody has reported on in its phase, by `keyOf`. */
  readonly reported: ReadonlySet<string>;
}

async function lookAt(
  tx: Transaction<Schema>,
  { body, year }: PlanKey,
  asked: readonly Asked[],
): Promise<Found> {
  const numbers = asked.map(([{ number }]) => number);
  const kinds = [...new Set(asked.map(([{ kind }]) => kind))];
  const items = await tx
    .selectFrom('item')
    .innerJoin('plan', 'plan.id', 'item.plan_id')
    .select(['item.kind', 'item.number', 'item.short_title'])
    .where('plan.body', '=', body)
    .where('plan.year', '=', year)
    .where('item.kind', 'in', kinds)
    .where('item.number', 'in', numbers)
    .execute();
  const versions = await tx
    .selectFrom('status_update')
    .select(['phase', 'kind', 'number'])
    .where('body', '=', body)
    .where('year', '=', year)
    .where('phase', 'in', [...new Set(asked.map(([{ phase }]) => phase))])
    .where('kind', 'in', kinds)
    .where('number', 'in', numbers)
    .execute();
  return {
    head: await lastHash(tx),
    titles: new Map(items.map((item) => [itemRef(item), item.short_title])),
    reported: new Set(versions.map(keyOf)),
  };
}

/** The number that a version gets; or what came of it, where it is not added. */
async function judge(
  tx: Transaction<Schema>,
  plan: PlanKey,
  [update, basedOn, { about } = {}]: Asked,
  title: string | undefined,
  isReported: boolean,
): Promise<number | Came> {
  const refused = (problem: Problem): Came => ({ status: 'rejected', reason: problem });
  // An import gave the number to another item.
  if (about !== undefined && title !== undefined && title !== about)
    return refused(new Problem('item_replaced', { item: itemRef(update) }));
  const versions = isReported ? await versionsOfItem(tx, plan, update.phase, update) : [];
  const newest = newestIn(versions)(update.phase, update, chainOf(update));
  if ((newest?.version ?? 0) === basedOn) return 1 + (versions.at(-1)?.version ?? 0);
  if (newest && newest.basedOn === basedOn && isSame(newest, update))
    return { status: 'fulfilled', value: newest };
  return refused(new Problem('changed_meanwhile', { item: itemRef(update), author: newest?.author ?? '' }));
}

/** Adds versions with what goes along; gives them by what they are about. */
async function add(
  tx: Transaction<Schema>,
  plan: PlanKey,
  head: string | null,
  added: readonly { readonly asked: Asked; readonly version: number }[],
): Promise<ReadonlyMap<string, StatusUpdate>> {
  const rows = await tx
    .insertInto('status_update')
    .values(
      added.map(({ asked: [update, basedOn], version }) => ({
        ...plan,
        ...toRow(update),
        version,
        based_on: basedOn,
      })),
    )
    .returningAll()
    .execute();
  if (added.some(({ asked: [update] }) => update.results.length > 0 || update.milestonesDone.length > 0))
    await changePlan(tx, plan);
  const rowOf = new Map(rows.map((row) => [keyOf(toUpdate(row, [])), row]));
  const entries: AuditEntry[] = [];
  const decided: Decided[] = [];
  const notices: Parameters<typeof addNotices>[2][number][] = [];
  const saved = new Map<string, StatusUpdate>();
  for (const { asked } of added) {
    const [update, , { approvedBy = null, notices: told = [] } = {}] = asked;
    const row = rowOf.get(keyOf(update));
    if (!row) throw new Error('a row was not given back');
    const { at, author: actor, origin } = update;
    const subject = subjectOf(plan, update);
    entries.push({ at, actor, action: AUDIT_ACTIONS[origin], subject, detail: auditDetail(row) });
    const undecided = toUpdate(row, []);
    const decision = { kind: 'approved', insteadOf: null, at, reason: null } as const;
    const approval =
      approvedBy === null ? null : { update: undecided, decision: { ...decision, actor: approvedBy } };
    if (approval !== null) {
      decided.push(approval);
      entries.push(decisionEntry(plan, approval));
    }
    saved.set(keyOf(update), toUpdate(row, approval === null ? [] : [approval.decision]));
    notices.push(...told.map((notice) => ({ ...notice, updates: notice.updates ?? [row.id], at })));
  }
  await addDecisions(tx, decided);
  await appendAuditAfter(tx, head, entries);
  await addNotices(tx, plan, notices);
  return saved;
}

/** The plan is another one now: whoever remembers it reads it anew. */
async function changePlan(tx: Transaction<Schema>, { body, year }: PlanKey): Promise<void> {
  await tx.updateTable('plan').set({ year }).where('body', '=', body).where('year', '=', year).execute();
}

const AUDIT_ACTIONS = {
  submission: 'update.submitted',
  confirmation: 'update.confirmed',
  correction: 'update.corrected',
  settlement: 'update.settled',
  transcription: 'update.transcribed',
} as const satisfies Record<StatusUpdate['origin'], string>;
