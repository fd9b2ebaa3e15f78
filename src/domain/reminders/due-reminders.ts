import type { Role } from '../../words/roles.ts';
import { comesBackOn, recipientOf, wishesOn } from '../absences/index.ts';
import { isLate, isOpen, keyOf, plannedAt, type ScheduledStep, scheduleOf, stepAt } from '../phases/index.ts';
import { compareItems, type WorkCalendar } from '../plan/index.ts';
import { type Item, type ItemRef, itemRef, type LadderStep, type Phase, type Plan } from '../types.ts';
import { type Concern, type Concerned, concernedBy, quietAt } from './reminder-audience.ts';
import {
  AGAIN,
  type AskedItem,
  askedKey,
  BY_HAND,
  coverageKey,
  type DueReminder,
  livingKey,
  type ReminderState,
  recipientKey,
  unreachedKey,
  untouched,
} from './reminders.ts';

/**
 * Who should be written to at this moment: pure, so that a restart needs nothing but the store.
 * Nothing outside working hours, nothing for a phase that is paused or not open, only the newest step still valid,
 * nobody who owes nothing, and nothing that a living message already asks.
 */
export function dueReminders(
  state: ReminderState,
  calendar: WorkCalendar,
  now: Date,
): readonly DueReminder[] {
  if (!calendar.isWorkingMoment(now)) return [];
  const today = calendar.dayOf(now);
  return state.plan.phases
    .filter((phase) => isOpen(phase, today) && !phase.paused)
    .flatMap((phase) => {
      const schedule = scheduleOf(phase, calendar);
      const { step, next } = stepAt(schedule, now);
      const ladder = step ? messagesOf(state, calendar, phase, step, next, now) : [];
      const back = comingBack(state, calendar, phase, schedule, now);
      const again = back ? messagesOf(state, calendar, phase, back.step, next, now, back.isBack) : [];
      return inOneMessage(ladder, again);
    });
}

/** Whoever gets a step of the ladder and something that comes back at the same time gets both in one message. */
function inOneMessage(ladder: readonly DueReminder[], again: readonly DueReminder[]): readonly DueReminder[] {
  const back = Map.groupBy(again, ({ person }) => person);
  const last = new Map(ladder.map((reminder) => [reminder.person, reminder]));
  return [
    ...ladder.map((reminder) => {
      const also = last.get(reminder.person) === reminder ? back.get(reminder.person) : undefined;
      return also ? { ...reminder, ...listing([reminder, ...also].flatMap(({ asked }) => asked)) } : reminder;
    }),
    ...again.filter(({ person }) => !last.has(person)),
  ];
}

/** What a message asks, in plan order, nothing twice. */
function listing(requests: readonly AskedItem[]): Pick<DueReminder, 'asked' | 'items'> {
  const asked = [...new Map(requests.map((one) => [keyOfRequest(one), one])).values()].sort((a, b) =>
    compareItems(a.item, b.item),
  );
  return { asked, items: [...new Map(asked.map(({ item }) => [itemRef(item), item])).values()] };
}

const requestKey = (item: ItemRef, responsible: string): string => `${responsible}|${item}`;
const keyOfRequest = ({ item, responsible }: AskedItem): string => requestKey(itemRef(item), responsible);

/** What one person is asked, or told, at a step, as far as it falls to one recipient. */
interface Share {
  readonly recipient: string;
  readonly person: string;
  readonly role: Role;
  readonly asked: readonly AskedItem[];
  readonly answered: number;
}

/**
 * The messages of one step that are not covered yet: one per recipient, with all that concerns them. What is still
 * missing in the messages that it replaces is asked again, so that nothing is lost with them.
 * @param isBack for the step of what comes back: only whoever has something that does is written to
 */
export function messagesOf(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  step: ScheduledStep,
  next: ScheduledStep | null,
  now: Date,
  isBack?: (person: string, item: ItemRef) => boolean,
): readonly DueReminder[] {
  const concerned = concernedBy(state.plan, phase, step.audience);
  const roles = new Map(concerned.map(({ person, role }) => [person, role]));
  const due = look(state, calendar, phase, step, now);
  const shares = due
    .sharesOf(concerned)
    .filter(
      ({ person, asked }) =>
        asked.length > 0 && (isBack === undefined || asked.some(({ item }) => isBack(person, itemRef(item)))),
    );
  const asking = new Set(shares.flatMap(({ asked }) => asked.map(keyOfRequest)));
  return [...Map.groupBy(shares, ({ recipient }) => recipient)].flatMap(([recipient, all]) => {
    // Whoever already has this step's message gets what fell to them afterwards, in another's place, in a message of
    // its own; what was refused once is not tried again.
    const isHandled = (onBehalf: string): boolean =>
      state.handled.has(recipientKey(phase.code, recipient, step.key, onBehalf));
    const messages = isHandled('')
      ? all.map((share) => ({
          onBehalf: share.person === recipient ? '' : share.person,
          parts: [share],
          kept: [],
        }))
      : [
          {
            onBehalf: '',
            parts: all,
            kept: due.keptFor(recipient).filter((one) => !asking.has(keyOfRequest(one))),
          },
        ];
    return messages
      .filter(({ onBehalf }) => !isHandled(onBehalf))
      .map(({ onBehalf, parts, kept }) => ({
        phase,
        person: recipient,
        onBehalf,
        role: roles.get(recipient) ?? standingRole(state.plan, recipient),
        step: step.name,
        stepKey: step.key,
        ...listing([...parts.flatMap(({ asked }) => asked), ...kept]),
        answered: parts.reduce((sum, { answered }) => sum + answered, 0),
        next: next && { step: next.name, at: next.at, audience: next.audience },
        at: step.at,
        late: isLate(plannedAt(step, phase, calendar), now),
      }));
  });
}

/** In which role somebody is written to who has nothing of their own at a step. */
const standingRole = (plan: Plan, person: string): Role =>
  (['head', 'controller'] as const).find((wanted) =>
    plan.roles.some(({ person: holder, role }) => holder === person && role === wanted),
  ) ?? 'contact';

/** What a step finds missing, and to whom it falls. */
function look(state: ReminderState, calendar: WorkCalendar, phase: Phase, step: ScheduledStep, now: Date) {
  const { plan } = state;
  const today = calendar.dayOf(now);
  const stepDay = calendar.dayOf(step.at);
  const quiet = quietAt(state, calendar, phase, stepDay);
  const availability = {
    absences: state.absences,
    unreachable: {
      has: (person: string) =>
        state.unreachable.has(person) || state.refused.has(recipientKey(phase.code, person, step.key)),
    },
  };
  const recipientFor = (person: string, item: Item): string | null =>
    recipientOf(plan, person, availability, today, item);
  /** Whoever was not reached the last time is not taken to be back: that is found out when they are written to. */
  const stillFallsTo = (recipient: string, person: string, item: Item): boolean =>
    recipientOf(
      plan,
      person,
      {
        absences: state.absences,
        unreachable: {
          has: (one) =>
            availability.unreachable.has(one) || state.unreached.has(unreachedKey(phase.code, one)),
        },
      },
      today,
      item,
    ) === recipient;
  const isMissing = (person: string, concern: Concern): boolean =>
    !state.isAnswered(phase.code, concern.item, person) && !quiet.isPutOff(person, concern, today);
  const isCovered = (person: string, item: Item): boolean =>
    state.covered.has(coverageKey(phase.code, step.key, person, itemRef(item)));
  /** Asked on the step's own day or since: a step that is behind that says nothing new. */
  const isAskedSince = (person: string, item: Item): boolean => {
    const last = state.lastAsked.get(askedKey(phase.code, person, itemRef(item)));
    return last !== undefined && stepDay <= last;
  };

  return {
    /** What each person is to be asked at this step, by whom it falls to. */
    sharesOf(concerned: readonly Concerned[]): readonly Share[] {
      return concerned.flatMap(({ person, role, concerns }) =>
        [...Map.groupBy(concerns, ({ item }) => recipientFor(person, item))].flatMap(
          ([recipient, falling]) => {
            if (recipient === null) return [];
            const asked = falling
              .filter((concern) => isMissing(person, concern) && !quiet.isPassedOver(person, concern))
              .filter(({ item }) => !isCovered(person, item) && !isAskedSince(person, item))
              .map(({ item }) => ({ item, responsible: person }));
            const answered = falling.filter(({ item }) => state.isAnswered(phase.code, item, person)).length;
            return [{ recipient, person, role, asked, answered }];
          },
        ),
      );
    },

    /**
     * What the living messages of somebody still ask, which a message of this step replaces. A step of the ladder
     * leaves out what it passes over, and what it does not tell them.
     */
    keptFor(recipient: string): readonly AskedItem[] {
      const replaced = (state.living.get(livingKey(phase.code, recipient)) ?? []).filter(
        ({ stepKey }) => stepKey !== step.key,
      );
      if (replaced.length === 0) return [];
      const onLadder = step.name !== AGAIN && step.name !== BY_HAND;
      const concerns = new Map(
        concernedBy(plan, phase, onLadder ? step.audience : EVERYBODY).flatMap(({ person, concerns: all }) =>
          all.map((concern) => [requestKey(itemRef(concern.item), person), concern]),
        ),
      );
      return replaced.flatMap(({ item: ref, responsible }) => {
        const concern = concerns.get(requestKey(ref, responsible));
        if (!concern || !isMissing(responsible, concern)) return [];
        const { item } = concern;
        if (!stillFallsTo(recipient, responsible, item) || isCovered(responsible, item)) return [];
        return onLadder && quiet.isPassedOver(responsible, concern) ? [] : [{ item, responsible }];
      });
    },
  };
}

const EVERYBODY: LadderStep['audience'] = ['contact', 'head', 'controller'];

/**
 * What was put off until today: one message for all that comes back on that day, named after it, unless a step of the
 * ladder falls on it.
 */
function comingBack(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  schedule: readonly ScheduledStep[],
  now: Date,
): {
  readonly step: ScheduledStep;
  readonly isBack: (person: string, item: ItemRef) => boolean;
} | null {
  const wishes = wishesOn(state.postponements, phase, calendar, calendar.dayOf(now));
  const byDay = Map.groupBy(wishes, (one) => comesBackOn(one, phase, calendar));
  for (const [day, back] of byDay) {
    const at = calendar.at(day, calendar.sendAt);
    const following = schedule.find((step) => step.at >= at)?.at;
    const end = calendar.at(calendar.addWorkingDays(day, 1), calendar.sendAt);
    const until = following && following < end ? following : end;
    if (now < at || now >= until) continue;
    const audience = stepAt(schedule, now).step?.audience ?? ['contact'];
    return {
      step: { name: AGAIN, key: keyOf(AGAIN, day), audience, at, until },
      isBack: (person, item) =>
        back.some((one) => one.person === person && (one.item === null || one.item === item)),
    };
  }
  return null;
}

/**
 * Every message of a window if nobody answered: the same rule, asked at each moment when something can fall due.
 * @returns the reminders in order of time, each with the instant at which it would go out
 */
export function forecastReminders(
  plan: Plan,
  calendar: WorkCalendar,
  from: Date,
  to: Date,
): readonly { readonly at: Date; readonly reminder: DueReminder }[] {
  const moments = plan.phases
    .flatMap((phase) => scheduleOf(phase, calendar).map(({ at }) => at.getTime()))
    .filter((at) => from.getTime() <= at && at <= to.getTime());
  return [...new Set(moments)]
    .sort((a, b) => a - b)
    .flatMap((time) => {
      const at = new Date(time);
      // Only what falls due at this very moment: earlier steps of other phases went out at theirs.
      return dueReminders(untouched(plan), calendar, at)
        .filter((reminder) => reminder.at.getTime() === time)
        .map((reminder) => ({ at, reminder }));
    });
}
