import type { Clock } from '../clock.ts';
import { createDrawing } from './drawing.ts';
import type { Courier, MessagePlace, OutboxRow, OutboxStore, Rules, TickReport, Verdict } from './outbox.ts';

/** First wait before another attempt; doubled each time, half an hour at most. */
const DEFAULT_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 30 * 60_000;

/** A claim seen unchanged for longer than any send takes was left open by a crash. */
export const DEFAULT_LEASE_MS = 30_000;

export interface SenderDeps {
  readonly clock: Clock;
  /** Names this process in the claims it takes. */
  readonly instance: string;
  /** Waits until the workspace may get one more message. */
  readonly turn?: () => Promise<void>;
  /** Milliseconds that only ever grow: a clock that is moved must not make a live claim look abandoned. */
  readonly elapsed?: () => number;
  readonly leaseMs?: number;
  readonly retryMs?: number;
}

/** What came of the rows so far. */
export type Tally = Record<keyof TickReport, number> & { readonly errors: unknown[] };

/**
 * Works through the outbox, whatever its rows tell: claims before it sends, waits its turn before it claims, looks
 * before it sends again, takes over what a crash left open, draws again what changed, and never overlaps with itself.
 */
export function createSender<Row extends OutboxRow, Message>(
  deps: SenderDeps & { readonly store: OutboxStore<Row>; readonly courier: Courier<Message> },
  rules: Rules<Row, Message>,
) {
  const { store, courier, clock, instance } = deps;
  const elapsed = deps.elapsed ?? (() => performance.now());
  const leaseMs = deps.leaseMs ?? DEFAULT_LEASE_MS;
  const retryMs = deps.retryMs ?? DEFAULT_RETRY_MS;
  const turn = deps.turn ?? (() => Promise.resolve());
  const drawing = createDrawing({ store, courier, compose: rules.compose });
  const firstSeen = new Map<string, number>();
  let running: Promise<unknown> = Promise.resolve();
  let stopping = false;

  const take = (rows: readonly Row[], thread?: MessagePlace | null): Promise<readonly Row[]> =>
    store.takeOver(rows, instance, clock.now(), thread);

  /** Claims that a crash left open: the message may or may not have gone out, so it is looked for first. */
  async function recover(tally: Tally): Promise<void> {
    const claimed = (await store.unsettled()).filter(({ status }) => status === 'claimed');
    const claims = Map.groupBy(
      claimed,
      (row) => `${rules.matterOf(row)}|${row.claimedBy}|${row.claimedAt?.toISOString()}`,
    );
    for (const claim of [...firstSeen.keys()]) if (!claims.has(claim)) firstSeen.delete(claim);
    for (const [claim, rows] of claims) {
      const since = firstSeen.get(claim) ?? elapsed();
      firstSeen.set(claim, since);
      if (stopping || elapsed() - since < leaseMs) continue;
      const ours = await take(rows);
      if (areSome(rows) && areSome(ours)) await onItsOwn(tally, reconcile(rows, ours, tally));
    }
  }

  async function reconcile(before: Rows<Row>, rows: Rows<Row>, tally: Tally): Promise<void> {
    const [first] = rows;
    const found = await courier.find(first.person, first.key, first.thread);
    if (found === 'unsearchable') {
      // What may be there is not sent twice: it is reported.
      await store.markFailed(idsOf(rows), 'unverified', clock.now());
      tally.failed++;
      return;
    }
    if (found === null) {
      // Looking may have taken longer than a lease: another process may have found, or sent, it meanwhile.
      const still = await take(rows);
      return areSome(still) ? deliver(still, tally) : undefined;
    }
    // It went out when it was claimed first, not now that it was found.
    await store.markSent(idsOf(rows), found, before[0].claimedAt ?? clock.now());
    tally.sent++;
    await rules.sent(rows, null, drawing);
  }

  /** What waits, as far as its wait is over and the hour is right; rows of one matter together. */
  async function sendWaiting(tally: Tally): Promise<void> {
    const waiting = (await store.unsettled()).filter(({ status }) => status === 'waiting');
    for (const rows of Map.groupBy(waiting, rules.matterOf).values()) {
      const [first] = rows;
      const isDue = rows.some(({ retryAt }) => retryAt === null || retryAt <= clock.now());
      if (!first || !isDue || !(await rules.mayGoOut(first))) continue;
      if (stopping) return;
      await turn();
      if (stopping) return;
      const ours = await take(rows);
      if (areSome(ours)) await onItsOwn(tally, deliver(ours, tally));
    }
  }

  const deliver = async (rows: Rows<Row>, tally: Tally): Promise<void> =>
    carryOut(rows, await rules.decide(rows, drawing), tally);

  async function carryOut(rows: Rows<Row>, verdict: Verdict<Message>, tally: Tally): Promise<void> {
    const ids = idsOf(rows);
    switch (verdict.do) {
      case 'release':
        return store.release(rows);
      case 'fail':
        return store.markFailed(ids, verdict.reason, clock.now());
      case 'settle':
        return store.markShown(ids, verdict.place, clock.now());
      case 'wait':
        tally.postponed++;
        return store.markWaiting(ids, verdict.reason, verdict.until);
      case 'send':
        return post(rows, verdict.message, verdict.thread ?? null, tally);
    }
  }

  async function post(
    claimed: readonly Row[],
    message: Message,
    thread: MessagePlace | null,
    tally: Tally,
  ): Promise<void> {
    // The lease begins here, however long it took to compose the message: whoever lost the rows sends nothing.
    const rows = await take(claimed, thread);
    if (!areSome(rows) || rows.length < claimed.length) return;
    const ids = idsOf(rows);
    const delivery = await courier.send(message, thread);
    switch (delivery.status) {
      case 'sent':
        await store.markSent(ids, delivery.place, clock.now());
        tally.sent++;
        return onItsOwn(tally, rules.sent(rows, message, drawing));
      case 'refused':
        tally.failed++;
        return store.markFailed(ids, delivery.reason, clock.now());
      case 'retry': {
        tally.postponed++;
        const backOff = Math.min(retryMs * 2 ** rows[0].attempts, LONGEST_RETRY_MS);
        const wait = Math.max(delivery.afterMs ?? 0, backOff);
        return store.markWaiting(ids, delivery.reason, new Date(clock.now().getTime() + wait));
      }
      case 'unknown':
        tally.postponed++;
        return store.markUnknown(ids, delivery.reason);
    }
  }

  return {
    /**
     * Does some work on the outbox when none of this sender's is under way, and reports it.
     * @throws AggregateError with what went wrong for single rows: it stopped none of the others
     */
    alone(work: (tally: Tally) => Promise<void>): Promise<TickReport> {
      const next = running.then(async () => {
        const tally: Tally = { sent: 0, failed: 0, postponed: 0, errors: [] };
        await work(tally);
        const { errors, ...report } = tally;
        if (errors.length > 0) throw new AggregateError(errors, `${errors.length} messages went wrong`);
        return report;
      });
      running = next.catch(() => undefined);
      return next;
    },

    /** Settles what earlier runs left open, sends what waits, draws again what changed. */
    async settleOpen(tally: Tally): Promise<void> {
      await recover(tally);
      await sendWaiting(tally);
      tally.errors.push(...(await drawing.catchUp()));
    },

    /** Does what was decided about rows that were just claimed. */
    carryOut,

    drawing,
    turn,
    elapsed,
    isStopping: (): boolean => stopping,

    /** Ends after the message that is being sent. */
    async stop(): Promise<void> {
      stopping = true;
      await running;
    },
  };
}

type Rows<Row> = readonly [Row, ...Row[]];
const areSome = <Row>(rows: readonly Row[]): rows is Rows<Row> => rows.length > 0;

const idsOf = (rows: readonly OutboxRow[]): readonly number[] => rows.map(({ id }) => id);

/** One row's unexpected error must not hold back the others. */
export const onItsOwn = (tally: Tally, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => void tally.errors.push(error));
