import { sql, type Transaction } from 'kysely';
import {
  codesHandedOver,
  comparePlans,
  type HandedOver,
  type ImportOutcome,
  type ItemReports,
  needsConfirmation,
  type PlanComparison,
} from '../../domain/plan/index.ts';
import {
  type Item,
  type ItemKey,
  type ItemRef,
  itemRef,
  type Plan,
  readItemRef,
} from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { beginsWith } from '../engine/texts.ts';
import { writing } from '../engine/transaction.ts';
import { loadPlan, loadRemoved, proposedItems, writePlan } from '../plan/index.ts';
import { appendAudit } from './audit-log.ts';

type Tx = Transaction<Schema>;

/** Who imports, when, and how far. */
interface ImportRequest {
  readonly plan: Plan;
  /** Collections that the source has no file of: what is stored of them stays. */
  readonly absent: readonly (keyof Plan)[];
  /** Whether what somebody reported on may be moved, renamed or taken away. */
  readonly confirmed: boolean;
  /** Whether only to compare. */
  readonly dryRun: boolean;
  readonly actor: string;
  readonly at: Date;
}

/**
 * Imports a plan over the one that is stored, in one transaction: what people reported follows their items, whatever
 * number they now have; what is gone is kept apart with all that was reported on it.
 * @returns what changes; `saved` is false where it was only compared, or waits to be confirmed
 */
export const importPlan = (db: Db, request: ImportRequest): Promise<ImportOutcome> =>
  writing(db, async (tx) => {
    const { head } = request.plan;
    const stored = await loadPlan(tx, head.body, head.year);
    if (!stored) {
      if (!request.dryRun) await save(tx, request, request.plan, null);
      return { comparison: null, reports: new Map(), handedOver: [], kept: [], saved: !request.dryRun };
    }
    const kept = request.absent.filter(
      (name) =>
        KEPT[name] !== undefined && name !== 'head' && (stored[name] as readonly unknown[]).length > 0,
    );
    const plan: Plan = {
      ...request.plan,
      ...(request.absent.includes('head') ? { head: stored.head } : {}),
      ...Object.fromEntries(kept.map((name) => [name, stored[name]])),
    };
    const removed = await loadRemoved(tx, head.body, head.year);
    const proposed = await proposedItems(tx, stored);
    const comparison = comparePlans(stored, plan, [...removed, ...proposed]);
    const reports = await reportsOf(tx, plan, [
      ...comparison.renumbered.map(({ before }) => before),
      ...comparison.retitled.map(({ before }) => before),
      ...comparison.gone,
    ]);
    const handedOver = await handedOverIn(tx, stored, plan);
    const saved = !request.dryRun && (request.confirmed || !needsConfirmation({ reports, handedOver }));
    if (saved) {
      await follow(tx, plan, comparison, [...comparison.gone, ...removed], proposed, request.at);
      await save(tx, request, plan, comparison);
    }
    return { comparison, reports, handedOver, kept: kept.map((name) => KEPT[name] ?? name), saved };
  });

/** The codes that would change hands, of which something was done. */
async function handedOverIn(tx: Tx, stored: Plan, plan: Plan): Promise<readonly HandedOver[]> {
  const { body, year } = plan.head;
  const found: HandedOver[] = [];
  for (const one of codesHandedOver(stored, plan)) {
    const { acts } = await tx
      .selectFrom('audit')
      .select(({ fn }) => fn.countAll<number>().as('acts'))
      .where('actor', '=', one.code)
      .where(beginsWith('subject', `${body}/${year}/`))
      .executeTakeFirstOrThrow();
    if (Number(acts) > 0) found.push({ ...one, acts: Number(acts) });
  }
  return found;
}

/** What a file may lack without taking it away, as an import names it. */
const KEPT: { readonly [N in keyof Plan]?: string } = {
  people: 'le persone',
  roles: 'i ruoli',
  costLines: 'i costi',
  indicators: 'gli indicatori',
  milestones: 'le tappe',
  budgetLines: 'le righe di bilancio',
  itemRoles: 'gli incarichi',
  declared: 'i totali dichiarati',
  notes: 'le note',
  closures: 'i giorni di chiusura',
  acts: 'gli atti',
  facts: 'i dati di contesto',
  factNotes: 'le note sui dati',
  statements: 'le affermazioni',
  glossary: 'il glossario',
  legalDeadlines: 'le scadenze di legge',
  monitoringCounts: 'la sintesi del monitoraggio',
};

async function save(
  tx: Tx,
  { actor, at }: ImportRequest,
  plan: Plan,
  comparison: PlanComparison | null,
): Promise<void> {
  await writePlan(tx, plan, at);
  await appendAudit(tx, {
    at,
    actor,
    action: 'plan.imported',
    subject: `${plan.head.body}/${plan.head.year}`,
    detail: {
      items: plan.items.length,
      ...(comparison === null
        ? {}
        : {
            added: comparison.added.map(itemRef),
            gone: comparison.gone.map(itemRef),
            renumbered: comparison.renumbered.map(({ before, after }) => [itemRef(before), itemRef(after)]),
            retitled: comparison.retitled.map(({ after }) => itemRef(after)),
          }),
    },
  });
}

/** Moves what was reported to the numbers that the items now have, and keeps what is gone. */
async function follow(
  tx: Tx,
  plan: Plan,
  { pairs }: PlanComparison,
  gone: readonly Item[],
  proposed: readonly Item[],
  at: Date,
): Promise<void> {
  const { body, year } = plan.head;
  const staying = new Set(pairs.map(({ before }) => before));
  const apart = [...gone, ...proposed].filter((item) => !staying.has(item));
  const taken = new Set<ItemRef>(plan.items.map(itemRef));
  const places = new Map<Item, number>();
  for (const item of apart) {
    // Where its number is another's now it takes one that nobody has, and what was reported goes with it.
    const number = taken.has(itemRef(item)) ? freeNumber(taken, item.kind) : item.number;
    taken.add(itemRef({ kind: item.kind, number }));
    places.set(item, number);
  }
  const moves = [
    ...pairs.map(({ before, after }) => ({ kind: before.kind, from: before.number, to: after.number })),
    ...apart.map((item) => ({ kind: item.kind, from: item.number, to: places.get(item) ?? item.number })),
  ].filter(({ from, to }) => from !== to);
  await renumber(tx, plan, moves);
  await tx.deleteFrom('removed_item').where('body', '=', body).where('year', '=', year).execute();
  // A proposed item lives in its report, and is read from there.
  for (const item of apart.filter((one) => !proposed.includes(one))) {
    const number = places.get(item) ?? item.number;
    const content = { ...item, number, removedOn: item.removedOn ?? at.toISOString().slice(0, 10) };
    await tx
      .insertInto('removed_item')
      .values({ body, year, kind: item.kind, number, content: JSON.stringify(content) })
      .execute();
  }
}

const freeNumber = (taken: ReadonlySet<ItemRef>, kind: ItemKind): number =>
  1 + Math.max(0, ...[...taken].map(readItemRef).flatMap((key) => (key?.kind === kind ? [key.number] : [])));

interface Move {
  readonly kind: ItemKind;
  readonly from: number;
  readonly to: number;
}

const NUMBERED = ['status_update', 'plan_change', 'evidence', 'draft', 'postponement'] as const;

/** By way of negative numbers: two items may exchange theirs. */
async function renumber(tx: Tx, { head: { body, year } }: Plan, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  for (const table of NUMBERED) {
    for (const { kind, from, to } of moves)
      await tx
        .updateTable(table)
        .set({ number: -to })
        .where('body', '=', body)
        .where('year', '=', year)
        .where('kind', '=', kind)
        .where('number', '=', from)
        .execute();
    await tx
      .updateTable(table)
      .set({ number: sql<number>`-number` })
      .where('body', '=', body)
      .where('year', '=', year)
      .where('number', '<', 0)
      .execute();
  }
  const moved = new Map(
    moves.map(({ kind, from, to }) => [itemRef({ kind, number: from }), itemRef({ kind, number: to })]),
  );
  const rows = await tx
    .selectFrom('outbox')
    .select(['id', 'items'])
    .where('body', '=', body)
    .where('year', '=', year)
    .where('items', 'is not', null)
    .execute();
  for (const { id, items } of rows) {
    const asked = JSON.parse(items ?? '[]') as { readonly item: ItemRef }[];
    if (!asked.some(({ item }) => moved.has(item))) continue;
    const followed = asked.map((one) => ({ ...one, item: moved.get(one.item) ?? one.item }));
    await tx
      .updateTable('outbox')
      .set({ items: JSON.stringify(followed) })
      .where('id', '=', id)
      .execute();
  }
  // What hangs in Slack shows the old numbers: it is drawn again.
  await tx
    .updateTable('outbox')
    .set(({ eb }) => ({ stale: eb('stale', '+', 1) }))
    .where('body', '=', body)
    .where('year', '=', year)
    .where('status', '=', 'sent')
    .where('retired', '=', 0)
    .execute();
}

/** What people did about items, by what they are; those about which nobody did anything are left out. */
async function reportsOf(
  tx: Tx,
  plan: Plan,
  items: readonly Item[],
): Promise<ReadonlyMap<ItemRef, ItemReports>> {
  const wanted = new Set(items.map(itemRef));
  if (wanted.size === 0) return new Map();
  const { body, year } = plan.head;
  const found = new Map<
    ItemRef,
    { updates: number; approvals: number; documents: number; reminders: number }
  >();
  const add = (key: ItemKey | ItemRef, what: keyof ItemReports): void => {
    const ref = typeof key === 'string' ? key : itemRef(key);
    if (!wanted.has(ref)) return;
    const reports = found.get(ref) ?? { updates: 0, approvals: 0, documents: 0, reminders: 0 };
    reports[what]++;
    found.set(ref, reports);
  };
  const updates = await tx
    .selectFrom('status_update')
    .select(['id', 'kind', 'number'])
    .where('body', '=', body)
    .where('year', '=', year)
    .execute();
  for (const update of updates) add(update, 'updates');
  const decided = await tx
    .selectFrom('update_decision')
    .innerJoin('status_update', 'status_update.id', 'update_decision.update_id')
    .select(['status_update.kind as kind', 'status_update.number as number'])
    .where('body', '=', body)
    .where('year', '=', year)
    .execute();
  for (const decision of decided) add(decision, 'approvals');
  const documents = await tx
    .selectFrom('evidence')
    .select(['kind', 'number'])
    .where('body', '=', body)
    .where('year', '=', year)
    .execute();
  for (const document of documents) add(document, 'documents');
  const reminders = await tx
    .selectFrom('outbox')
    .select('items')
    .where('body', '=', body)
    .where('year', '=', year)
    .where('status', '=', 'sent')
    .where('items', 'is not', null)
    .execute();
  for (const { items: asked } of reminders)
    for (const { item } of JSON.parse(asked ?? '[]') as { readonly item: ItemRef }[]) add(item, 'reminders');
  return found;
}
