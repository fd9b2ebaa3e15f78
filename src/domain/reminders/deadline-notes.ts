import { isLate, isOpen, type StepName } from '../phases/index.ts';
import { responsibilitiesByPerson, type WorkCalendar } from '../plan/index.ts';
import { type IsoDay, type Item, itemRef, type Phase, type Plan } from '../types.ts';
import type { OutboxClaim, ReminderState } from './reminders.ts';

/** The weekly note of the milestones and due days of the items that one answers for. */
export const DEADLINES: StepName = 'scadenze';

/** What falls within so many working days is told beforehand. */
const AHEAD = 10;

/** A milestone that is late or near, or the due day of an item that is near (`name` is null). */
export interface ComingDeadline {
  readonly item: Item;
  readonly name: string | null;
  readonly day: IsoDay;
  readonly isLate: boolean;
}

/** What a person's items have in the days to come, and the milestones that are late, oldest first. */
export function deadlinesOf(
  plan: Plan,
  calendar: WorkCalendar,
  person: string,
  today: IsoDay,
): readonly ComingDeadline[] {
  const until = calendar.addWorkingDays(today, AHEAD);
  const own = (responsibilitiesByPerson(plan).get(person) ?? [])
    .map(({ item }) => item)
    .filter((item) => item.withdrawnIn === undefined && item.attainment !== 100);
  return own
    .flatMap((item): ComingDeadline[] => [
      ...plan.milestones
        .filter((one) => itemRef(one) === itemRef(item) && one.doneOn === null)
        .flatMap(({ name, expectedTo: day }) =>
          day !== null && day <= until ? [{ item, name, day, isLate: day < today }] : [],
        ),
      // Whether an item that was due is done is what the phase asks: only the days to come are told.
      ...(item.dueOn !== null && item.dueOn >= today && item.dueOn <= until
        ? [{ item, name: null, day: item.dueOn, isLate: false }]
        : []),
    ])
    .sort((a, b) => a.day.localeCompare(b.day));
}

/** The phase under whose name the notes go out: the one that is open, else the next, else the last. */
function phaseOfNotes({ phases }: Plan, today: IsoDay): Phase | undefined {
  const byDay = [...phases].sort((a, b) => a.opensOn.localeCompare(b.opensOn));
  return (
    byDay.find((phase) => isOpen(phase, today)) ??
    byDay.find(({ opensOn }) => opensOn > today) ??
    byDay.at(-1)
  );
}

/**
 * The notes of a week, for whoever has something to be told and is not away.
 * @param day the first working day of the week
 * @param week tells one week's notes from another's
 */
export function deadlineNotes(
  { plan, absences }: ReminderState,
  calendar: WorkCalendar,
  { day, week, now }: { readonly day: IsoDay; readonly week: string; readonly now: Date },
): readonly OutboxClaim[] {
  if (plan.milestones.length === 0 && plan.items.every(({ dueOn }) => dueOn === null)) return [];
  const today = calendar.dayOf(now);
  const phase = phaseOfNotes(plan, today);
  if (!phase || phase.paused) return [];
  const isAway = (person: string): boolean =>
    absences.some((absence) => absence.person === person && absence.from <= today && absence.to >= today);
  const at = calendar.at(day, calendar.sendAt);
  return [...responsibilitiesByPerson(plan).keys()]
    .filter((person) => !isAway(person) && deadlinesOf(plan, calendar, person, today).length > 0)
    .map((person) => ({
      phase,
      person,
      onBehalf: '',
      role: 'contact',
      step: DEADLINES,
      stepKey: `${DEADLINES}@${week}`,
      asked: [],
      at,
      late: isLate(at, now),
    }));
}
