import type { AbsenceStore, ReminderStore } from './reminder-service.ts';
import { coverageKey, type ReminderState, recipientKey } from './reminders.ts';
import { type ItemRef, itemRef, type Plan } from './types.ts';
import type { UpdateStore } from './update-service.ts';

/** Gathers what `dueReminders` looks at. Nobody counts as unreachable until Slack was asked. */
export async function readReminderState(
  plan: Plan,
  stores: {
    readonly reminders: Pick<ReminderStore, 'all'>;
    readonly absences: AbsenceStore;
    readonly updates: Pick<UpdateStore, 'latestOfPhase'>;
  },
): Promise<ReminderState> {
  const answered = new Map<string, ReadonlySet<ItemRef>>();
  for (const phase of plan.phases)
    answered.set(phase.code, new Set((await stores.updates.latestOfPhase(phase.code)).map(itemRef)));
  const rows = await stores.reminders.all();
  const living = rows.filter(({ status }) => status !== 'failed');
  return {
    plan,
    isAnswered: (phase, item) => answered.get(phase)?.has(itemRef(item)) ?? false,
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
    postponements: await stores.absences.postponements(),
    activity: new Map(),
    absences: await stores.absences.absences(),
    unreachable: new Set(),
  };
}
