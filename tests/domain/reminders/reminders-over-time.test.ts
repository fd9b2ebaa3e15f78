import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Absence, Postponement } from '../../../src/domain/absences/absences.ts';
import { Problem } from '../../../src/domain/errors.ts';
import { type ScheduledStep, scheduleOf, stepAt } from '../../../src/domain/phases/ladder.ts';
import { createPhaseService } from '../../../src/domain/phases/phase-service.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import { responsibilitiesByPerson } from '../../../src/domain/plan/responsibilities.ts';
import { standpointOf } from '../../../src/domain/plan/standpoint.ts';
import type { PhaseMessage } from '../../../src/domain/reminders/messages.ts';
import { createPostponementService } from '../../../src/domain/reminders/postponement-service.ts';
import type { ReminderRow } from '../../../src/domain/reminders/reminder-rows.ts';
import { createReminderService } from '../../../src/domain/reminders/reminder-service.ts';
import { readStanding } from '../../../src/domain/reminders/reminder-state.ts';
import type { Work } from '../../../src/domain/reminders/reminders.ts';
import type { Courier } from '../../../src/domain/sending/outbox.ts';
import {
  DEFAULT_LADDER,
  type IsoDay,
  type ItemRef,
  itemRef,
  type Phase,
  type Plan,
} from '../../../src/domain/types.ts';
import { createAbsenceStore } from '../../../src/store/cycle/absence-store.ts';
import { createPhaseStore } from '../../../src/store/cycle/phase-store.ts';
import { createReminderStore } from '../../../src/store/outbox/reminder-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { fixedClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { inFull } from '../../support/long-run.ts';
import { phase, role, smallPlan } from '../../support/small-plan.ts';

/*
 * Whole lives of a phase, day by day, through the real service on a real database: people answer, put off, work on
 * drafts and are away; offices shut; the control office sends by hand, pauses, extends, closes and opens again; on some
 * days the bot is down. After each tick what is in the outbox is compared with what the issue asks, said anew here.
 */

const KEY = { body: 'prova', year: 2026 };
const PHASE = 'intermedia';
const FIRST_DAY = '2026-05-04';
const DAYS = 46;
const PEOPLE = ['ref-11', 'ref-12', 'ref-21', 'dir-1', 'dir-2', 'controllo'] as const;
const REFS = ['objective:1', 'objective:2', 'objective:3', 'process:1', 'process:2'] as const;
const CONTROL = 'controllo';

const base = smallPlan();
const PLANS: readonly Partial<Plan>[] = [
  {},
  { roles: [...base.roles, role('ref-21', 'contact', 'Settore 2', 'U.2.1')] },
  {
    roles: [
      ...base.roles,
      role('ref-21', 'contact', 'Settore 2', 'U.2.1'),
      role('ref-11', 'contact', 'Settore 3', 'U.3.1'),
      role('dir-2', 'head', 'Settore 3'),
    ],
  },
];

const shift = (day: IsoDay, by: number): IsoDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

const dayNumber = fc.nat({ max: DAYS - 1 });
const absences = fc.array(
  fc
    .record({
      person: fc.constantFrom(...PEOPLE),
      from: dayNumber,
      length: fc.nat({ max: 12 }),
      substitute: fc.option(fc.constantFrom(...PEOPLE)),
    })
    .filter(({ person, substitute }) => person !== substitute)
    .map(({ person, from, length, substitute }) => ({
      person,
      from: shift(FIRST_DAY, from),
      to: shift(FIRST_DAY, from + length),
      substitute,
      recordedBy: CONTROL,
    })),
  { maxLength: 5 },
);
type Happening =
  | { readonly kind: 'answer'; readonly item: ItemRef; readonly by: string }
  | { readonly kind: 'work'; readonly item: ItemRef; readonly by: string }
  | { readonly kind: 'snooze' | 'charge'; readonly by: string; readonly days: number; readonly pick: number }
  | { readonly kind: 'nudge' | 'pause' | 'resume' | 'close' | 'reopen' }
  | { readonly kind: 'extend'; readonly days: number };
const person = fc.constantFrom(...PEOPLE);
const item = fc.constantFrom(...REFS);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), item, by: person }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('work' as const), item, by: person }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom('snooze' as const, 'charge' as const, 'charge' as const),
      by: fc.constantFrom('ref-11', 'ref-12', 'ref-11', 'ref-12', ...PEOPLE),
      days: fc.integer({ min: 1, max: 8 }),
      pick: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'nudge' as const,
        'pause' as const,
        'resume' as const,
        'close' as const,
        'reopen' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('extend' as const), days: fc.integer({ min: 1, max: 9 }) }),
  },
);
const life = fc.record({
  plan: fc.constantFrom(...PLANS),
  // From a Monday to a Sunday.
  dueOn: fc.integer({ min: 21, max: 27 }).map((day) => shift(FIRST_DAY, day)),
  closures: fc.uniqueArray(dayNumber, { maxLength: 6 }),
  absences,
  unreachable: fc.uniqueArray(fc.constantFrom(...PEOPLE), { maxLength: 2 }),
  happenings: fc.array(fc.tuple(dayNumber, happening), { minLength: 10, maxLength: 60 }),
  /** Days on which the bot is down. */
  down: fc.uniqueArray(dayNumber, { maxLength: 6 }),
  /** Quarters of an hour after 10:00 of each day's second tick. */
  later: fc.array(fc.nat({ max: 50 }), { minLength: DAYS, maxLength: DAYS }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

async function begin(given: Life) {
  const plan = smallPlan({
    people: [...base.people, { code: 'ref-21', name: 'Account ref-21', email: 'ref-21@prova.example' }],
    phases: [phase({ dueOn: given.dueOn, ladder: DEFAULT_LADDER })],
    ...given.plan,
  });
  const db = await memoryDatabase(plan);
  const calendar = createCalendar(
    plan.head,
    undefined,
    given.closures.map((day) => ({ day: shift(FIRST_DAY, day), name: 'chiuso' })),
  );
  const clock = fixedClock(`${FIRST_DAY}T08:00+02:00`);
  const absenceStore = createAbsenceStore(db, KEY);
  for (const absence of given.absences) await absenceStore.recordAbsence(absence, clock.now());
  const plans = createPlanSource(db, KEY);
  const store = createReminderStore(db, KEY);
  const answers = new Map<ItemRef, Set<string>>();
  const work: Work[] = [];
  const sent: { person: string; at: Date }[] = [];
  const courier: Courier<PhaseMessage> = {
    isReachable: async (one) => !given.unreachable.some((missing) => missing === one),
    async send(message) {
      if (message.kind === 'reminder') sent.push({ person: message.person, at: clock.now() });
      return { status: 'sent', place: { channel: 'D', ts: message.key } };
    },
    find: async () => null,
    redraw: async () => true,
    remove: async () => undefined,
  };
  const updates = { answeredIn: async () => answers, versionsOfPhase: async () => [] };
  const service = createReminderService({
    plans,
    reminders: store,
    absences: absenceStore,
    updates,
    activity: { lastWorkedOn: async () => work },
    courier,
    clock,
    calendarOf: () => calendar,
    instance: 'a',
  });
  return {
    calendar,
    clock,
    store,
    sent,
    work,
    answers,
    service,
    absences: await absenceStore.absences(),
    phases: createPhaseService({ plans, phases: createPhaseStore(db, KEY), clock, dayOf: calendar.dayOf }),
    puttingOff: createPostponementService({
      plans,
      reminders: service,
      store: absenceStore,
      clock,
      calendarOf: () => calendar,
    }),
    wishes: () => absenceStore.postponements(),
    plan: () => plans.current(),
    isAnswered: async () =>
      (await readStanding(await plans.current(), { absences: absenceStore, updates })).isAnswered,
  };
}
type World = Awaited<ReturnType<typeof begin>>;

/** What cannot be done in that state of things is refused, and changes nothing. */
const orRefused = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });

async function happen(world: World, what: Happening, today: IsoDay): Promise<void> {
  const { phases, service, puttingOff, store, clock } = world;
  switch (what.kind) {
    case 'answer': {
      const plan = await world.plan();
      const key = plan.items.find((one) => itemRef(one) === what.item);
      if (
        !key ||
        !responsibilitiesByPerson(plan)
          .get(what.by)
          ?.some((owed) => owed.item === key)
      )
        return;
      const { structure, closes } = standpointOf(plan, what.by, key);
      const parts = world.answers.get(what.item) ?? new Set();
      world.answers.set(what.item, parts.add(closes ? '*' : structure));
      return;
    }
    case 'work':
      world.work.push({ phase: PHASE, item: what.item, person: what.by, at: clock.now() });
      return;
    case 'snooze':
    case 'charge': {
      const living = await store.living({ phase: PHASE, person: what.by });
      const row = living.at(-1);
      if (!row) return;
      const until = shift(today, what.days);
      const refs = [...new Set(row.asked.map((one) => one.item))];
      await orRefused(
        what.kind === 'snooze'
          ? puttingOff.snooze(what.by, row.key, until)
          : puttingOff.takeInCharge(what.by, row.key, refs.slice(what.pick, what.pick + 2), until),
      );
      return;
    }
    case 'nudge':
      await service.sendByHand({ code: PHASE });
      return;
    case 'extend': {
      const [{ dueOn } = phase()] = (await world.plan()).phases;
      await orRefused(phases.extend(CONTROL, PHASE, shift(dueOn, what.days)));
      return;
    }
    case 'reopen':
      await orRefused(phases.reopen(CONTROL, PHASE, 'serve'));
      return;
    default:
      await orRefused(phases[what.kind](CONTROL, PHASE));
  }
}

/** What the issue asks, on one day of a life: said with as little of the product's own code as can be. */
function asTheIssueAsks(
  plan: Plan,
  { calendar, absences: away, work }: World,
  wishes: readonly Postponement[],
  isAnswered: Awaited<ReturnType<World['isAnswered']>>,
  unreachable: readonly string[],
) {
  const [current = phase()] = plan.phases;
  const isAway = (one: string, day: IsoDay): Absence | undefined =>
    away.findLast(({ person: who, from, to }) => who === one && from <= day && day <= to);
  const isThere = (one: string, day: IsoDay): boolean => !unreachable.includes(one) && !isAway(one, day);
  const holds = (one: string, wanted: string) =>
    plan.roles.filter((held) => held.person === one && held.role === wanted);
  /** The departments in which somebody answers for an item. */
  const departmentsFor = (one: string, ref: ItemRef): readonly string[] =>
    plan.assignments
      .filter((share) => itemRef(share) === ref)
      .filter(
        ({ unit, department }) =>
          holds(one, 'contact').some((held) => held.unit === unit) ||
          holds(one, 'head').some((held) => held.department === department),
      )
      .map(({ department }) => department);
  const answersFor = (ref: ItemRef, departments: readonly (string | null)[]): readonly string[] => [
    ...new Set(
      plan.assignments
        .filter((share) => itemRef(share) === ref && departments.includes(share.department))
        .flatMap(({ unit, department }) => {
          const of = (wanted: string, where: (held: Plan['roles'][number]) => boolean) =>
            plan.roles.filter((held) => held.role === wanted && where(held)).map((held) => held.person);
          const contacts = unit === null ? [] : of('contact', (held) => held.unit === unit);
          const heads = of('head', (held) => held.department === department);
          return contacts.length > 0 ? contacts : heads.length > 0 ? heads : [CONTROL];
        }),
    ),
  ];

  const recipient = (one: string, ref: ItemRef, day: IsoDay): string | null => {
    if (isThere(one, day)) return one;
    const substitute = isAway(one, day)?.substitute;
    if (substitute && isThere(substitute, day)) return substitute;
    const departments = departmentsFor(one, ref);
    const heads = plan.roles.filter(
      (held) => held.role === 'head' && held.department !== null && departments.includes(held.department),
    );
    return (
      [...heads.map((held) => held.person), CONTROL].find((other) => other !== one && isThere(other, day)) ??
      null
    );
  };

  const back = (until: IsoDay): IsoDay => {
    const next = calendar.addWorkingDays(shift(until, -1), 1);
    return until <= current.dueOn && current.dueOn < next ? calendar.addWorkingDays(next, -1) : next;
  };
  const wish = (one: string, ref: ItemRef | null, day: IsoDay): Postponement | undefined =>
    wishes.findLast((made) => made.person === one && made.item === ref && calendar.dayOf(made.at) <= day);
  const isLater = (made: Postponement | undefined, day: IsoDay): boolean =>
    made !== undefined && day < back(made.until);
  const inCharge = (one: string, ref: ItemRef, day: IsoDay): boolean => isLater(wish(one, ref, day), day);
  const worked = (one: string, ref: ItemRef, stepDay: IsoDay): boolean =>
    work.some((done) => {
      const doneOn = calendar.dayOf(done.at);
      if (done.item !== ref || stepDay > calendar.addWorkingDays(doneOn, 1)) return false;
      const key = plan.items.find((known) => itemRef(known) === ref);
      const inPlaceOf = away
        .filter(({ substitute, from, to }) => substitute === done.person && from <= doneOn && doneOn <= to)
        .map(({ person: who }) => who);
      return (
        done.person === one ||
        inPlaceOf.includes(one) ||
        (key !== undefined &&
          ['*', standpointOf(plan, one, key).structure].includes(
            standpointOf(plan, done.person, key, inPlaceOf).structure,
          ))
      );
    });

  /** Everything that a step asks of, or tells, people: the person, the item, and why. */
  const concerns = (audience: ScheduledStep['audience']) =>
    REFS.flatMap((ref) => {
      const known = plan.items.find((one) => itemRef(one) === ref);
      if (!known) return [];
      const all = plan.assignments.map(({ department }) => department);
      const own = answersFor(ref, all);
      const heads = audience.includes('head')
        ? PEOPLE.filter((one) =>
            holds(one, 'head').some(({ department }) => answersFor(ref, [department]).length > 0),
          )
        : [];
      const told = new Set([...heads, ...(audience.includes('controller') ? [CONTROL] : [])]);
      return [...new Set([...own, ...told])].map((one) => ({
        person: one,
        ref,
        own: own.includes(one),
        toControl: one === CONTROL && audience.includes('controller'),
        isMissing: !isAnswered(PHASE, known, one),
        under: answersFor(
          ref,
          holds(one, 'head').map(({ department }) => department),
        ).filter((part) => !isAnswered(PHASE, known, part)),
      }));
    });
  type Asked = ReturnType<typeof concerns>[number];
  const isPutOff = (one: Asked, day: IsoDay): boolean =>
    one.toControl && !one.own
      ? false
      : inCharge(one.person, one.ref, day) ||
        isLater(wish(one.person, null, day), day) ||
        (!one.own && one.under.length > 0 && one.under.every((part) => inCharge(part, one.ref, day)));
  const isPassedOver = (one: Asked, stepDay: IsoDay): boolean =>
    isPutOff(one, stepDay) ||
    (!one.toControl &&
      (one.own
        ? worked(one.person, one.ref, stepDay)
        : one.under.length > 0 &&
          one.under.every((part) => worked(part, one.ref, stepDay) || inCharge(part, one.ref, stepDay))));
  return { current, isThere, recipient, concerns, isPutOff, isPassedOver, back, worked };
}

/** Counts what was looked at, so that a rule that never says anything is not taken for one that is never wrong. */
interface Seen {
  asked: number;
  living: number;
}

async function check(
  world: World,
  given: Life,
  before: ReadonlySet<number>,
  missed: ReadonlySet<string>,
  seen: Seen,
): Promise<void> {
  const { calendar, clock, store } = world;
  const now = clock.now();
  const today = calendar.dayOf(now);
  const plan = await world.plan();
  const wishes = await world.wishes();
  const asks = asTheIssueAsks(plan, world, wishes, await world.isAnswered(), given.unreachable);
  const { current } = asks;
  const rows = (await store.all()).filter(({ status, asked }) => status === 'sent' && asked.length > 0);
  const fresh = rows.filter(({ id }) => !before.has(id));
  const runs = current.opensOn <= today && current.closesOn === null && !current.paused;

  if (fresh.length > 0) expect([calendar.isWorkingMoment(now), runs]).toEqual([true, true]);
  const everything = asks.concerns(['contact', 'head', 'controller']);
  for (const row of fresh) {
    expect(asks.isThere(row.person, today)).toBe(true);
    expect(new Set(row.asked.map((one) => `${one.responsible} ${one.item}`)).size).toBe(row.asked.length);
    for (const { item: ref, responsible } of row.asked) {
      const concern = everything.find((one) => one.person === responsible && one.ref === ref);
      expect(concern).toMatchObject({ isMissing: true });
      expect(asks.recipient(responsible, ref, today)).toBe(row.person);
      // A later step may tell the control office what at this one it has put off itself: of those only its own count.
      if (concern)
        expect(asks.isPutOff({ ...concern, toControl: false }, today) && responsible !== CONTROL).toBe(false);
    }
    // Whoever gets a message of their own gets one; but for what falls to a head when another superior, who stands in
    // for somebody, turns out to have no account after that head was written to.
    if (
      row.onBehalf === '' &&
      !given.absences.some(({ substitute }) => isMissingSuperior(plan, given, substitute))
    )
      expect(fresh.filter((other) => other.person === row.person).map(({ id }) => id)).toEqual([row.id]);
  }

  const living = rows.filter(({ retired }) => !retired);
  for (const one of PEOPLE)
    expect(living.filter((row) => row.person === one && row.onBehalf === '').length).toBeLessThanOrEqual(1);

  const schedule = scheduleOf(current, calendar);
  const { step } = stepAt(schedule, now);
  if (!step || !runs || !calendar.isWorkingMoment(now)) return;
  const stepDay = calendar.dayOf(step.at);
  for (const concern of asks.concerns(step.audience)) {
    const { person: one, ref } = concern;
    if (!concern.isMissing || missed.has(`${one} ${ref}`)) continue;
    if (asks.isPutOff(concern, today) || asks.isPassedOver(concern, stepDay)) continue;
    const to = asks.recipient(one, ref, today);
    if (to === null) continue;
    const isAbout = (row: ReminderRow): boolean =>
      row.asked.some((asked) => asked.item === ref && asked.responsible === one);
    // Asked at this step, or since its day.
    const askedNow = rows.filter(
      (row) => isAbout(row) && (row.stepKey === step.key || stepDay <= calendar.dayOf(row.settledAt ?? now)),
    );
    seen.asked++;
    expect(`${one} ${ref} ${askedNow.length > 0}`).toBe(`${one} ${ref} true`);
    // What was put off may come back to somebody else than had it: within a step that they get late.
    const hasComeBack = wishes.some((made) => made.person === one && stepDay < asks.back(made.until));
    if (!hasComeBack)
      expect(askedNow.filter((row) => row.stepKey === step.key).length).toBeLessThanOrEqual(1);
    const always = daysBetween(stepDay, today).every((day) => asks.recipient(one, ref, day) === to);
    if (!always) continue;
    seen.living++;
    const inLiving = living.filter((row) => row.person === to && isAbout(row)).length;
    expect(`${one} ${ref} at ${to}: ${inLiving}`).toBe(`${one} ${ref} at ${to}: 1`);
  }
}

const isMissingSuperior = (plan: Plan, given: Life, one: string | null): boolean =>
  given.unreachable.some((missing) => missing === one) &&
  plan.roles.some((held) => (held.role === 'head' || held.role === 'controller') && held.person === one);

const daysBetween = (from: IsoDay, to: IsoDay): readonly IsoDay[] => {
  const days: IsoDay[] = [];
  for (let day = from; day <= to; day = shift(day, 1)) days.push(day);
  return days;
};

it('every owed item is in exactly one living message at each step, whatever happens', async () => {
  const seen: Seen = { asked: 0, living: 0 };
  await fc.assert(
    fc.asyncProperty(life, async (given) => {
      const world = await begin(given);
      const { calendar, clock, store, service } = world;
      /** What should have come back on a day on which nothing could go out: the next step asks it. */
      let missed = new Set<string>();
      let step = '';
      for (let number = 0; number < DAYS; number++) {
        const today = shift(FIRST_DAY, number);
        const isDown = given.down.includes(number);
        // On days off one look is enough to see that nothing goes out.
        const times = calendar.isWorkingDay(today) ? (['09:00', 'later'] as const) : (['later'] as const);
        for (const time of times) {
          clock.set(calendar.at(today, '09:00'));
          if (time === 'later') {
            clock.set(calendar.at(today, '10:00'));
            for (const [day, what] of given.happenings) if (day === number) await happen(world, what, today);
            clock.set(new Date(clock.now().getTime() + (1 + (given.later[number] ?? 0)) * 900_000));
          }
          const plan = await world.plan();
          const [current] = plan.phases as [Phase];
          const key = stepAt(scheduleOf(current, calendar), clock.now()).step?.key ?? '';
          if (key !== step) missed = new Set();
          step = key;
          const before = new Set((await store.all()).map(({ id }) => id));
          if (!isDown) await service.tick();
          if (isDown || current.paused || current.closesOn !== null) {
            const asks = asTheIssueAsks(plan, world, await world.wishes(), () => false, given.unreachable);
            for (const made of await world.wishes())
              if (asks.back(made.until) === today)
                for (const ref of made.item === null ? REFS : [made.item])
                  missed.add(`${made.person} ${ref}`);
          } else await check(world, given, before, missed, seen);
        }
      }
    }),
    // Looking for the smallest life that fails ends before the test's own time does.
    {
      // The same lives each time: what a change breaks is told from what no life had met before.
      seed: 7,
      numRuns: inFull(25, 8),
      interruptAfterTimeLimit: 45_000,
      markInterruptAsFailure: false,
    },
  );
  expect(seen.asked).toBeGreaterThan(200);
  expect(seen.living).toBeGreaterThan(200);
});
