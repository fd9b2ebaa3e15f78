import { nameOfKey } from '../phases/index.ts';
import type { Notifier, OutboxMessage, ReminderRow } from '../sending/index.ts';
import type { Plan } from '../types.ts';
import { channelOf } from './notes.ts';
import { createOutboxDrawing, type DrawingDeps } from './outbox-drawing.ts';
import {
  earlierSteps,
  hasClosed,
  identityOf,
  inSendingOrder,
  isStillValid,
  mayGoOut,
  stillOwed,
} from './outbox-rules.ts';
import { type ActivityReader, readReminderState } from './reminder-state.ts';
import { BY_HAND, type OutboxClaim, type ReminderState, recipientKey } from './reminders.ts';

export interface TickReport {
  readonly sent: number;
  readonly failed: number;
  readonly postponed: number;
}

type Tally = Record<keyof TickReport, number> & { readonly errors: unknown[] };

const startTally = (): Tally => ({ sent: 0, failed: 0, postponed: 0, errors: [] });

/** @throws AggregateError with what went wrong for single rows: it stopped none of the others */
function reportOf({ errors, ...report }: Tally): TickReport {
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} reminders went wrong`);
  return report;
}

/** One row's unexpected error must not hold back the others. */
const onItsOwn = (tally: Tally, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => void tally.errors.push(error));

/** First wait before another attempt; doubled each time, half an hour at most. */
const DEFAULT_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 30 * 60_000;

/** A claim seen unchanged for longer than any send takes was left open by a crash. */
export const DEFAULT_LEASE_MS = 30_000;

/** What is due is looked at again when it was last known longer ago than this: somebody may have answered since. */
const FRESH_MS = 1_000;

/** So many accounts in a row that Slack cannot be asked about: it is Slack, not the accounts. */
const GIVE_UP_AFTER = 3;

/** Says what is due, from a state. */
export type DueRule = (state: ReminderState) => readonly OutboxClaim[];

export interface OutboxDeps extends DrawingDeps {
  readonly activity?: ActivityReader;
  readonly notifier: Notifier;
  /** Names this process in the claims it takes. */
  readonly instance: string;
  /** Waits until the workspace may get one more message. */
  readonly turn?: () => Promise<void>;
  /** Milliseconds that only ever grow: a clock that is moved must not make a live claim look abandoned. */
  readonly elapsed?: () => number;
  readonly leaseMs?: number;
  readonly retryMs?: number;
}

/** Works through the outbox: claims before it sends, looks before it sends again, and never overlaps with itself. */
export function createOutboxSender(deps: OutboxDeps) {
  const { plans, reminders, notifier, clock } = deps;
  const elapsed = deps.elapsed ?? (() => performance.now());
  const leaseMs = deps.leaseMs ?? DEFAULT_LEASE_MS;
  const retryMs = deps.retryMs ?? DEFAULT_RETRY_MS;
  const turn = deps.turn ?? (() => Promise.resolve());
  const drawing = createOutboxDrawing(deps);
  const firstSeen = new Map<string, number>();
  let running: Promise<unknown> = Promise.resolve();
  let stopping = false;

  /**
   * Claims and sends what a rule says is due, one after the other. The rule is asked again as time goes by, and
   * whenever somebody turns out to have no account: what was meant for them goes to their substitute or head.
   */
  async function sendAll(rule: DueRule, tally: Tally): Promise<void> {
    const unreachable = new Set<string>();
    const tried = new Set<string>();
    let due: readonly OutboxClaim[] = [];
    let lookedAt = Number.NEGATIVE_INFINITY;
    let unknown = 0;
    const look = async (): Promise<void> => {
      const plan = await plans.current();
      const state = { ...(await stateOf(plan)), unreachable };
      due = inSendingOrder(state, rule(state));
      lookedAt = elapsed();
    };
    const pick = (): OutboxClaim | undefined => due.find((one) => !tried.has(identityOf(one)));
    await look();
    while (!stopping && pick() && unknown < GIVE_UP_AFTER) {
      await turn();
      if (stopping) return;
      if (elapsed() - lookedAt > FRESH_MS) await look();
      const next = pick();
      if (!next) return;
      tried.add(identityOf(next));
      const reach = await reachOf(next.person, tally);
      unknown = reach === 'unknown' ? unknown + 1 : 0;
      if (reach === 'missing') {
        unreachable.add(next.person);
        await noteUnreachable(next, tally);
        await look();
      }
      if (reach !== 'here') continue;
      const plan = await plans.current();
      const row = await reminders.claim(
        next,
        earlierSteps(plan, deps.calendarOf(plan), next),
        deps.instance,
        clock.now(),
      );
      if (row) await onItsOwn(tally, deliverIfOwed(plan, row, tally));
    }
  }

  /** Whether somebody can be written to now; unknown when Slack cannot be asked. */
  async function reachOf(person: string, tally: Tally): Promise<'here' | 'missing' | 'unknown'> {
    try {
      return (await notifier.isReachable(person)) ? 'here' : 'missing';
    } catch (error) {
      tally.errors.push(error);
      tally.postponed++;
      return 'unknown';
    }
  }

  /** The control office sees in the report who could not be reached, and why. */
  async function noteUnreachable(missing: OutboxClaim, tally: Tally): Promise<void> {
    const row = await reminders.claim({ ...missing, asked: [] }, [], deps.instance, clock.now());
    if (!row) return;
    await reminders.markFailed(row.id, 'no_account', clock.now());
    tally.failed++;
  }

  /** Claims that a crash left open: the message may or may not have gone out, so it is looked for first. */
  async function recover(rule: DueRule, tally: Tally): Promise<void> {
    const claimed = (await reminders.unsettled()).filter(({ status }) => status === 'claimed');
    const seen = new Set(claimed.map(claimIdentity));
    for (const identity of [...firstSeen.keys()]) if (!seen.has(identity)) firstSeen.delete(identity);
    for (const row of claimed) {
      const identity = claimIdentity(row);
      const since = firstSeen.get(identity) ?? elapsed();
      firstSeen.set(identity, since);
      if (stopping || elapsed() - since < leaseMs) continue;
      const ours = await reminders.takeOver(row, deps.instance, clock.now());
      if (ours) await onItsOwn(tally, reconcile(rule, row, ours, tally));
    }
  }

  async function reconcile(
    rule: DueRule,
    before: ReminderRow,
    row: ReminderRow,
    tally: Tally,
  ): Promise<void> {
    // Reading a channel takes a permission that nothing else needs: what may be there is not sent twice.
    if (channelOf(row.person) !== null) return reminders.markFailed(row.id, 'unverified', clock.now());
    const place = await notifier.find(row.person, row.key);
    if (!place) {
      // Looking may have taken longer than a lease: another process may have found, or sent, it meanwhile.
      const still = await reminders.takeOver(row, deps.instance, clock.now());
      return still ? deliverIfDue(rule, still, tally) : undefined;
    }
    // It went out when it was claimed first, not now that it was found.
    await reminders.markSent(row.id, place, before.claimedAt);
    tally.sent++;
    await drawing.redrawAll(({ id }) => id === row.id);
  }

  /** Rows whose wait is over. */
  async function retry(rule: DueRule, tally: Tally): Promise<void> {
    for (const row of await reminders.unsettled()) {
      const now = clock.now();
      if (stopping) return;
      if (row.status !== 'waiting' || (row.retryAt !== null && now < row.retryAt)) continue;
      const plan = await plans.current();
      if (!mayGoOut(plan, deps.calendarOf(plan), now, row)) continue;
      await turn();
      const ours = await reminders.takeOver(row, deps.instance, now);
      if (ours) await onItsOwn(tally, deliverIfDue(rule, ours, tally));
    }
  }

  /** What waited, or was left open, goes out if it still would today: to the same person, for the same reason. */
  async function deliverIfDue(rule: DueRule, row: ReminderRow, tally: Tally): Promise<void> {
    const plan = await plans.current();
    const calendar = deps.calendarOf(plan);
    const now = clock.now();
    if (hasClosed(plan, calendar, now, row)) return reminders.release(row);
    if (!isStillValid(plan, calendar, now, row)) return reminders.markFailed(row.id, 'expired', now);
    const message = await drawing.compose(plan, row);
    if (!message || !stillOwed(message)) return reminders.markFailed(row.id, 'answered_meanwhile', now);
    if (!mayGoOut(plan, calendar, now, row)) {
      await reminders.markWaiting(row.id, 'outside_hours', calendar.nextWorkingMoment(now));
      tally.postponed++;
      return;
    }
    const isDue = nameOfKey(row.stepKey) === BY_HAND || (await isDueAnew(rule, plan, row));
    // Away, put off, taken in charge meanwhile: whoever should be asked now, if anybody, is found anew.
    return isDue ? deliver(plan, row, message, tally) : reminders.release(row);
  }

  /** Whether the rule would have this message sent, if the row were not there. */
  async function isDueAnew(rule: DueRule, plan: Plan, row: ReminderRow): Promise<boolean> {
    const identity = recipientKey(row.phase, row.person, row.stepKey, row.onBehalf);
    return rule(await stateOf(plan, row.id)).some((one) => identityOf(one) === identity);
  }

  async function deliverIfOwed(plan: Plan, row: ReminderRow, tally: Tally): Promise<void> {
    const message = await drawing.compose(plan, row);
    if (!message || !stillOwed(message))
      return reminders.markFailed(row.id, 'answered_meanwhile', clock.now());
    return deliver(plan, row, message, tally);
  }

  async function deliver(plan: Plan, row: ReminderRow, message: OutboxMessage, tally: Tally): Promise<void> {
    const delivery = await notifier.send(message);
    switch (delivery.status) {
      case 'sent':
        await reminders.markSent(row.id, delivery.place, clock.now());
        tally.sent++;
        await onItsOwn(tally, drawing.settle(plan, row, message));
        return;
      case 'refused':
        await reminders.markFailed(row.id, delivery.reason, clock.now());
        tally.failed++;
        return;
      case 'retry': {
        const backOff = Math.min(retryMs * 2 ** row.attempts, LONGEST_RETRY_MS);
        const wait = Math.max(delivery.afterMs ?? 0, backOff);
        await reminders.markWaiting(row.id, delivery.reason, new Date(clock.now().getTime() + wait));
        tally.postponed++;
        return;
      }
      case 'unknown':
        // The claim stays open: a later tick looks for the message before it sends it again.
        tally.postponed++;
    }
  }

  /** @param without a row to leave out, as if it had never been claimed */
  const stateOf = (plan: Plan, without?: number): Promise<ReminderState> =>
    readReminderState(
      plan,
      {
        ...deps,
        reminders: { all: async () => (await reminders.all()).filter(({ id }) => id !== without) },
      },
      deps.calendarOf(plan).dayOf,
    );

  /** Work on the outbox never overlaps within the process: one waits for the other. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const next = running.then(work);
    running = next.catch(() => undefined);
    return next;
  }

  return {
    /** Settles what earlier runs left open, sends what the rule says is due, retires what was replaced. */
    workThrough: (rule: DueRule): Promise<TickReport> =>
      alone(async () => {
        const tally = startTally();
        await recover(rule, tally);
        await retry(rule, tally);
        await sendAll(rule, tally);
        await onItsOwn(tally, drawing.retireReplaced(await plans.current()));
        tally.errors.push(...(await drawing.catchUp()));
        return reportOf(tally);
      }),

    /** Sends what the rule says is due, and leaves the rest alone. */
    send: (rule: DueRule): Promise<TickReport> =>
      alone(async () => {
        const tally = startTally();
        await sendAll(rule, tally);
        return reportOf(tally);
      }),

    /** Ends after the message that is being sent. */
    async stop(): Promise<void> {
      stopping = true;
      await running;
    },

    stateOf: (plan: Plan) => stateOf(plan),
    compose: drawing.compose,
    redrawAll: drawing.redrawAll,
  };
}

const claimIdentity = (row: ReminderRow): string =>
  `${row.id}|${row.claimedBy}|${row.claimedAt.toISOString()}`;
