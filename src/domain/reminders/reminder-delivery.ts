import type { AbsenceStore } from '../absences/index.ts';
import type { Clock } from '../clock.ts';
import { nameOfKey } from '../phases/index.ts';
import type { PlanSource, WorkCalendar } from '../plan/index.ts';
import type { UpdateStore } from '../record/index.ts';
import type { Drawing, Rules } from '../sending/index.ts';
import { itemRef, type Plan } from '../types.ts';
import type { FormerYears } from '../updates/index.ts';
import { composeMessage } from './compose-message.ts';
import type { PhaseMessage } from './messages.ts';
import { isNote } from './notes.ts';
import type { ReminderRow, ReminderStore } from './reminder-rows.ts';
import { readStanding } from './reminder-state.ts';
import { BY_HAND } from './reminders.ts';
import { hasClosed, isStillValid, mayGoOut, stillOwed } from './sending-rules.ts';

export interface DeliveryDeps {
  readonly plans: PlanSource;
  readonly reminders: ReminderStore;
  readonly absences: AbsenceStore;
  readonly updates: Pick<UpdateStore, 'answeredIn' | 'versionsOfPhase'>;
  readonly formerYears?: Pick<FormerYears, 'progress'>;
  readonly clock: Clock;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
}

type ReminderRules = Rules<ReminderRow, PhaseMessage>;

/**
 * What the outbox does with reminders and notes.
 * @param isDueAnew whether a message would be sent, if its row were not there
 */
export function createReminderRules(
  deps: DeliveryDeps,
  isDueAnew: (plan: Plan, row: ReminderRow) => Promise<boolean>,
): ReminderRules {
  const { plans, reminders, clock } = deps;

  const compose = async (row: ReminderRow): Promise<PhaseMessage | null> => {
    const plan = await plans.current();
    return composeMessage(row, {
      state: await readStanding(plan, deps),
      calendar: deps.calendarOf(plan),
      now: clock.now(),
      versions: await deps.updates.versionsOfPhase(row.phase),
    });
  };

  return {
    compose,
    matterOf: ({ key }) => key,

    async mayGoOut(row) {
      const plan = await plans.current();
      return mayGoOut(plan, deps.calendarOf(plan), clock.now(), row);
    },

    /** What waited, or was left open, goes out if it still would today: to the same person, for the same reason. */
    async decide([row]) {
      const plan = await plans.current();
      const calendar = deps.calendarOf(plan);
      const now = clock.now();
      if (hasClosed(plan, calendar, now, row)) return { do: 'release' };
      if (!isStillValid(plan, calendar, now, row)) return { do: 'fail', reason: 'expired' };
      const message = await compose(row);
      if (message === null || !stillOwed(message)) return { do: 'fail', reason: 'answered_meanwhile' };
      if (!mayGoOut(plan, calendar, now, row))
        return { do: 'wait', reason: 'outside_hours', until: calendar.nextWorkingMoment(now) };
      const isDue = nameOfKey(row.stepKey) === BY_HAND || (await isDueAnew(plan, row));
      // Away, put off, taken in charge meanwhile: whoever should be asked now, if anybody, is found anew.
      return isDue ? { do: 'send', message } : { do: 'release' };
    },

    /** What came in while it was under way is shown, and the message before it is retired. */
    async sent([row], message, drawing) {
      const now = message && (await compose(row));
      // A digest is sent in words, and drawn when it is there: a picture takes longer than a claim may last.
      const isDrawn = message?.kind === 'digest';
      if (!message || isDrawn || (now && missingOf(now) !== missingOf(message))) await drawing.redraw([row]);
      if (message && !isNote(nameOfKey(row.stepKey)))
        await retireReplaced(reminders, drawing, { phase: row.phase, person: row.person });
    },
  };
}

/**
 * One living message per person and phase: those that a newer one has replaced say so, and ask nothing any more. A
 * message on somebody else's behalf stands beside the others: it lists nothing of theirs, so it replaces none.
 */
export async function retireReplaced(
  reminders: Pick<ReminderStore, 'living'>,
  drawing: Drawing<ReminderRow>,
  of?: { readonly phase: string; readonly person: string },
): Promise<void> {
  const living = (await reminders.living(of)).filter((row) => !isNote(nameOfKey(row.stepKey)));
  const newest = new Map<string, ReminderRow>();
  for (const row of living) if (row.onBehalf === '') newest.set(`${row.phase}|${row.person}`, row);
  for (const row of living) {
    const latest = newest.get(`${row.phase}|${row.person}`);
    if (latest && latest.id > row.id && latest.stepKey !== row.stepKey) await drawing.retire(row);
  }
}

/** So many messages are taken out of Slack in a tick: nobody waits for it. */
const REMOVED_A_TICK = 20;

/** Of the reminders that newer ones have replaced, one a person and phase stays to be seen: the last one. */
export async function removeReplaced(
  reminders: Pick<ReminderStore, 'replaced'>,
  drawing: Drawing<ReminderRow>,
): Promise<void> {
  const replaced = (await reminders.replaced()).filter((row) => !isNote(nameOfKey(row.stepKey)));
  const older = [...Map.groupBy(replaced, (row) => `${row.phase}|${row.person}`).values()].flatMap((rows) =>
    rows.slice(0, -1),
  );
  for (const row of older.slice(0, REMOVED_A_TICK)) await drawing.remove(row);
}

/** What a reminder still asks, to tell whether it changed. */
const missingOf = (message: PhaseMessage): string =>
  message.kind === 'reminder'
    ? message.items
        .map(
          ({ item, update, inChargeUntil }) => `${itemRef(item)} ${update?.id ?? ''} ${inChargeUntil ?? ''}`,
        )
        .join()
    : '';
