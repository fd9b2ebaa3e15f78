import type { WorkCalendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import type { PlanSource } from './plan-source.ts';
import {
  type DueReminder,
  dueReminders,
  handledKey,
  type NextStep,
  type StepName,
  scheduleOf,
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
  readonly role: Role;
  readonly step: StepName;
  readonly status: 'waiting' | 'claimed' | 'sent' | 'failed' | 'skipped';
  readonly late: boolean;
  readonly items: readonly ItemRef[];
  readonly claimedAt: Date;
  readonly claimedBy: string;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly reason: string | null;
}

/** The outbox. Each call is one statement or one transaction: two processes on one database never both win. */
export interface ReminderStore {
  all(): Promise<readonly ReminderRow[]>;
  /** Takes the right to send, and records the earlier steps as skipped; null when somebody else has it. */
  claim(due: DueReminder, earlier: readonly StepName[], by: string, at: Date): Promise<ReminderRow | null>;
  /** Takes over a claim left open; null when somebody else did. */
  takeOver(row: ReminderRow, by: string, at: Date): Promise<ReminderRow | null>;
  markSent(id: number, place: MessagePlace, at: Date): Promise<void>;
  markFailed(id: number, reason: string, at: Date): Promise<void>;
  /** Gives the claim back: the message surely did not go out and may be tried again. */
  release(id: number): Promise<void>;
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
  readonly next: NextStep | null;
  /** Name of each person who appears as author. */
  readonly names: ReadonlyMap<string, string>;
}

export type Delivery =
  | { readonly status: 'sent'; readonly place: MessagePlace }
  /** It will never go out (no such account, archived channel, refused blocks). */
  | { readonly status: 'refused'; readonly reason: string }
  /** It surely did not go out, and may later. */
  | { readonly status: 'retry'; readonly reason: string }
  /** Nobody knows (time-out, lost reply): look before sending again. */
  | { readonly status: 'unknown'; readonly reason: string };

/** Slack, as far as reminders go. */
export interface Notifier {
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

/** A claim older than this was left open by a crash: no send takes so long. */
const ABANDONED_AFTER_MS = 2 * 60_000;

export type ReminderService = ReturnType<typeof createReminderService>;

/** Sends what is due, each message once; redraws what was sent when an answer comes in. */
export function createReminderService(deps: {
  readonly plans: PlanSource;
  readonly reminders: ReminderStore;
  readonly updates: Pick<UpdateStore, 'latestOfPhase'>;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
  /** Names this process in the claims it takes. */
  readonly instance: string;
}) {
  const { plans, reminders, notifier, clock } = deps;
  let running: Promise<unknown> = Promise.resolve();

  async function tick(): Promise<TickReport> {
    const plan = await plans.current();
    const tally = { sent: 0, failed: 0, postponed: 0 };
    await recover(plan, tally);
    const due = dueReminders(await stateOf(plan), deps.calendarOf(plan), clock.now());
    for (const reminder of due) {
      const row = await reminders.claim(reminder, earlierSteps(plan, reminder), deps.instance, clock.now());
      if (row) await deliver(plan, row, tally);
    }
    return tally;
  }

  /** Claims that a crash left open: the message may or may not have gone out, so it is looked for first. */
  async function recover(plan: Plan, tally: Record<keyof TickReport, number>): Promise<void> {
    const now = clock.now();
    const abandoned = (await reminders.all()).filter(
      (row) => row.status === 'claimed' && now.getTime() - row.claimedAt.getTime() > ABANDONED_AFTER_MS,
    );
    for (const row of abandoned) {
      const ours = await reminders.takeOver(row, deps.instance, now);
      if (!ours) continue;
      const place = await notifier.find(ours.person, ours.key);
      if (place) await reminders.markSent(ours.id, place, now);
      else if (isStillValid(plan, ours, now)) await deliver(plan, ours, tally);
      else await reminders.markFailed(ours.id, 'expired', now);
    }
  }

  async function deliver(
    plan: Plan,
    row: ReminderRow,
    tally: Record<keyof TickReport, number>,
  ): Promise<void> {
    const message = await compose(plan, row);
    const delivery = await notifier.send(message);
    switch (delivery.status) {
      case 'sent':
        await reminders.markSent(row.id, delivery.place, clock.now());
        tally.sent++;
        return;
      case 'refused':
        await reminders.markFailed(row.id, delivery.reason, clock.now());
        tally.failed++;
        return;
      case 'retry':
        await reminders.release(row.id);
        tally.postponed++;
        return;
      case 'unknown':
        // The claim stays open: a later tick looks for the message before it sends it again.
        tally.postponed++;
    }
  }

  async function stateOf(plan: Plan) {
    const answered = new Map<string, ReadonlySet<ItemRef>>();
    for (const phase of plan.phases)
      answered.set(phase.code, new Set((await deps.updates.latestOfPhase(phase.code)).map(itemRef)));
    const handled = new Set(
      (await reminders.all()).map((row) => handledKey(row.phase, row.person, row.step)),
    );
    return { plan, answered, handled };
  }

  function scheduled(plan: Plan, phaseCode: string) {
    const phase = plan.phases.find(({ code }) => code === phaseCode);
    return phase ? scheduleOf(phase, deps.calendarOf(plan)) : [];
  }

  const earlierSteps = (plan: Plan, reminder: DueReminder): readonly StepName[] => {
    const names = scheduled(plan, reminder.phase.code).map(({ name }) => name);
    return names.slice(0, names.indexOf(reminder.step));
  };

  const isStillValid = (plan: Plan, row: ReminderRow, now: Date): boolean =>
    deps.calendarOf(plan).isWorkingMoment(now) &&
    scheduled(plan, row.phase).some(({ name, until }) => name === row.step && now < until);

  async function compose(plan: Plan, row: ReminderRow): Promise<ReminderMessage> {
    const phase = plan.phases.find(({ code }) => code === row.phase);
    if (!phase) throw new Error(`reminder ${row.id} names phase ${row.phase}, which the plan lacks`);
    const updates = new Map(
      (await deps.updates.latestOfPhase(row.phase)).map((update) => [itemRef(update), update]),
    );
    const items = new Map(plan.items.map((item) => [itemRef(item), item]));
    const schedule = scheduled(plan, row.phase);
    const following = schedule[schedule.findIndex(({ name }) => name === row.step) + 1];
    return {
      key: row.key,
      phase,
      person: row.person,
      role: row.role,
      step: row.step,
      late: row.late,
      items: row.items.flatMap((ref) => {
        const item = items.get(ref);
        return item ? [{ item, update: updates.get(ref) ?? null }] : [];
      }),
      next: following ? { step: following.name, at: following.at, audience: following.audience } : null,
      names: new Map(plan.people.map(({ code, name }) => [code, name])),
    };
  }

  return {
    /** Sends what is due now. Ticks never overlap: one that finds another at work waits for it. */
    tick(): Promise<TickReport> {
      const next = running.then(tick);
      running = next.catch(() => undefined);
      return next;
    },

    /**
     * Redraws the newest message of each person that lists this item: its outcome replaces its button.
     * @returns the people whose message now shows it
     */
    async refresh(phase: string, item: ItemKey): Promise<readonly string[]> {
      const plan = await plans.current();
      const shown: string[] = [];
      for (const row of newestPerPerson(await reminders.all(), phase, itemRef(item))) {
        if (row.channel === null || row.ts === null) continue;
        await notifier.redraw(await compose(plan, row), { channel: row.channel, ts: row.ts });
        shown.push(row.person);
      }
      return shown;
    },
  };
}

function newestPerPerson(rows: readonly ReminderRow[], phase: string, ref: ItemRef): readonly ReminderRow[] {
  const newest = new Map<string, ReminderRow>();
  for (const row of rows)
    if (row.status === 'sent' && row.phase === phase && row.items.includes(ref)) newest.set(row.person, row);
  return [...newest.values()];
}
