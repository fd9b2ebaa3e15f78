import type { AbsenceStore } from '../absences/index.ts';
import { dayOfKey } from '../phases/index.ts';
import { standpointOf } from '../plan/index.ts';
import { chainOf, type UpdateStore } from '../record/index.ts';
import { type IsoDay, type Item, type ItemRef, itemRef, type Phase, type Plan } from '../types.ts';
import { type FormerYears, isKnownBefore, NO_FORMER_YEAR } from '../updates/index.ts';
import { undecidedOf } from './approval-notes.ts';
import type { ReminderRow, ReminderStore } from './reminder-rows.ts';
import {
  askedKey,
  coverageKey,
  type LivingRequest,
  livingKey,
  type ReminderState,
  recipientKey,
  unreachedKey,
  type Work,
} from './reminders.ts';

/** Rows that are, or may yet become, a message. */
const LIVING: ReadonlySet<string> = new Set(['waiting', 'claimed', 'sent']);

/** Reasons for which a message would reach the person neither now nor later: somebody else must get it. */
export const NOT_REACHED: ReadonlySet<string> = new Set([
  'no_account',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'messages_tab_disabled',
  'mail_refused',
]);

/** What is known of a plan's people and items, without the outbox: enough to draw a message. */
export type Standing = Pick<ReminderState, 'plan' | 'isAnswered' | 'postponements' | 'absences'> & {
  /** Whether anything was known of an item before a phase, from the part of whoever answers for it. */
  readonly isKnown: (phase: Phase, item: Item, responsible: string) => boolean;
};

interface StandingStores {
  readonly absences: AbsenceStore;
  readonly updates: Pick<UpdateStore, 'answeredIn'>;
  readonly formerYears?: Pick<FormerYears, 'progress'>;
}

/** Work on items that is no answer yet: drafts, reports that were given back. */
export interface ActivityReader {
  /** The last time each person worked on each item. */
  lastWorkedOn(): Promise<readonly Work[]>;
}

/** Reads what has come in, what was put off and who is away. */
export async function readStanding(plan: Plan, stores: StandingStores): Promise<Standing> {
  const answered = new Map<string, ReadonlyMap<ItemRef, ReadonlySet<string>>>();
  const formerProgress = await (stores.formerYears ?? NO_FORMER_YEAR).progress(plan);
  for (const { code } of plan.phases) answered.set(code, await stores.updates.answeredIn(code));
  return {
    plan,
    isAnswered: (phase, item, responsible) => {
      const settled = answered.get(phase)?.get(itemRef(item));
      if (!settled) return false;
      // Who only has a part of a shared item is done with it before the whole is.
      return settled.has('*') || settled.has(chainOf(standpointOf(plan, responsible, item)));
    },
    isKnown: (phase, item, responsible) =>
      isKnownBefore(
        plan,
        phase,
        item,
        chainOf(standpointOf(plan, responsible, item)),
        answered,
        formerProgress,
      ),
    postponements: await stores.absences.postponements(),
    absences: await stores.absences.absences(),
  };
}

/** Gathers what `dueReminders` looks at. Nobody counts as unreachable until Slack was asked. */
export async function readReminderState(
  plan: Plan,
  stores: StandingStores & {
    readonly reminders: Pick<ReminderStore, 'all'>;
    readonly activity?: ActivityReader;
    readonly updates: Pick<UpdateStore, 'versionsOfPhase'>;
  },
  dayOf: (instant: Date) => IsoDay,
): Promise<ReminderState> {
  const rows = await stores.reminders.all();
  const versions = await Promise.all(plan.phases.map(({ code }) => stores.updates.versionsOfPhase(code)));
  const living = rows.filter(({ status }) => status !== 'failed');
  return {
    ...(await readStanding(plan, stores)),
    handled: new Set(
      rows
        // A row that asks nothing only notes a missing account: whoever stands in may still have to be written to.
        .filter(({ asked }) => asked.length > 0)
        .map((row) => recipientKey(row.phase, row.person, row.stepKey, row.onBehalf)),
    ),
    covered: new Set(
      living.flatMap((row) =>
        row.asked.map(({ item, responsible }) => coverageKey(row.phase, row.stepKey, responsible, item)),
      ),
    ),
    refused: new Set(
      rows
        .filter(({ status, reason }) => status === 'failed' && NOT_REACHED.has(reason ?? ''))
        .map((row) => recipientKey(row.phase, row.person, row.stepKey)),
    ),
    unreached: new Set(
      [...new Map(rows.map((row) => [unreachedKey(row.phase, row.person), row]))]
        .filter(([, { status, reason }]) => status === 'failed' && NOT_REACHED.has(reason ?? ''))
        .map(([key]) => key),
    ),
    lastAsked: lastAskedIn(rows, dayOf),
    living: livingIn(rows),
    noted: new Set(rows.map((row) => recipientKey(row.phase, row.person, row.stepKey, row.onBehalf))),
    activity: (await stores.activity?.lastWorkedOn()) ?? [],
    undecided: versions.flatMap(undecidedOf),
    unreachable: new Set(),
  };
}

/** A message that went out counts on the day it did; one that is still on its way, on the day it was meant for. */
function lastAskedIn(
  rows: readonly ReminderRow[],
  dayOf: (instant: Date) => IsoDay,
): ReadonlyMap<string, IsoDay> {
  const days = new Map<string, IsoDay>();
  for (const row of rows) {
    if (!LIVING.has(row.status)) continue;
    const day = row.settledAt === null ? dayOfKey(row.stepKey) : dayOf(row.settledAt);
    for (const { item, responsible } of row.asked) {
      const key = askedKey(row.phase, responsible, item);
      if ((days.get(key) ?? '') < day) days.set(key, day);
    }
  }
  return days;
}

/** What stands in messages that nothing newer has replaced, those on their way included. */
function livingIn(rows: readonly ReminderRow[]): ReadonlyMap<string, readonly LivingRequest[]> {
  const living = new Map<string, LivingRequest[]>();
  for (const { status, retired, phase, person, stepKey, asked } of rows) {
    if (!LIVING.has(status) || retired) continue;
    const key = livingKey(phase, person);
    const requests = living.get(key) ?? [];
    requests.push(...asked.map((one) => ({ stepKey, ...one })));
    living.set(key, requests);
  }
  return living;
}
