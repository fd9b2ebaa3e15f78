import {
  type Courier,
  createSender,
  onItsOwn,
  type SenderDeps,
  type Tally,
  type TickReport,
} from '../sending/index.ts';
import type { Plan } from '../types.ts';
import type { PhaseMessage } from './messages.ts';
import {
  createReminderRules,
  type DeliveryDeps,
  removeReplaced,
  retireReplaced,
} from './reminder-delivery.ts';
import type { ReminderRow } from './reminder-rows.ts';
import { type ActivityReader, readReminderState } from './reminder-state.ts';
import { type OutboxClaim, type ReminderState, recipientKey } from './reminders.ts';
import { earlierSteps, identityOf, inSendingOrder, stillOwed } from './sending-rules.ts';

/** What is due is looked at again when it was last known longer ago than this: somebody may have answered since. */
const FRESH_MS = 1_000;

/** So many accounts in a row that Slack cannot be asked about: it is Slack, not the accounts. */
const GIVE_UP_AFTER = 3;

/** Says what is due, from a state. */
type DueRule = (state: ReminderState) => readonly OutboxClaim[];

export interface ReminderDeps extends DeliveryDeps, SenderDeps {
  readonly activity?: ActivityReader;
  /** The control office wants a line each working day. */
  readonly dailyLine?: boolean;
  readonly courier: Courier<PhaseMessage>;
}

/**
 * Sends reminders and notes through the outbox: rows are made as they fall due.
 * @param dueNow what a tick sends; what waits is held against it before it goes out
 */
export function createReminderSender(deps: ReminderDeps, dueNow: DueRule) {
  const { plans, reminders, courier, clock, instance } = deps;

  const rules = createReminderRules(deps, async (plan, row) => {
    const identity = recipientKey(row.phase, row.person, row.stepKey, row.onBehalf);
    return dueNow(await stateOf(plan, row.id)).some((one) => identityOf(one) === identity);
  });
  const sender = createSender<ReminderRow, PhaseMessage>({ ...deps, store: reminders }, rules);

  /** @param without a row to leave out, as if it had never been claimed */
  function stateOf(plan: Plan, without?: number): Promise<ReminderState> {
    const others = async () => (await reminders.all()).filter(({ id }) => id !== without);
    return readReminderState(plan, { ...deps, reminders: { all: others } }, deps.calendarOf(plan).dayOf);
  }

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
      lookedAt = sender.elapsed();
    };
    const pick = (): OutboxClaim | undefined => due.find((one) => !tried.has(identityOf(one)));
    await look();
    while (!sender.isStopping() && pick() && unknown < GIVE_UP_AFTER) {
      await sender.turn();
      if (sender.isStopping()) return;
      if (sender.elapsed() - lookedAt > FRESH_MS) await look();
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
      if (reach === 'here') await claimAndSend(next, tally);
    }
  }

  async function claimAndSend(due: OutboxClaim, tally: Tally): Promise<void> {
    const plan = await plans.current();
    const earlier = earlierSteps(plan, deps.calendarOf(plan), due);
    const row = await reminders.claim(due, earlier, instance, clock.now());
    if (row) await onItsOwn(tally, sendIfOwed(row, tally));
  }

  async function sendIfOwed(row: ReminderRow, tally: Tally): Promise<void> {
    const message = await rules.compose(row);
    if (message && stillOwed(message)) return sender.carryOut([row], { do: 'send', message }, tally);
    return sender.carryOut([row], { do: 'fail', reason: 'answered_meanwhile' }, tally);
  }

  /** Whether somebody can be written to now; unknown when Slack cannot be asked. */
  async function reachOf(person: string, tally: Tally): Promise<'here' | 'missing' | 'unknown'> {
    try {
      return (await courier.isReachable(person)) ? 'here' : 'missing';
    } catch (error) {
      tally.errors.push(error);
      tally.postponed++;
      return 'unknown';
    }
  }

  /** The control office sees in the report who could not be reached, and why. */
  async function noteUnreachable(missing: OutboxClaim, tally: Tally): Promise<void> {
    const row = await reminders.claim({ ...missing, asked: [] }, [], instance, clock.now());
    if (!row) return;
    await reminders.markFailed([row.id], 'no_account', clock.now());
    tally.failed++;
  }

  return {
    /** Settles what earlier runs left open, sends what is due, retires what was replaced. */
    tick: (): Promise<TickReport> =>
      sender.alone(async (tally) => {
        await sender.settleOpen(tally);
        await sendAll(dueNow, tally);
        await onItsOwn(tally, retireReplaced(reminders, sender.drawing));
        await onItsOwn(tally, removeReplaced(reminders, sender.drawing));
      }),

    /** Sends what a rule says is due, and leaves the rest alone. */
    send: (rule: DueRule): Promise<TickReport> => sender.alone((tally) => sendAll(rule, tally)),

    stop: sender.stop,
    stateOf: (plan: Plan) => stateOf(plan),
    compose: rules.compose,

    /**
     * Redraws the living messages that are wanted.
     * @returns the rows that were redrawn; the others are redrawn by a later tick
     */
    redrawAll: async (wanted: (row: ReminderRow) => boolean): Promise<readonly ReminderRow[]> =>
      sender.drawing.redraw((await reminders.living()).filter(wanted)),
  };
}
