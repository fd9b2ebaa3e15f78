import type { Clock } from '../clock.ts';
import { nameOfKey } from '../phases/index.ts';
import type { PlanSource, WorkCalendar } from '../plan/index.ts';
import type { UpdateStore } from '../record/index.ts';
import type { AbsenceStore, Notifier, OutboxMessage, ReminderRow, ReminderStore } from '../sending/index.ts';
import { itemRef, type Plan } from '../types.ts';
import { composeMessage } from './compose-message.ts';
import { isNote } from './notes.ts';
import { readStanding } from './reminder-state.ts';

export interface DrawingDeps {
  readonly plans: PlanSource;
  readonly reminders: ReminderStore;
  readonly absences: AbsenceStore;
  readonly updates: Pick<UpdateStore, 'answeredIn' | 'versionsOfPhase'>;
  readonly notifier: Pick<Notifier, 'redraw'>;
  readonly clock: Clock;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
}

/**
 * Keeps what Slack shows as the store says. A message is noted as stale before it is redrawn, and as drawn after: what
 * fails, or is cut short, the next tick does again.
 */
export function createOutboxDrawing(deps: DrawingDeps) {
  const { plans, reminders, notifier, clock } = deps;
  /** Redraws of one message come one after the other: the last one shows the last state. */
  const drawing = new Map<string, Promise<unknown>>();

  const compose = async (plan: Plan, row: ReminderRow): Promise<OutboxMessage | null> =>
    composeMessage(row, {
      state: await readStanding(plan, deps),
      calendar: deps.calendarOf(plan),
      now: clock.now(),
      versions: await deps.updates.versionsOfPhase(row.phase),
    });

  /** Draws a sent message as things stand now; one that was retired stays as it is. */
  async function draw(key: string): Promise<boolean> {
    const row = await reminders.byKey(key);
    if (row?.status !== 'sent' || row.retired || row.channel === null || row.ts === null) return false;
    const message = await compose(await plans.current(), row);
    if (message) await notifier.redraw(message, { channel: row.channel, ts: row.ts });
    await reminders.markDrawn(row.id, row.stale);
    return message !== null;
  }

  function inTurn(key: string): Promise<boolean> {
    const before = drawing.get(key) ?? Promise.resolve();
    const next = before.catch(() => undefined).then(() => draw(key));
    drawing.set(key, next);
    const forget = (): void => {
      if (drawing.get(key) === next) drawing.delete(key);
    };
    next.then(forget, forget);
    return next;
  }

  /** One that cannot be redrawn now stops none of the others. */
  async function drawEach(rows: readonly ReminderRow[]) {
    const drawn: ReminderRow[] = [];
    const errors: unknown[] = [];
    for (const row of rows)
      try {
        if (await inTurn(row.key)) drawn.push(row);
      } catch (error) {
        errors.push(error);
      }
    return { drawn, errors };
  }

  async function redraw(rows: readonly ReminderRow[]): Promise<readonly ReminderRow[]> {
    await reminders.markStale(rows.map(({ id }) => id));
    return (await drawEach(rows)).drawn;
  }

  /**
   * One living message per person and phase: those that a newer one has replaced say so, and ask nothing any more. A
   * message on somebody else's behalf stands beside the others: it lists nothing of theirs, so it replaces none.
   */
  async function retireReplaced(
    plan: Plan,
    of?: { readonly phase: string; readonly person: string },
  ): Promise<void> {
    const living = (await reminders.living(of)).filter((row) => !isNote(nameOfKey(row.stepKey)));
    const newest = new Map<string, ReminderRow>();
    for (const row of living) {
      const known = newest.get(`${row.phase}|${row.person}`);
      if (row.onBehalf === '' && (!known || known.id < row.id)) newest.set(`${row.phase}|${row.person}`, row);
    }
    for (const row of living) {
      const latest = newest.get(`${row.phase}|${row.person}`);
      if (!latest || latest.id <= row.id || latest.stepKey === row.stepKey) continue;
      const message = await compose(plan, { ...row, retired: true });
      // In Slack first: after a crash in between it is done again, and nothing is left behind.
      if (message && row.channel !== null && row.ts !== null)
        await notifier.redraw(message, { channel: row.channel, ts: row.ts });
      await reminders.markRetired(row.id);
    }
  }

  return {
    compose,
    retireReplaced,

    /**
     * Redraws the living messages that are wanted.
     * @returns the rows that were redrawn; the others are redrawn by a later tick
     */
    redrawAll: async (wanted: (row: ReminderRow) => boolean): Promise<readonly ReminderRow[]> =>
      redraw((await reminders.living()).filter(wanted)),

    /**
     * Redraws what earlier attempts left as it was.
     * @returns what went wrong this time too
     */
    async catchUp(): Promise<readonly unknown[]> {
      const stale = (await reminders.living()).filter((row) => row.stale > 0);
      return (await drawEach(stale)).errors;
    },

    /** After a send: what came in while it was under way is shown, and the message before it is retired. */
    async settle(plan: Plan, row: ReminderRow, sent: OutboxMessage): Promise<void> {
      const now = await compose(plan, row);
      if (now && missingOf(now) !== missingOf(sent)) await redraw([row]);
      if (!isNote(nameOfKey(row.stepKey)))
        await retireReplaced(plan, { phase: row.phase, person: row.person });
    },
  };
}

/** What a reminder still asks, to tell whether it changed. */
const missingOf = (message: OutboxMessage): string =>
  message.kind === 'reminder'
    ? message.items
        .map(
          ({ item, update, inChargeUntil }) => `${itemRef(item)} ${update?.id ?? ''} ${inChargeUntil ?? ''}`,
        )
        .join()
    : '';
