import { buildLetter } from '../bot/letter-view.ts';
import type { OutboxMessage } from '../bot/message-view.ts';
import type { PlanSource } from '../domain/plan/index.ts';
import { assignmentsOf, controllersOf, structureOf } from '../domain/plan/index.ts';
import type { Courier } from '../domain/sending/index.ts';
import type { SheetService } from '../domain/sheets/index.ts';
import type { Plan } from '../domain/types.ts';
import type { MailConfig } from '../mail/mail-config.ts';
import { createMailer } from '../mail/mailer.ts';
import { type LetterContent, withMail } from '../mail/mailing-courier.ts';
import type { Db } from '../store/engine/open-store.ts';
import { createLetterNotes } from '../store/outbox/index.ts';

/** A letter with more files than this is none that a mailbox takes. */
const MOST_SHEETS = 5;

/** Messages go by e-mail too, to whoever has no account in Slack: a reminder with the sheets of what is missing. */
export function byMailToo(
  courier: Courier<OutboxMessage>,
  {
    config,
    db,
    body,
    year,
    plans,
    sheets,
  }: {
    readonly config: MailConfig;
    readonly db: Db;
    readonly body: string;
    readonly year: number;
    readonly plans: PlanSource;
    readonly sheets: SheetService;
  },
): Courier<OutboxMessage> {
  const personIn = (plan: Plan, code: string) => plan.people.find((person) => person.code === code);

  async function letterOf(message: OutboxMessage): Promise<LetterContent> {
    const plan = await plans.current();
    const attachments = await sheetsFor(plan, message, sheets);
    const [controller] = controllersOf(plan);
    return {
      ...buildLetter(message, {
        head: plan.head,
        recipient: personIn(plan, message.person) ?? { name: message.person },
        sheets: attachments.length,
      }),
      replyTo:
        config.replyTo ?? (controller === undefined ? null : (personIn(plan, controller)?.email ?? null)),
      attachments,
    };
  }

  return withMail(courier, {
    mailer: createMailer(config),
    addressOf: async (person) => personIn(await plans.current(), person)?.email ?? null,
    letterOf,
    note: createLetterNotes(db, { body, year }),
  });
}

/** The sheets of the structures of which a reminder says that something is missing, as far as its reader reports for them. */
async function sheetsFor(
  plan: Plan,
  message: OutboxMessage,
  sheets: SheetService,
): Promise<LetterContent['attachments']> {
  if (message.kind !== 'reminder' || message.role === 'controller') return [];
  const missing = message.items.filter(({ update }) => update === null).map(({ item }) => item);
  const concerned = new Set(missing.flatMap((item) => assignmentsOf(plan, item).map(structureOf)));
  const own = await sheets.structures(message.phase.code, message.person);
  return sheets.files(message.phase.code, own.filter((code) => concerned.has(code)).slice(0, MOST_SHEETS));
}
