import { recipientOf } from '../absences/index.ts';
import type { StepName } from '../phases/index.ts';
import { approversOf, controllersOf, type WorkCalendar } from '../plan/index.ts';
import { newestOfChains, type StatusUpdate } from '../record/index.ts';
import type { IsoDay, Phase, Plan } from '../types.ts';
import { isTime, noteClaim } from './note-claims.ts';
import type { OutboxClaim, ReminderState } from './reminders.ts';

/** The note of what waits for a decision for too long. */
export const APPROVALS: StepName = 'approvazioni';

/** Working days after which whoever decides is reminded, and the control office is told. */
export const APPROVAL_LADDER = { head: 3, controller: 5 } as const;

type Rung = keyof typeof APPROVAL_LADDER;

/** The reports that nobody has decided on, oldest first. */
export const undecidedOf = (versions: readonly StatusUpdate[]): readonly StatusUpdate[] =>
  newestOfChains(versions).filter(({ outcome }) => outcome === 'submitted');

type Known = Pick<ReminderState, 'plan' | 'absences'>;

/** Who decides on a report today: the heads of its structure, or whoever takes their place. */
function askedToday({ plan, absences }: Known, update: StatusUpdate, today: IsoDay): readonly string[] {
  const heads = update.sheet === null ? approversOf(plan, update.structure) : controllersOf(plan);
  const availability = { absences, unreachable: new Set<string>() };
  return heads
    .flatMap((head) => recipientOf(plan, head, availability, today) ?? [])
    .filter((person) => person !== update.author);
}

/** Who hears at a rung that a report waits. */
const readersAt = (rung: Rung, known: Known, update: StatusUpdate, today: IsoDay): readonly string[] =>
  rung === 'head'
    ? askedToday(known, update, today)
    : controllersOf(known.plan).filter((person) => person !== update.author);

const RUNGS = Object.keys(APPROVAL_LADDER) as readonly Rung[];

const dayOfRung = (calendar: WorkCalendar, update: StatusUpdate, rung: Rung): IsoDay =>
  calendar.addWorkingDays(calendar.dayOf(update.at), APPROVAL_LADDER[rung]);

/** The notes of a phase that are due: one a person and day, however much waits. */
export function approvalNotes(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  now: Date,
): readonly OutboxClaim[] {
  const today = calendar.dayOf(now);
  const due = state.undecided
    .filter((update) => update.phase === phase.code)
    .flatMap((update) =>
      RUNGS.flatMap((rung) => {
        const day = dayOfRung(calendar, update, rung);
        return isTime(calendar, day, now)
          ? readersAt(rung, state, update, today).map((person) => ({ person, rung, day }))
          : [];
      }),
    );
  const once = new Map(due.map((one) => [`${one.person}|${one.day}`, one]));
  return [...once.values()].map(({ person, rung, day }) =>
    noteClaim(calendar, now, { phase, person, role: rung, step: APPROVALS, id: day, day }),
  );
}

/** A report that waits for too long. */
export interface OverdueApproval {
  readonly update: StatusUpdate;
  /** Who decides on it today. */
  readonly deciders: readonly string[];
}

/** What waits for too long, as somebody is told: what they decide on, or everybody's to the control office. */
export const overdueFor = (
  person: string,
  known: Known,
  versions: readonly StatusUpdate[],
  calendar: WorkCalendar,
  today: IsoDay,
): readonly OverdueApproval[] =>
  undecidedOf(versions)
    .filter((update) =>
      RUNGS.some(
        (rung) =>
          dayOfRung(calendar, update, rung) <= today &&
          readersAt(rung, known, update, today).includes(person),
      ),
    )
    .map((update) => ({ update, deciders: askedToday(known, update, today) }));

/** Whether somebody reads of it as the control office, and not as whoever decides. */
export const readsAsControl = (plan: Plan, person: string, overdue: readonly OverdueApproval[]): boolean =>
  controllersOf(plan).includes(person) && overdue.some(({ deciders }) => !deciders.includes(person));
