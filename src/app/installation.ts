import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { createSlackMessenger } from '../bot/approve/index.ts';
import { type Pacer, UNPACED } from '../bot/kit/pacing.ts';
import { createPeopleDirectory } from '../bot/kit/people-directory.ts';
import type { Services, SharedServices, Years } from '../bot/kit/services.ts';
import { createSlackNotifier } from '../bot/remind/index.ts';
import { createAbsenceService } from '../domain/absences/index.ts';
import { Problem } from '../domain/errors.ts';
import { createPhaseService } from '../domain/phases/index.ts';
import { type PlanRegister, plansNow, type WorkCalendar, yearsNow } from '../domain/plan/index.ts';
import { createPostponementService, createReminderService } from '../domain/reminders/index.ts';
import { createNoticeService } from '../domain/sending/index.ts';
import type { Plan } from '../domain/types.ts';
import { createAbsenceStore, createPhaseStore } from '../store/cycle/index.ts';
import type { Db } from '../store/engine/open-store.ts';
import { createActivityReader, createNoticeStore, createReminderStore } from '../store/outbox/index.ts';
import { createMonitoring } from './monitoring.ts';

/** What every plan's services are made of. */
export interface Installation {
  readonly db: Db;
  readonly body: string;
  readonly register: PlanRegister;
  readonly shared: SharedServices;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
  /** For whoever waits for an answer. */
  readonly client: WebClient;
  /** For the outbox of reminders: made with a shorter time-out. */
  readonly outbox: WebClient;
  /** One for all plans: Slack's limits are the workspace's. */
  readonly pacer?: Pacer;
  readonly leaseMs?: number;
  readonly retryMs?: number;
}

/** The plans of an installation, each with its services. */
export function createYears(of: Installation): Years {
  const { register, shared } = of;
  const made = new Map<number, Promise<Services>>();
  const servicesOf = (year: number): Promise<Services> => {
    const known = made.get(year);
    if (known) return known;
    const services = createPlanServices(of, year, years);
    made.set(year, services);
    // What failed for a passing reason is made again when it is next asked for.
    services.catch(() => made.delete(year));
    return services;
  };
  const ordered = (): Promise<readonly number[]> => yearsNow(register, shared.clock.now());
  const years: Years = {
    list: ordered,
    current: () => years.of(null),
    all: async () => Promise.all((await ordered()).map(servicesOf)),
    async made() {
      const ended = await Promise.allSettled(made.values());
      return ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    },
    async of(year) {
      const known = await ordered();
      const wanted = year ?? known[0];
      if (wanted === undefined || !known.includes(wanted))
        throw new Problem('plan_unknown', { year: String(wanted), known: [...known].sort().join(', ') });
      return servicesOf(wanted);
    },
  };
  return years;
}

async function createPlanServices(of: Installation, year: number, years: Years): Promise<Services> {
  const { db, shared, calendarOf, client, outbox } = of;
  const pacer = of.pacer ?? UNPACED;
  const key = { body: of.body, year };
  const plans = of.register.of(year);
  const plan = await plans.current();
  const { clock, homes } = shared;
  const { dayOf } = calendarOf(plan);
  const { deputies, updateStore, ...monitoring } = createMonitoring({ db, key, plans, clock, dayOf });
  const absences = createAbsenceStore(db, key);
  const people = createPeopleDirectory(client, plans);
  const reminders = createReminderService({
    plans,
    reminders: createReminderStore(db, key),
    absences,
    updates: updateStore,
    activity: createActivityReader(db, key),
    notifier: createSlackNotifier(outbox, createPeopleDirectory(outbox, plans), plan.head.timezone, pacer),
    clock,
    calendarOf,
    instance: randomUUID(),
    turn: pacer.turn,
    ...(of.leaseMs === undefined ? {} : { leaseMs: of.leaseMs }),
    ...(of.retryMs === undefined ? {} : { retryMs: of.retryMs }),
  });
  const absenceService = createAbsenceService({
    plans: async () =>
      [...(await plansNow(of.register, clock.now()))].sort(
        (a, b) => Number(b.head.year === year) - Number(a.head.year === year),
      ),
    register: absences,
    clock,
    dayOf,
  });
  const notices = createNoticeService({
    plans,
    absences: absenceService,
    notices: createNoticeStore(db, key),
    updates: updateStore,
    messenger: createSlackMessenger(client, people),
    deputies,
    refreshReminders: reminders.refresh,
    onChange: homes.refresh,
    clock,
    dayOf,
    isWorkingMoment: (now, instant) => calendarOf(now).isWorkingMoment(instant),
    instance: randomUUID(),
  });
  return {
    ...shared,
    ...monitoring,
    year,
    years,
    plans,
    people,
    reminders,
    notices,
    absences: absenceService,
    postponements: createPostponementService({ plans, reminders, store: absences, clock, calendarOf }),
    phases: createPhaseService({ plans, phases: createPhaseStore(db, key), clock, dayOf }),
  };
}
