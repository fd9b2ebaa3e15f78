import { bareContent, type StatusUpdate } from '../../src/domain/record/versions.ts';
import type { ReminderMessage } from '../../src/domain/reminders/messages.ts';
import { type Item, type ItemRef, itemRef, type Phase } from '../../src/domain/types.ts';
import { luccaPlan } from './plan.ts';

/** An item of Lucca's plan. */
export function luccaItem(ref: ItemRef): Item {
  const found = luccaPlan().items.find((item) => itemRef(item) === ref);
  if (!found) throw new Error(`no ${ref} in the plan`);
  return found;
}

/** The phase of Lucca's plan. */
export function luccaPhase(): Phase {
  const [phase] = luccaPlan().phases;
  if (!phase) throw new Error('no phase in the plan');
  return phase;
}

/** A first version of an item's update. */
export const anUpdate = (change: Partial<StatusUpdate> = {}): StatusUpdate => ({
  id: 1,
  kind: 'objective',
  number: 24,
  phase: luccaPhase().code,
  version: 1,
  basedOn: 0,
  ...bareContent('in_progress', 60),
  structure: 'U.O.3.2',
  closes: true,
  origin: 'submission',
  author: 'ref-uo-3-2',
  at: new Date('2021-09-09T10:15:00+02:00'),
  outcome: 'submitted',
  decisions: [],
  attached: [],
  ...change,
});

/** The message of a step: objective 24 is missing unless it is said otherwise. */
export const reminderMessage = (change: Partial<ReminderMessage> = {}): ReminderMessage => ({
  kind: 'reminder',
  now: new Date('2021-09-30T07:00:00Z'),
  plannedFor: '2021-09-30',
  // A step's name is the days that lie between it and the due date.
  daysLeft: -Number(change.step ?? 0) || 0,
  isDueToday: (change.step ?? '0') === '0',
  mayPutOff: false,
  mayTakeInCharge: false,
  snoozedUntil: null,
  key: 'a-key',
  phase: luccaPhase(),
  person: 'ref-uo-3-2',
  role: 'contact',
  step: '0',
  late: false,
  items: [
    {
      item: luccaItem('objective:24'),
      update: null,
      returned: null,
      mayRepeat: false,
      inChargeUntil: null,
      parts: [],
    },
  ],
  onBehalfOf: [],
  superiors: { head: true, controller: true },
  next: null,
  waiting: { total: 0, by: [] },
  retired: false,
  closed: false,
  names: new Map(luccaPlan().people.map(({ code, name }) => [code, name])),
  ...change,
});
