import type { WorkCalendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import { composeMessage } from './compose-message.ts';
import { dayOfKey, nameOfKey, type ScheduledStep, scheduleOf } from './ladder.ts';
import { channelOf, isNote } from './notes.ts';
import type { AbsenceStore, Notifier, OutboxMessage, ReminderRow, ReminderStore } from './outbox.ts';
import type { PlanSource } from './plan-source.ts';
import { type ActivityReader, readReminderState, readStanding } from './reminder-state.ts';
import { AGAIN, BY_HAND, isOpen, type OutboxClaim, type ReminderState, recipientKey } from './reminders.ts';
import { type IsoDay, itemRef, type Phase, type Plan } from './types.ts';
import type { UpdateStore } from './update-ports.ts';

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

/** A note is no reminder: after so many attempts it is let go. */
const NOTE_ATTEMPTS = 10;

/** So many accounts in a row that Slack cannot be asked about: it is Slack, not the accounts. */
const GIVE_UP_AFTER = 3;

/** Says what is due, from a state. */
export type DueRule = (state: ReminderState) => readonly OutboxClaim[];

export interface OutboxDeps {
  readonly plans: PlanSource;
  readonly reminders: ReminderStore;
  readonly absences: AbsenceStore;
  readonly updates: Pick<UpdateStore, 'answeredIn' | 'versionsOfPhase'>;
  readonly activity?: ActivityReader;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
  /** Names this process in the claims it takes. */
  readonly instance: string;
  /** Waits until the workspace may get one more message. */
  readonly turn?: () => Promise<void>;
  /** Milliseconds that only ever grow: a clock that is moved must not make a live claim look abandoned. */
  readonly elapsed?: () => number;
  readonly leaseMs?: number;
  readonly retryMs?: number;
}

export type OutboxSender = ReturnType<typeof createOutboxSender>;

/** Works through the outbox: claims before it sends, looks before it sends again, and never overlaps with itself. */
export function createOutboxSender(deps: OutboxDeps) {
  const { plans, reminders, notifier, clock } = deps;
  const elapsed = deps.elapsed ?? (() => performance.now());
  const leaseMs = deps.leaseMs ?? DEFAULT_LEASE_MS;
  const retryMs = deps.retryMs ?? DEFAULT_RETRY_MS;
  const turn = deps.turn ?? (() => Promise.resolve());
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
      const row = await reminders.claim(next, earlierSteps(plan, next), deps.instance, clock.now());
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
  async function recover(plan: Plan, tally: Tally): Promise<void> {
    const claimed = (await reminders.unsettled()).filter(({ status }) => status === 'claimed');
    const seen = new Set(claimed.map(claimIdentity));
    for (const identity of [...firstSeen.keys()]) if (!seen.has(identity)) firstSeen.delete(identity);
    for (const row of claimed) {
      const identity = claimIdentity(row);
      const since = firstSeen.get(identity) ?? elapsed();
      firstSeen.set(identity, since);
      if (stopping || elapsed() - since < leaseMs) continue;
      const ours = await reminders.takeOver(row, deps.instance, clock.now());
      if (ours) await onItsOwn(tally, reconcile(plan, row, ours, tally));
    }
  }

  async function reconcile(plan: Plan, before: ReminderRow, row: ReminderRow, tally: Tally): Promise<void> {
    // Reading a channel takes a permission that nothing else needs: what may be there is not sent twice.
    if (channelOf(row.person) !== null) return reminders.markFailed(row.id, 'unverified', clock.now());
    const place = await notifier.find(row.person, row.key);
    if (!place) return deliverIfValid(plan, row, tally);
    // It went out when it was claimed first, not now that it was found.
    await reminders.markSent(row.id, place, before.claimedAt);
    tally.sent++;
    await redraw(row.key);
  }

  /** Rows whose wait is over. */
  async function retry(plan: Plan, tally: Tally): Promise<void> {
    for (const row of await reminders.unsettled()) {
      const now = clock.now();
      if (stopping) return;
      if (row.status !== 'waiting' || (row.retryAt !== null && now < row.retryAt)) continue;
      if (!mayGoOut(plan, row)) continue;
      await turn();
      const ours = await reminders.takeOver(row, deps.instance, now);
      if (ours) await onItsOwn(tally, deliverIfValid(plan, ours, tally));
    }
  }

  async function deliverIfValid(plan: Plan, row: ReminderRow, tally: Tally): Promise<void> {
    if (!isStillValid(plan, row)) return reminders.markFailed(row.id, 'expired', clock.now());
    if (mayGoOut(plan, row)) return deliverIfOwed(plan, row, tally);
    if (!stillOwed(await compose(plan, row)))
      return reminders.markFailed(row.id, 'answered_meanwhile', clock.now());
    const morning = deps.calendarOf(plan).nextWorkingMoment(clock.now());
    await reminders.markWaiting(row.id, 'outside_hours', morning);
    tally.postponed++;
  }

  async function deliverIfOwed(plan: Plan, row: ReminderRow, tally: Tally): Promise<void> {
    const message = await compose(plan, row);
    if (!message || !stillOwed(message))
      return reminders.markFailed(row.id, 'answered_meanwhile', clock.now());
    const delivery = await notifier.send(message);
    switch (delivery.status) {
      case 'sent':
        await reminders.markSent(row.id, delivery.place, clock.now());
        tally.sent++;
        await onItsOwn(tally, settleInSlack(plan, row, message));
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

  /** After a send: what came in while it was under way is shown, and the message before it is retired. */
  async function settleInSlack(plan: Plan, row: ReminderRow, sent: OutboxMessage): Promise<void> {
    const now = await compose(plan, row);
    if (now && missingOf(now) !== missingOf(sent)) await redraw(row.key);
    if (!isNote(nameOfKey(row.stepKey))) await retireReplaced(plan, { phase: row.phase, person: row.person });
  }

  /** One living message per person and phase: those that a newer one has replaced say so, and ask nothing any more. */
  async function retireReplaced(
    plan: Plan,
    of?: { readonly phase: string; readonly person: string },
  ): Promise<void> {
    const living = (await reminders.living(of)).filter((row) => !isNote(nameOfKey(row.stepKey)));
    const newest = new Map<string, ReminderRow>();
    for (const row of living) {
      const known = newest.get(`${row.phase}|${row.person}`);
      if (!known || known.id < row.id) newest.set(`${row.phase}|${row.person}`, row);
    }
    for (const row of living) {
      const latest = newest.get(`${row.phase}|${row.person}`);
      if (!latest || latest.id === row.id || latest.stepKey === row.stepKey) continue;
      const message = await compose(plan, { ...row, retired: true });
      // In Slack first: after a crash in between it is done again, and nothing is left behind.
      if (message && row.channel !== null && row.ts !== null)
        await notifier.redraw(message, { channel: row.channel, ts: row.ts });
      await reminders.markRetired(row.id);
    }
  }

  const stateOf = (plan: Plan): Promise<ReminderState> =>
    readReminderState(plan, deps, deps.calendarOf(plan).dayOf);

  const phaseOf = (plan: Plan, code: string): Phase | undefined =>
    plan.phases.find((phase) => phase.code === code);

  function schedule(plan: Plan, phaseCode: string): readonly ScheduledStep[] {
    const phase = phaseOf(plan, phaseCode);
    return phase ? scheduleOf(phase, deps.calendarOf(plan)) : [];
  }

  /** The steps of the ladder before this one: those that never went out are recorded as skipped. */
  const earlierSteps = (plan: Plan, { phase, stepKey, at, onBehalf }: OutboxClaim): readonly string[] => {
    const steps = schedule(plan, phase.code);
    if (onBehalf !== '' || !steps.some(({ key }) => key === stepKey)) return [];
    return steps.filter((step) => step.at < at).map(({ key }) => key);
  };

  /** A step outside the ladder is good for the working day it is meant for. */
  function isStillValid(plan: Plan, row: ReminderRow): boolean {
    const now = clock.now();
    const calendar = deps.calendarOf(plan);
    const phase = phaseOf(plan, row.phase);
    const name = nameOfKey(row.stepKey);
    const until = (day: IsoDay): boolean =>
      now < calendar.at(calendar.addWorkingDays(day, 1), calendar.sendAt);
    if (isNote(name))
      return phase !== undefined && row.attempts < NOTE_ATTEMPTS && until(calendar.dayOf(row.claimedAt));
    if (!phase || !isOpen(phase, calendar.dayOf(now))) return false;
    const step = schedule(plan, row.phase).find(({ key }) => key === row.stepKey);
    if (step) return now < step.until;
    return (name === AGAIN || name === BY_HAND) && until(dayOfKey(row.stepKey));
  }

  /** Nothing goes out at night, on a holiday or while the phase is paused: what is due then waits. */
  const mayGoOut = (plan: Plan, row: ReminderRow): boolean =>
    deps.calendarOf(plan).isWorkingMoment(clock.now()) && phaseOf(plan, row.phase)?.paused === false;

  const compose = async (plan: Plan, row: ReminderRow): Promise<OutboxMessage | null> =>
    composeMessage(row, {
      state: await readStanding(plan, deps),
      calendar: deps.calendarOf(plan),
      now: clock.now(),
      versions: await deps.updates.versionsOfPhase(row.phase),
    });

  /** Draws a sent message as things stand now; one that was retired stays as it is. */
  async function redraw(key: string): Promise<boolean> {
    const row = await reminders.byKey(key);
    if (row?.status !== 'sent' || row.retired || row.channel === null || row.ts === null) return false;
    const message = await compose(await plans.current(), row);
    if (!message) return false;
    await notifier.redraw(message, { channel: row.channel, ts: row.ts });
    return true;
  }

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
        const plan = await plans.current();
        await recover(plan, tally);
        await retry(plan, tally);
        await sendAll(rule, tally);
        await onItsOwn(tally, retireReplaced(await plans.current()));
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

    stateOf,
    compose,
    redraw,

    /**
     * Redraws the living messages that are wanted; one that cannot be redrawn stops none of the others.
     * @returns the rows that were redrawn
     */
    async redrawAll(wanted: (row: ReminderRow) => boolean): Promise<readonly ReminderRow[]> {
      const tally = startTally();
      const redrawn: ReminderRow[] = [];
      for (const row of (await reminders.living()).filter(wanted))
        await onItsOwn(
          tally,
          redraw(row.key).then((done) => void (done && redrawn.push(row))),
        );
      reportOf(tally);
      return redrawn;
    },
  };
}

const identityOf = ({ phase, person, stepKey, onBehalf }: OutboxClaim): string =>
  recipientKey(phase.code, person, stepKey, onBehalf);

const claimIdentity = (row: ReminderRow): string =>
  `${row.id}|${row.claimedBy}|${row.claimedAt.toISOString()}`;

/** What a reminder still asks, to tell whether it changed. */
const missingOf = (message: OutboxMessage): string =>
  message.kind === 'reminder'
    ? message.items
        .map(
          ({ item, update, inChargeUntil }) => `${itemRef(item)} ${update?.id ?? ''} ${inChargeUntil ?? ''}`,
        )
        .join()
    : '';

/** A reminder whose items have all come in is not sent any more; a note always is. */
const stillOwed = (message: OutboxMessage | null): boolean =>
  message !== null && (message.kind !== 'reminder' || message.items.some(({ update }) => update === null));

/**
 * Those who may have to stand in for others come last: by then it is known who cannot be reached, and they get all of
 * it in one message.
 */
function inSendingOrder(state: ReminderState, due: readonly OutboxClaim[]): readonly OutboxClaim[] {
  const { roles } = state.plan;
  const having = (wanted: string) =>
    new Set(roles.filter(({ role }) => role === wanted).map(({ person }) => person));
  const heads = having('head');
  const controllers = having('controller');
  const substitutes = new Set(state.absences.map(({ substitute }) => substitute));
  const rank = ({ person }: OutboxClaim): number =>
    controllers.has(person) ? 3 : heads.has(person) ? 2 : substitutes.has(person) ? 1 : 0;
  return [...due].sort((a, b) => rank(a) - rank(b));
}
