import { comesBackOn, headsOf, putOffOn } from '../absences/index.ts';
import {
  coverageOf,
  coveredTogether,
  isOpen,
  nameOfKey,
  phaseOf,
  plannedAt,
  putOffLimits,
  scheduleOf,
  stepAt,
} from '../phases/index.ts';
import {
  answerersIn,
  approversOf,
  asksAbout,
  assignmentsOf,
  controllersOf,
  responsibilitiesByPerson,
  standpointOf,
  type WorkCalendar,
} from '../plan/index.ts';
import { chainOf, newestIn, type StatusUpdate, stands } from '../record/index.ts';
import { channelOf } from '../sending/index.ts';
import {
  type IsoDay,
  type Item,
  type ItemKey,
  type ItemRef,
  itemRef,
  type Phase,
  type Plan,
} from '../types.ts';
import { mayRepeat } from '../updates/index.ts';
import { APPROVALS, overdueFor, readsAsControl, undecidedOf } from './approval-notes.ts';
import { DAILY } from './daily-line.ts';
import { DEADLINES, deadlinesOf } from './deadline-notes.ts';
import type {
  ApprovalsMessage,
  DailyMessage,
  DeadlinesMessage,
  DigestMessage,
  ListedItem,
  PhaseMessage,
  ReminderMessage,
  ReturnMessage,
  WaitingReports,
} from './messages.ts';
import { DIGEST, FINAL_DIGEST, RETURN, timeAwayOf } from './notes.ts';
import type { ReminderRow } from './reminder-rows.ts';
import type { Standing } from './reminder-state.ts';
import type { NextStep } from './reminders.ts';

/** What messages are made of. */
interface Composing {
  readonly state: Standing;
  readonly calendar: WorkCalendar;
  readonly now: Date;
  /** Every version of the row's phase, oldest first. */
  readonly versions: readonly StatusUpdate[];
}

/** The message of a row as it stands now; null when its phase is gone. */
export function composeMessage(row: ReminderRow, composing: Composing): PhaseMessage | null {
  const phase = phaseOf(composing.state.plan, row.phase);
  if (!phase) return null;
  switch (nameOfKey(row.stepKey)) {
    case DIGEST:
    case FINAL_DIGEST:
      return composeDigest(row, phase, composing);
    case RETURN:
      return composeReturn(row, phase, composing);
    case DEADLINES:
      return composeDeadlines(row, phase, composing);
    case APPROVALS:
      return composeApprovals(row, phase, composing);
    case DAILY:
      return composeDaily(row, phase, composing);
    default:
      return composeReminder(row, phase, composing);
  }
}

/** The version that answers for an item on somebody's account: the whole item's, or that of their part. */
function answersIn({ state, versions }: Composing): (item: Item, responsible: string) => StatusUpdate | null {
  const standing = standingIn(versions);
  return (item, responsible) =>
    standing(item) ?? standing(item, chainOf(standpointOf(state.plan, responsible, item)));
}

/** Whether the part of a structure in an item has come in. */
export function arrivedIn({
  versions,
}: Pick<Composing, 'versions'>): (item: Item, structure: string) => boolean {
  const standing = standingIn(versions);
  return (item, structure) => standing(item) !== null || standing(item, structure) !== null;
}

/** The newest version of a chain, if it stands. */
function standingIn(
  versions: readonly StatusUpdate[],
): (item: ItemKey, chain?: string) => StatusUpdate | null {
  const newest = newestIn(versions);
  const phase = versions[0]?.phase ?? '';
  return (item, chain) => {
    const version = newest(phase, item, chain);
    return version !== null && stands(version) ? version : null;
  };
}

const commonOf = (row: ReminderRow, phase: Phase, calendar: WorkCalendar) => ({
  key: row.key,
  phase,
  person: row.person,
  late: row.late,
  plannedFor: plannedDay(row, phase, calendar),
});

function plannedDay(row: ReminderRow, phase: Phase, calendar: WorkCalendar): IsoDay {
  const step = scheduleOf(phase, calendar).find(({ key }) => key === row.stepKey);
  return step ? calendar.dayOf(plannedAt(step, phase, calendar)) : calendar.dayOf(row.claimedAt);
}

function composeReminder(row: ReminderRow, phase: Phase, composing: Composing): ReminderMessage {
  const { state, calendar, now } = composing;
  const { plan } = state;
  const today = calendar.dayOf(now);
  const answers = answersIn(composing);
  const newest = newestIn(composing.versions);
  /** What was sent back, or opened again, of an item that is owed. */
  const returned = (item: Item, responsible: string): StatusUpdate | null => {
    const version =
      newest(phase.code, item, chainOf(standpointOf(plan, responsible, item))) ?? newest(phase.code, item);
    return version?.outcome === 'returned' || version?.outcome === 'reopened' ? version : null;
  };
  const answerers = answerersIn(plan);
  const arrived = arrivedIn(composing);
  const led = departmentsLedBy(plan, row.person);
  /** Who owes what of an item, among those whom the reader leads, or all for the control office. */
  const missingParts = (item: Item): ListedItem['parts'] =>
    assignmentsOf(plan, item)
      .map((assignment) => ({ ...assignment, structure: assignment.unit ?? assignment.department }))
      .filter(({ department }) => row.role === 'controller' || led.has(department))
      .filter(({ structure }) => !arrived(item, structure))
      .map((assignment) => ({
        structure: assignment.structure,
        people: answerers(assignment).flatMap(({ person }) =>
          person === row.person ? [] : [names.get(person) ?? person],
        ),
      }));
  const items = new Map(plan.items.map((item) => [itemRef(item), item]));
  const names = namesOf(plan);
  const responsibles = [...new Set(row.asked.map(({ responsible }) => responsible))];
  const others = responsibles.filter((person) => person !== row.person);
  const putOff = putOffOn(state.postponements, phase, calendar, today);
  const sentOn = calendar.dayOf(row.settledAt ?? now);
  const snoozed =
    putOff.filter(({ item, person }) => item === null && responsibles.includes(person)).at(-1) ?? null;
  const limits = putOffLimits(phase, calendar, today);
  const missing = row.asked.filter(({ item, responsible }) => {
    const known = items.get(item);
    return known !== undefined && !state.isAnswered(row.phase, known, responsible);
  });
  const stillMissing = new Set(missing.map(({ item }) => item));
  /** Until when those whom the reader stands for, or leads, work on an item. */
  const inCharge = (item: Item): IsoDay | null => {
    const ref = itemRef(item);
    const taken = putOff.filter(
      (one) =>
        one.item === ref &&
        (row.role === 'controller' ||
          row.asked.some(
            (asked) =>
              asked.item === ref &&
              (asked.responsible === one.person ||
                headsOf(plan, one.person, item).includes(asked.responsible)),
          )),
    );
    return taken.at(-1)?.until ?? null;
  };
  const answersFor = ownItems(plan, [row.person, ...others]);
  const mayAct = missing.some(({ item, responsible }) => answersFor.get(responsible)?.has(item));
  return {
    ...commonOf(row, phase, calendar),
    kind: 'reminder',
    now,
    role: row.role,
    step: nameOfKey(row.stepKey),
    // As it was when it went out: a message says the same however often it is drawn again.
    daysLeft: calendar.workingDaysBetween(sentOn, phase.dueOn),
    isDueToday: sentOn === phase.dueOn,
    items: [...new Set(row.asked.map(({ item }) => item))].flatMap((ref): ListedItem[] => {
      const item = items.get(ref);
      if (!item) return [];
      const responsible = row.asked.find((asked) => asked.item === ref)?.responsible ?? row.person;
      if (!stillMissing.has(ref))
        return [
          {
            item,
            update: answers(item, responsible),
            returned: null,
            mayRepeat: false,
            inChargeUntil: null,
            parts: [],
          },
        ];
      const before = returned(item, responsible);
      return [
        {
          item,
          update: null,
          returned: before,
          mayRepeat: mayRepeat(before, state.isKnown(phase, item, responsible)),
          inChargeUntil: inCharge(item),
          parts: row.role === 'contact' ? [] : missingParts(item),
        },
      ];
    }),
    onBehalfOf: others.map((person) => names.get(person) ?? person),
    next: nextOf(phase, calendar, now),
    superiors: {
      head: row.asked.some(({ item: ref, responsible }) => {
        const item = items.get(ref);
        return item && headsOf(plan, responsible, item).some((head) => head !== row.person);
      }),
      controller: controllersOf(plan).some((controller) => controller !== row.person),
    },
    mayPutOff: mayAct && today < limits.snooze,
    mayTakeInCharge: mayAct && today < limits.inCharge,
    snoozedUntil: snoozed && comesBackOn(snoozed, phase, calendar),
    waiting: row.role === 'contact' ? NOTHING_WAITS : waitingFor(row, plan, composing.versions, names),
    retired: row.retired,
    closed: !isOpen(phase, today),
    names,
  };
}

const NOTHING_WAITS: WaitingReports = { total: 0, by: [] };

/** Reports that wait for a head; to the control office, those of every head, by head. */
function waitingFor(
  { person, role }: Pick<ReminderRow, 'person' | 'role'>,
  plan: Plan,
  versions: readonly StatusUpdate[],
  names: ReadonlyMap<string, string>,
): WaitingReports {
  const waiting = undecidedOf(versions).map((update) => ({
    approvers: update.sheet === null ? approversOf(plan, update.structure) : controllersOf(plan),
  }));
  if (role !== 'controller')
    return { total: waiting.filter(({ approvers }) => approvers.includes(person)).length, by: [] };
  const byName = Map.groupBy(
    waiting.flatMap(({ approvers }) => approvers.slice(0, 1)),
    (approver) => names.get(approver) ?? approver,
  );
  return { total: waiting.length, by: [...byName].map(([name, all]) => ({ name, count: all.length })) };
}

const departmentsLedBy = (plan: Plan, person: string): ReadonlySet<string | null> =>
  new Set(
    plan.roles
      .filter((one) => one.person === person && one.role === 'head')
      .map(({ department }) => department),
  );

const ownItems = (plan: Plan, people: readonly string[]): ReadonlyMap<string, ReadonlySet<ItemRef>> => {
  const all = responsibilitiesByPerson(plan);
  return new Map(
    people.map((person) => [person, new Set((all.get(person) ?? []).map(({ item }) => itemRef(item)))]),
  );
};

const namesOf = (plan: Plan): ReadonlyMap<string, string> =>
  new Map(plan.people.map(({ code, name }) => [code, name]));

function nextOf(phase: Phase, calendar: WorkCalendar, now: Date): NextStep | null {
  if (phase.paused) return null;
  const { next } = stepAt(scheduleOf(phase, calendar), now);
  return next && { step: next.name, at: next.at, audience: next.audience };
}

function composeDigest(row: ReminderRow, phase: Phase, composing: Composing): DigestMessage {
  const { state, calendar, now } = composing;
  const { plan } = state;
  const all = coverageOf(plan, phase, arrivedIn(composing));
  const led = departmentsLedBy(plan, row.person);
  const departments = all.filter(({ code }) => led.has(code));
  const isWhole = channelOf(row.person) !== null;
  return {
    ...commonOf(row, phase, calendar),
    kind: 'digest',
    isFinal: nameOfKey(row.stepKey) === FINAL_DIGEST,
    department: isWhole ? null : departments.map(({ name }) => name).join(', '),
    ...coveredTogether(isWhole ? all : departments),
    waiting: undecidedOf(composing.versions).filter(
      ({ structure }) => isWhole || approversOf(plan, structure).includes(row.person),
    ).length,
    structures: isWhole ? all : departments.flatMap(({ units }) => units),
    next: isOpen(phase, calendar.dayOf(now)) ? nextOf(phase, calendar, now) : null,
  };
}

/** As the phase stood when the line went out. */
function composeDaily(row: ReminderRow, phase: Phase, composing: Composing): DailyMessage {
  const { state, calendar, now } = composing;
  const at = row.settledAt ?? now;
  const today = calendar.dayOf(at);
  const versions = composing.versions.filter((version) => version.at <= at);
  const coverage = coverageOf(state.plan, phase, arrivedIn({ versions }));
  const waiting = undecidedOf(versions);
  const since = calendar.at(calendar.addWorkingDays(today, -1), calendar.sendAt);
  return {
    ...commonOf(row, phase, calendar),
    kind: 'daily',
    ...coveredTogether(coverage),
    fresh: versions.filter((version) => version.at > since && stands(version)).length,
    waiting: waiting.length,
    waitingDays: Math.max(
      0,
      ...waiting.map((one) => calendar.workingDaysBetween(calendar.dayOf(one.at), today)),
    ),
    next: isOpen(phase, today) ? nextOf(phase, calendar, at) : null,
  };
}

/** As they stood on the day of the note: a milestone that was done meanwhile is left out. */
function composeDeadlines(
  row: ReminderRow,
  phase: Phase,
  { state, calendar, now }: Composing,
): DeadlinesMessage {
  return {
    ...commonOf(row, phase, calendar),
    kind: 'deadlines',
    deadlines: deadlinesOf(state.plan, calendar, row.person, calendar.dayOf(row.settledAt ?? now)),
    isOpen: isOpen(phase, calendar.dayOf(now)),
  };
}

/** Null when everything was decided meanwhile. */
function composeApprovals(row: ReminderRow, phase: Phase, composing: Composing): ApprovalsMessage | null {
  const { state, calendar, now, versions } = composing;
  const overdue = overdueFor(row.person, state, versions, calendar, calendar.dayOf(now));
  if (overdue.length === 0) return null;
  return {
    ...commonOf(row, phase, calendar),
    kind: 'approvals',
    overdue: overdue.map(({ update, deciders }) => ({
      update,
      deciders,
      since: calendar.dayOf(update.at),
      days: calendar.workingDaysBetween(calendar.dayOf(update.at), calendar.dayOf(now)),
    })),
    isForControl: readsAsControl(state.plan, row.person, overdue),
    names: namesOf(state.plan),
  };
}

function composeReturn(row: ReminderRow, phase: Phase, composing: Composing): ReturnMessage | null {
  const { state, calendar } = composing;
  const { plan, absences } = state;
  const answers = answersIn(composing);
  const away = timeAwayOf(row.stepKey, absences, calendar);
  if (!away) return null;
  const names = namesOf(plan);
  const own = (responsibilitiesByPerson(plan).get(row.person) ?? [])
    .map(({ item }) => item)
    .filter((item) => asksAbout(phase, item));
  return {
    ...commonOf(row, phase, calendar),
    kind: 'return',
    from: away.from,
    to: away.to,
    substitutes: away.substitutes.map((substitute) => names.get(substitute) ?? substitute),
    answered: own.flatMap((item) => {
      const update = answers(item, row.person);
      const meanwhile = update && update.author !== row.person && calendar.dayOf(update.at) >= away.from;
      return meanwhile ? [{ item, update }] : [];
    }),
    missing: own.filter((item) => !state.isAnswered(phase.code, item, row.person)),
    names,
  };
}
