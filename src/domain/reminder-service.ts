import type { Absence, Postponement } from './absences.ts';
import type { WorkCalendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import { nameOfKey, type ScheduledStep, SEND_AT, type StepName, scheduleOf, stepAt } from './ladder.ts';
import type { PlanSource } from './plan-source.ts';
import { readReminderState } from './reminder-state.ts';
import {
  AGAIN,
  BY_HAND,
  type DueReminder,
  dueReminders,
  isOpen,
  messagesOf,
  type NextStep,
  type ReminderState,
} from './reminders.ts';
import { type Item, type ItemKey, type ItemRef, itemRef, type Phase, type Plan, type Role } from './types.ts';
import type { UpdateStore } from './update-service.ts';
import type { StatusUpdate } from './updates.ts';

/** A row of the outbox: one message that one person is owed at one step. */
export interface ReminderRow {
  readonly id: number;
  /** Opaque; travels in the message's metadata, so that a message can be found again. */
  readonly key: string;
  readonly phase: string;
  readonly person: string;
  readonly onBehalf: string;
  readonly role: Role;
  /** `-15@2021-09-09`: the step and its day. */
  readonly stepKey: string;
  readonly status: 'waiting' | 'claimed' | 'sent' | 'failed' | 'skipped';
  readonly late: boolean;
  readonly asked: readonly { readonly item: ItemRef; readonly responsible: string }[];
  readonly attempts: number;
  /** When a waiting row may be tried again. */
  readonly retryAt: Date | null;
  readonly claimedAt: Date;
  readonly claimedBy: string;
  readonly settledAt: Date | null;
  readonly channel: string | null;
  readonly ts: string | null;
  /** A newer message took its place. */
  readonly retired: boolean;
  readonly reason: string | null;
}

/** The outbox. Each call is one statement or one transaction: two processes on one database never both win. */
export interface ReminderStore {
  all(): Promise<readonly ReminderRow[]>;
  /** Takes the right to send, and records the earlier steps as skipped; null when somebody else has it. */
  claim(due: DueReminder, earlier: readonly string[], by: string, at: Date): Promise<ReminderRow | null>;
  /** Takes a row from whoever had it (a crashed process) or from its wait; null when somebody else did. */
  takeOver(row: ReminderRow, by: string, at: Date): Promise<ReminderRow | null>;
  markSent(id: number, place: MessagePlace, at: Date): Promise<void>;
  markFailed(id: number, reason: string, at: Date): Promise<void>;
  /** The message surely did not go out and is tried again later. */
  markWaiting(id: number, reason: string, retryAt: Date): Promise<void>;
  markRetired(id: number): Promise<void>;
}

/** Who is away and what was put off. */
export interface AbsenceStore {
  absences(): Promise<readonly Absence[]>;
  postponements(): Promise<readonly Postponement[]>;
}

/** Where a message is in Slack. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/** Everything the text of a reminder is made of. */
export interface ReminderMessage {
  readonly key: string;
  readonly phase: Phase;
  readonly person: string;
  readonly role: Role;
  readonly step: StepName;
  readonly late: boolean;
  readonly items: readonly { readonly item: Item; readonly update: StatusUpdate | null }[];
  /** The people for whom the recipient stands in, by name. */
  readonly onBehalfOf: readonly string[];
  readonly next: NextStep | null;
  /** A newer reminder took its place: no buttons any more. */
  readonly retired: boolean;
  /** Name of each person who appears as author. */
  readonly names: ReadonlyMap<string, string>;
}

export type Delivery =
  | { readonly status: 'sent'; readonly place: MessagePlace }
  /** It will never go out (no such account, archived channel, refused blocks). */
  | { readonly status: 'refused'; readonly reason: string }
  /** It surely did not go out, and may later: at the earliest after the given time. */
  | { readonly status: 'retry'; readonly reason: string; readonly afterMs: number | null }
  /** Nobody knows (time-out, lost reply): look before sending again. */
  | { readonly status: 'unknown'; readonly reason: string };

/** Slack, as far as reminders go. */
export interface Notifier {
  /** Whether a person has a working account now. */
  isReachable(person: string): Promise<boolean>;
  send(message: ReminderMessage): Promise<Delivery>;
  /** Looks for a message already sent with this key. */
  find(person: string, key: string): Promise<MessagePlace | null>;
  /** Redraws a message that was sent. */
  redraw(message: ReminderMessage, place: MessagePlace): Promise<void>;
}

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

/** Waits between attempts: half a minute, doubled each time, half an hour at most. */
const BACKOFF_MS = (attempts: number): number => Math.min(30_000 * 2 ** attempts, 30 * 60_000);

/** A claim seen unchanged for longer than any send takes was left open by a crash. */
export const DEFAULT_LEASE_MS = 30_000;

export type ReminderService = ReturnType<typeof createReminderService>;

/** Sends what is due, each message once; redraws what was sent when an answer comes in. */
export function createReminderService(deps: {
  readonly plans: PlanSource;
  readonly reminders: ReminderStore;
  readonly absences: AbsenceStore;
  readonly updates: Pick<UpdateStore, 'latestOfPhase'>;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
  /** Names this process in the claims it takes. */
  readonly instance: string;
  /** Milliseconds that only ever grow: a clock that is moved must not make a live claim look abandoned. */
  readonly elapsed?: () => number;
  readonly leaseMs?: number;
}) {
  const { plans, reminders, notifier, clock } = deps;
  const elapsed = deps.elapsed ?? (() => performance.now());
  const leaseMs = deps.leaseMs ?? DEFAULT_LEASE_MS;
  const firstSeen = new Map<string, number>();
  let running: Promise<unknown> = Promise.resolve();

  async function tick(): Promise<TickReport> {
    const plan = await plans.current();
    const tally = startTally();
    await recover(plan, tally);
    await retry(plan, tally);
    await sendAll(plan, (state) => dueReminders(state, deps.calendarOf(plan), clock.now()), tally);
    return reportOf(tally);
  }

  /**
   * Claims and sends what a rule says is due. Whoever turns out to have no account is noted as failed, and the rule is
   * asked again: what was meant for them goes to their substitute or head.
   */
  async function sendAll(
    plan: Plan,
    rule: (state: ReminderState) => readonly DueReminder[],
    tally: Tally,
  ): Promise<void> {
    const unreachable = new Set<string>();
    for (;;) {
      const due = rule({ ...(await stateOf(plan)), unreachable });
      const missing = await unreachableAmong(due, unreachable);
      if (missing.length > 0) {
        for (const reminder of missing) {
          unreachable.add(reminder.person);
          await noteUnreachable(reminder, tally);
        }
        continue;
      }
      for (const reminder of due) {
        const row = await reminders.claim(reminder, earlierSteps(plan, reminder), deps.instance, clock.now());
        if (row) await onItsOwn(tally, deliver(plan, row, tally));
      }
      return;
    }
  }

  async function unreachableAmong(
    due: readonly DueReminder[],
    known: ReadonlySet<string>,
  ): Promise<readonly DueReminder[]> {
    const missing: DueReminder[] = [];
    for (const reminder of due)
      if (!known.has(reminder.person) && !(await notifier.isReachable(reminder.person)))
        missing.push(reminder);
    return missing;
  }

  /** The control office sees in the report who could not be reached, and why. */
  async function noteUnreachable(reminder: DueReminder, tally: Tally): Promise<void> {
    const row = await reminders.claim({ ...reminder, asked: [] }, [], deps.instance, clock.now());
    if (!row) return;
    await reminders.markFailed(row.id, 'no_account', clock.now());
    tally.failed++;
  }

  /** Claims that a crash left open: the message may or may not have gone out, so it is looked for first. */
  async function recover(plan: Plan, tally: Tally): Promise<void> {
    const claimed = (await reminders.all()).filter(({ status }) => status === 'claimed');
    const seen = new Set(claimed.map(claimIdentity));
    for (const identity of [...firstSeen.keys()]) if (!seen.has(identity)) firstSeen.delete(identity);
    for (const row of claimed) {
      const identity = claimIdentity(row);
      const since = firstSeen.get(identity) ?? elapsed();
      firstSeen.set(identity, since);
      if (elapsed() - since < leaseMs) continue;
      const ours = await reminders.takeOver(row, deps.instance, clock.now());
      if (!ours) continue;
      await onItsOwn(tally, reconcile(plan, ours, tally));
    }
  }

  async function reconcile(plan: Plan, row: ReminderRow, tally: Tally): Promise<void> {
    const place = await notifier.find(row.person, row.key);
    if (!place) return deliverIfValid(plan, row, tally);
    await reminders.markSent(row.id, place, clock.now());
    tally.sent++;
  }

  /** Rows whose wait is over. */
  async function retry(plan: Plan, tally: Tally): Promise<void> {
    const now = clock.now();
    for (const row of await reminders.all()) {
      if (row.status !== 'waiting' || (row.retryAt !== null && now < row.retryAt)) continue;
      if (!mayGoOut(plan, row)) continue;
      const ours = await reminders.takeOver(row, deps.instance, now);
      if (ours) await onItsOwn(tally, deliverIfValid(plan, ours, tally));
    }
  }

  async function deliverIfValid(plan: Plan, row: ReminderRow, tally: Tally): Promise<void> {
    const message = await compose(plan, row);
    const owed = message?.items.some(({ update }) => update === null) ?? false;
    if (!owed) return reminders.markFailed(row.id, 'answered_meanwhile', clock.now());
    if (!isStillValid(plan, row)) return reminders.markFailed(row.id, 'expired', clock.now());
    if (mayGoOut(plan, row)) return deliver(plan, row, tally);
    const morning = deps.calendarOf(plan).nextWorkingMoment(clock.now());
    await reminders.markWaiting(row.id, 'outside_hours', morning);
    tally.postponed++;
  }

  async function deliver(plan: Plan, row: ReminderRow, tally: Tally): Promise<void> {
    const message = await compose(plan, row);
    if (!message) return;
    const delivery = await notifier.send(message);
    switch (delivery.status) {
      case 'sent':
        await reminders.markSent(row.id, delivery.place, clock.now());
        tally.sent++;
        await retireOlder(plan, row);
        return;
      case 'refused':
        await reminders.markFailed(row.id, delivery.reason, clock.now());
        tally.failed++;
        return;
      case 'retry': {
        const wait = Math.max(delivery.afterMs ?? 0, BACKOFF_MS(row.attempts));
        await reminders.markWaiting(row.id, delivery.reason, new Date(clock.now().getTime() + wait));
        tally.postponed++;
        return;
      }
      case 'unknown':
        // The claim stays open: a later tick looks for the message before it sends it again.
        tally.postponed++;
    }
  }

  /** One living message per person and phase: the buttons of the one before are taken away. */
  async function retireOlder(plan: Plan, newer: ReminderRow): Promise<void> {
    const older = (await reminders.all()).filter(
      (row) =>
        row.id !== newer.id &&
        row.status === 'sent' &&
        !row.retired &&
        row.phase === newer.phase &&
        row.person === newer.person &&
        row.stepKey !== newer.stepKey,
    );
    for (const row of older) {
      await reminders.markRetired(row.id);
      await redraw(plan, { ...row, retired: true });
    }
  }

  const stateOf = (plan: Plan): Promise<ReminderState> => readReminderState(plan, deps);

  const phaseOf = (plan: Plan, code: string): Phase | undefined =>
    plan.phases.find((phase) => phase.code === code);

  function schedule(plan: Plan, phaseCode: string): readonly ScheduledStep[] {
    const phase = phaseOf(plan, phaseCode);
    return phase ? scheduleOf(phase, deps.calendarOf(plan)) : [];
  }

  const earlierSteps = (plan: Plan, reminder: DueReminder): readonly string[] =>
    schedule(plan, reminder.phase.code)
      .filter(({ at }) => at < reminder.at)
      .map(({ key }) => key);

  /** A step outside the ladder is good for the working day it is meant for. */
  function isStillValid(plan: Plan, row: ReminderRow): boolean {
    const now = clock.now();
    const calendar = deps.calendarOf(plan);
    const phase = phaseOf(plan, row.phase);
    if (!phase || !isOpen(phase, calendar.dayOf(now))) return false;
    const step = schedule(plan, row.phase).find(({ key }) => key === row.stepKey);
    if (step) return now < step.until;
    const name = nameOfKey(row.stepKey);
    const day = row.stepKey.slice(name.length + 1, name.length + 11);
    return (
      (name === AGAIN || name === BY_HAND) && now < calendar.at(calendar.addWorkingDays(day, 1), SEND_AT)
    );
  }

  /** Nothing goes out at night, on a holiday or while the phase is paused: what is due then waits. */
  const mayGoOut = (plan: Plan, row: ReminderRow): boolean =>
    deps.calendarOf(plan).isWorkingMoment(clock.now()) && phaseOf(plan, row.phase)?.paused === false;

  async function compose(plan: Plan, row: ReminderRow): Promise<ReminderMessage | null> {
    const phase = phaseOf(plan, row.phase);
    if (!phase) return null;
    const updates = new Map(
      (await deps.updates.latestOfPhase(row.phase)).map((update) => [itemRef(update), update]),
    );
    const items = new Map(plan.items.map((item) => [itemRef(item), item]));
    const names = new Map(plan.people.map(({ code, name }) => [code, name]));
    const { next } = stepAt(schedule(plan, row.phase), row.claimedAt);
    const others = new Set(
      row.asked.map(({ responsible }) => responsible).filter((person) => person !== row.person),
    );
    return {
      key: row.key,
      phase,
      person: row.person,
      role: row.role,
      step: nameOfKey(row.stepKey),
      late: row.late,
      items: [...new Set(row.asked.map(({ item }) => item))].flatMap((ref) => {
        const item = items.get(ref);
        return item ? [{ item, update: updates.get(ref) ?? null }] : [];
      }),
      onBehalfOf: [...others].map((person) => names.get(person) ?? person),
      next: next && { step: next.name, at: next.at, audience: next.audience },
      retired: row.retired,
      names,
    };
  }

  async function redraw(plan: Plan, row: ReminderRow): Promise<boolean> {
    const message = await compose(plan, row);
    if (!message || row.channel === null || row.ts === null) return false;
    await notifier.redraw(message, { channel: row.channel, ts: row.ts });
    return true;
  }

  /** Work on the outbox never overlaps within the process: one waits for the other. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const next = running.then(work);
    running = next.catch(() => undefined);
    return next;
  }

  /** What "Sollecita ora" would send: everything missing, to whoever owes it, today. */
  async function byHand(plan: Plan, phase: Phase): Promise<(state: ReminderState) => readonly DueReminder[]> {
    const calendar = deps.calendarOf(plan);
    const now = clock.now();
    const day = calendar.dayOf(now);
    const step: ScheduledStep = {
      name: BY_HAND,
      // One a day: the key is the cool-down.
      key: `${BY_HAND}@${day}`,
      audience: ['contact'],
      at: now,
      until: calendar.at(calendar.addWorkingDays(day, 1), SEND_AT),
    };
    const { next } = stepAt(scheduleOf(phase, calendar), now);
    return (state) => messagesOf(state, calendar, phase, step, next, now);
  }

  return {
    /** Sends what is due now. */
    tick: (): Promise<TickReport> => alone(tick),

    /** Who would get "Sollecita ora", and for how many items; nothing is sent. */
    async previewByHand(phase: Phase): Promise<readonly DueReminder[]> {
      const plan = await plans.current();
      return (await byHand(plan, phase))(await stateOf(plan));
    },

    /** "Sollecita ora": sends to all who owe something, at most once a day. */
    sendByHand: (phase: Phase): Promise<TickReport> =>
      alone(async () => {
        const plan = await plans.current();
        const tally = startTally();
        await sendAll(plan, await byHand(plan, phase), tally);
        return reportOf(tally);
      }),

    /** The outbox of a phase, for the delivery report. */
    async deliveries(phase: string): Promise<readonly ReminderRow[]> {
      return (await reminders.all()).filter((row) => row.phase === phase);
    },

    /**
     * Redraws the living messages that list this item: its outcome replaces its button.
     * @returns the people whose message now shows it
     */
    async refresh(phase: string, item: ItemKey): Promise<readonly string[]> {
      const plan = await plans.current();
      const ref = itemRef(item);
      const shown: string[] = [];
      for (const row of await reminders.all()) {
        const isLiving = row.status === 'sent' && !row.retired && row.phase === phase;
        if (isLiving && row.asked.some((asked) => asked.item === ref) && (await redraw(plan, row)))
          shown.push(row.person);
      }
      return shown;
    },
  };
}

const claimIdentity = (row: ReminderRow): string =>
  `${row.id}|${row.claimedBy}|${row.claimedAt.toISOString()}`;
