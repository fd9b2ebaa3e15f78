import { TZDate } from '@date-fns/tz';
import { formatISO } from 'date-fns/formatISO';
import { readConfig } from '../app/config.ts';
import { openProductStore } from '../app/product-store.ts';
import { calendarOfPlan, type PlanKey, type WorkCalendar, type WorkingHours } from '../domain/plan/index.ts';
import {
  type DueReminder,
  dueReminders,
  forecastReminders,
  type ReminderState,
  readReminderState,
} from '../domain/reminders/index.ts';
import type { Plan } from '../domain/types.ts';
import { createAbsenceStore, createUpdateStore } from '../store/cycle/index.ts';
import type { Db } from '../store/engine/open-store.ts';
import { createReminderStore } from '../store/outbox/index.ts';
import { formatDay } from '../words/days.ts';
import { itemName } from '../words/kinds.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run remind -- --at AAAA-MM-GGThh:mm --dry-run [--json]
     npm run remind -- --from AAAA-MM-GGThh:mm --to AAAA-MM-GGThh:mm [--json]

Chi riceverebbe un sollecito, per che cosa e perché. Non invia niente: gli invii li fa il bot.

  --at         in quel momento (ora dell’ente), tenendo conto di quanto è già arrivato e già inviato
  --from --to  tutti i messaggi di quel periodo se nessuno rispondesse
  --dry-run    si può scrivere o no: questo comando non invia mai
  --json       una riga JSON per messaggio`;

interface Planned {
  readonly at: Date;
  readonly reminder: DueReminder;
}

/** A message, and the plan it is about. */
interface Message extends Planned {
  readonly plan: Plan;
}

const OPTIONS = {
  at: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const isWindow = values.from !== undefined && values.to !== undefined;
  const isMoment = values.at !== undefined && values.from === undefined && values.to === undefined;
  if (isMoment === (isWindow && values.at === undefined)) throw new UsageError(HELP);

  const config = readConfig(process.env);
  const { hours } = config;
  const { db, plans: keys, register } = await openProductStore(config, new Date());
  try {
    const found: Message[] = [];
    for (const key of keys) {
      const plan = await register.of(key.year).current();
      const calendar = calendarOfPlan(plan, hours);
      const reminders = isWindow
        ? forecastReminders(plan, calendar, ...window(calendar, values.from ?? '', values.to ?? ''))
        : await dueAt(db, key, plan, calendar, instant(calendar, '--at', values.at ?? '', '09:00'));
      found.push(...reminders.map((one) => ({ ...one, plan })));
    }
    const messages = found.sort((a, b) => a.at.getTime() - b.at.getTime());
    if (values.json) for (const message of messages) console.log(JSON.stringify(asJson(message)));
    else {
      const current = await register.of(keys[0]?.year ?? 0).current();
      console.log(asText(calendarOfPlan(current, hours), hours, messages, values.at));
    }
  } finally {
    await db.destroy();
  }
}

async function dueAt(
  db: Db,
  key: PlanKey,
  plan: Plan,
  calendar: WorkCalendar,
  now: Date,
): Promise<readonly Planned[]> {
  const state: ReminderState = await readReminderState(
    plan,
    {
      reminders: createReminderStore(db, key),
      absences: createAbsenceStore(db, key),
      updates: createUpdateStore(db, key),
    },
    calendar.dayOf,
  );
  return dueReminders(state, calendar, now).map((reminder) => ({ at: now, reminder }));
}

function window(calendar: WorkCalendar, from: string, to: string): [Date, Date] {
  const [start, end] = [instant(calendar, '--from', from), instant(calendar, '--to', to, '23:59')];
  if (end < start)
    throw new UsageError(`--to: trovato «${to}», atteso: un momento non precedente a --from (${from}).`);
  return [start, end];
}

/** Reads a wall time of the body. A day alone gets the given time. */
function instant(calendar: WorkCalendar, option: string, value: string, time = '00:00'): Date {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?)?$/.exec(value);
  const [, day = '', clock = time] = match ?? [];
  const isReal =
    match !== null &&
    !Number.isNaN(Date.parse(`${day}T${clock}Z`)) &&
    new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  if (!isReal)
    throw new UsageError(
      `${option}: trovato «${value}», atteso: una data e ora come 2021-09-15T09:00 (ora dell’ente).`,
    );
  return calendar.at(day, clock);
}

function asJson({ at, plan, reminder }: Message) {
  const zoned = (time: Date): string => formatISO(new TZDate(time.getTime(), plan.head.timezone));
  return {
    at: zoned(at),
    year: plan.head.year,
    phase: reminder.phase.code,
    person: reminder.person,
    role: reminder.role,
    step: reminder.step,
    items: reminder.items.map(({ kind, number }) => ({ kind, number })),
    next: reminder.next && { step: reminder.next.step, at: zoned(reminder.next.at) },
    why: why(reminder),
  };
}

const why = ({ phase, items, answered, step, late }: DueReminder): string =>
  `${phase.name}, scadenza ${formatDay(phase.dueOn)}, passo ${step}${late ? ' (in ritardo)' : ''}: ${answered} arrivati, ${items.length} mancanti`;

/** "8:30–17:30" */
const hoursWords = ({ from, to }: WorkingHours): string =>
  [from, to].map((time) => time.replace(/^0/, '')).join('–');

function asText(
  calendar: WorkCalendar,
  hours: WorkingHours,
  messages: readonly Message[],
  at: string | undefined,
): string {
  if (messages.length === 0)
    return at === undefined
      ? 'Nessun sollecito in questo periodo.'
      : `${formatDay(at.slice(0, 10))}${at.length > 10 ? ` alle ${at.slice(11, 16)}` : ''}: nessun sollecito, ${calendar.isWorkingMoment(instant(calendar, '--at', at, '09:00')) ? 'nessuna fase ha un passo in corso per cui manchi qualcosa che non sia già stato sollecitato.' : `è fuori dall’orario di lavoro (giorni lavorativi, ${hoursWords(hours)}).`}`;
  return [
    `${messages.length === 1 ? 'Un sollecito' : `${messages.length} solleciti`}:`,
    ...messages.map(({ at: when, plan, reminder }) => {
      const items = reminder.items.map(({ kind, number }) => itemName({ kind, number })).join(', ');
      return `  ${formatDay(calendar.dayOf(when))}  ${plan.people.find(({ code }) => code === reminder.person)?.name ?? reminder.person}: ${items}\n      ${why(reminder)}`;
    }),
  ].join('\n');
}

await runCli({ help: HELP, options: OPTIONS }, main);
