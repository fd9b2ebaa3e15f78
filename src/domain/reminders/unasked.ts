import { absenceOn, askedInOrder, recipientOf } from '../absences/index.ts';
import { isOpen, scheduleOf, stepAt } from '../phases/index.ts';
import { compareItems, type WorkCalendar } from '../plan/index.ts';
import type { IsoDay, Item, Phase } from '../types.ts';
import { concernedBy } from './reminder-audience.ts';
import { type ReminderState, unreachedKey } from './reminders.ts';

/** Somebody who owes something that nobody can be asked for. */
export interface Unasked {
  readonly phase: Phase;
  readonly person: string;
  /** What is missing, in plan order. */
  readonly items: readonly Item[];
  /** The person and whoever it would have fallen to, in order: the last day away, null for no account that is reached. */
  readonly tried: readonly { readonly person: string; readonly awayTo: IsoDay | null }[];
}

/** Of the phases that remind by now: for whom neither they nor anybody in their place is there. */
export function unaskedIn(state: ReminderState, calendar: WorkCalendar, now: Date): readonly Unasked[] {
  const { plan, absences } = state;
  const today = calendar.dayOf(now);
  return plan.phases
    .filter((phase) => isOpen(phase, today) && !phase.paused)
    .filter((phase) => stepAt(scheduleOf(phase, calendar), now).step !== null)
    .flatMap((phase) => {
      const unreachable = {
        has: (person: string) => state.unreached.has(unreachedKey(phase.code, person)),
      };
      return concernedBy(plan, phase, ['contact']).flatMap(({ person, concerns }): Unasked[] => {
        const items = concerns
          .map(({ item }) => item)
          .filter((item) => !state.isAnswered(phase.code, item, person))
          .filter((item) => recipientOf(plan, person, { absences, unreachable }, today, item) === null)
          .sort(compareItems);
        const tried = items.flatMap((item) => askedInOrder(plan, person, absences, today, item));
        return items.length === 0
          ? []
          : [
              {
                phase,
                person,
                items,
                tried: [...new Set(tried)].map((one) => ({
                  person: one,
                  awayTo: absenceOn(absences, one, today)?.to ?? null,
                })),
              },
            ];
      });
    });
}
