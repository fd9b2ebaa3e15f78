import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Accounts } from '../bot/kit/accounts.ts';
import { amongWorkspaces } from '../bot/kit/among-workspaces.ts';
import { createCourier } from '../bot/kit/courier.ts';
import type { Observer } from '../bot/kit/observer.ts';
import { type Pacer, UNPACED } from '../bot/kit/pacing.ts';
import { createPeopleDirectory } from '../bot/kit/people-directory.ts';
import type { Pictures } from '../bot/kit/pictures.ts';
import type { Services, SharedServices, Years } from '../bot/kit/services.ts';
import { buildMessage, chartOfMessage, type OutboxMessage } from '../bot/message-view.ts';
import type { print } from '../documents/press.ts';
import { createAbsenceNotices, createAbsenceService } from '../domain/absences/index.ts';
import { Problem } from '../domain/errors.ts';
import { createIncidentNotices, createIncidentService } from '../domain/incidents/index.ts';
import { createPhaseService } from '../domain/phases/index.ts';
import { type PlanRegister, plansNow, type WorkCalendar, yearsNow } from '../domain/plan/index.ts';
import { createPostponementService, createReminderService } from '../domain/reminders/index.ts';
import { type Courier, createNoticeService } from '../domain/sending/index.ts';
import type { Plan } from '../domain/types.ts';
import { createReportNotices } from '../domain/updates/index.ts';
import type { MailConfig } from '../mail/mail-config.ts';
import { createAbsenceStore, createPhaseStore } from '../store/cycle/index.ts';
import { openedOf } from '../store/engine/engine.ts';
import type { Db } from '../store/engine/open-store.ts';
import {
  createActivityReader,
  createIncidentStore,
  createNoticeStore,
  createReminderStore,
} from '../store/outbox/index.ts';
import { createMonitoring } from './monitoring.ts';

/** A workspace that the outbox takes messages to. */
export interface Post {
  /** Slack's id of it, as far as there are several. */
  readonly id: string;
  /** Made with a shorter time-out. */
  readonly client: WebClient;
  /** The accounts that messages go to. */
  readonly accounts: Accounts;
  readonly pictures: Pick<Pictures, 'show'>;
}

/** What every plan's services are made of. */
export interface Installation {
  readonly db: Db;
  readonly body: string;
  readonly register: PlanRegister;
  readonly shared: SharedServices;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
  /** The workspaces of the body, the first one first. */
  readonly posts: readonly [Post, ...Post[]];
  /** One for all plans: Slack's limits are the workspace's. */
  readonly pacer?: Pacer;
  /** Hears what came of each message. */
  readonly observer?: Observer;
  /** How letters go out to whoever has no account in Slack; absent where none do. */
  readonly mail?: MailConfig;
  /** The control office wants a line each working day. */
  readonly dailyLine?: boolean;
  readonly leaseMs?: number;
  readonly retryMs?: number;
  /** Milliseconds that only ever grow. */
  readonly elapsed?: () => number;
  /** Writes documents; a process of its own, unless another is given. */
  readonly print?: typeof print;
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
    asOne: openedOf(of.db)?.asOne ?? ((work) => work()),
  };
  return years;
}

async function createPlanServices(of: Installation, year: number, years: Years): Promise<Services> {
  const { db, body, register, shared, calendarOf, posts, pacer = UNPACED, print: given, ...lease } = of;
  const key = { body, year };
  const plans = register.of(year);
  const plan = await plans.current();
  const { clock, homes } = shared;
  const { dayOf } = calendarOf(plan);
  const { deputies, formerYears, updateStore, ...monitoring } = createMonitoring({
    db,
    key,
    plans,
    clock,
    dayOf,
    register,
    ...(given === undefined ? {} : { print: given }),
  });
  const absences = createAbsenceStore(db, key);
  const routeOf = ({ id, client, accounts, pictures }: Post) => ({
    id,
    courier: createCourier<OutboxMessage>(
      client,
      createPeopleDirectory(accounts, plans),
      (message) => buildMessage(message, plan.head.timezone),
      pacer,
      async (message) => {
        const chart = chartOfMessage(message);
        return chart === null ? null : pictures.show(client, chart);
      },
    ),
  });
  const [first, ...others] = posts;
  const inSlack =
    others.length === 0 ? routeOf(first).courier : amongWorkspaces([routeOf(first), ...others.map(routeOf)]);
  const { sheets } = monitoring;
  const courier = observed(
    of.mail === undefined
      ? inSlack
      : (await import('./letters.ts')).byMailToo(inSlack, { config: of.mail, db, body, year, plans, sheets }),
    of.observer,
  );
  const sending = { courier, clock, instance: randomUUID(), ...lease };
  const reminders = createReminderService({
    ...sending,
    plans,
    reminders: createReminderStore(db, key),
    absences,
    updates: updateStore,
    formerYears,
    activity: createActivityReader(db, key),
    dailyLine: of.dailyLine ?? false,
    calendarOf,
    turn: pacer.turn,
  });
  const absenceService = createAbsenceService({
    plans: async () =>
      [...(await plansNow(register, clock.now()))].sort(
        (a, b) => Number(b.head.year === year) - Number(a.head.year === year),
      ),
    register: absences,
    clock,
    dayOf,
  });
  const noticeStore = createNoticeStore(db, key);
  const incidents = createIncidentStore(db, key);
  const tellingAbsences = { plans, absences: absenceService, clock, calendarOf };
  const notices = createNoticeService<OutboxMessage>({
    ...sending,
    notices: noticeStore,
    // Whoever waits for an answer is told before whoever is reminded, and not in their queue.
    turn: () => pacer.turn('answer'),
    rules: {
      ...createReportNotices({
        plans,
        notices: noticeStore,
        updates: updateStore,
        deputies,
        refreshReminders: reminders.refresh,
        onChange: homes.refresh,
        clock,
        dayOf,
      }),
      absence: createAbsenceNotices('absence', tellingAbsences),
      absence_over: createAbsenceNotices('absence_over', tellingAbsences),
      incident: createIncidentNotices({ plans, store: incidents, clock, calendarOf }),
    },
  });
  return {
    ...shared,
    ...monitoring,
    year,
    years,
    plans,
    people: createPeopleDirectory(shared.accounts, plans),
    reminders,
    notices,
    incidents: createIncidentService({ plans, store: incidents, reminders, clock }),
    absences: absenceService,
    postponements: createPostponementService({ plans, reminders, store: absences, clock, calendarOf }),
    phases: createPhaseService({ plans, phases: createPhaseStore(db, key), clock, dayOf }),
  };
}

/** The same courier, with its outcomes heard. */
function observed<Message>(courier: Courier<Message>, observer?: Observer): Courier<Message> {
  if (observer === undefined) return courier;
  return {
    ...courier,
    async send(message, thread) {
      const delivery = await courier.send(message, thread);
      observer.delivered(delivery.status);
      return delivery;
    },
  };
}
