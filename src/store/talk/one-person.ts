import type { DeleteResult } from 'kysely';
import { z } from 'zod';
import { appendAudit } from '../cycle/index.ts';
import type { Db } from '../engine/open-store.ts';
import { beginsWith, endsWith } from '../engine/texts.ts';
import { writing } from '../engine/transaction.ts';

/** Somebody, as the plans of a body and Slack know them. */
export interface OnePerson {
  readonly body: string;
  /** In small letters. */
  readonly address: string;
  /** The code that each plan has for them. */
  readonly codes: readonly { readonly year: number; readonly code: string }[];
  /** Their Slack account, where it is known. */
  readonly account: string | null;
}

/** Who has an address in the plans of a body; null for nobody. */
export async function personWithAddress(
  db: Db,
  body: string,
  address: string,
  account: string | null,
): Promise<OnePerson | null> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('plan', 'plan.id', 'person.plan_id')
    .select(['plan.year', 'person.code'])
    .where('plan.body', '=', body)
    .where('person.email', '=', address)
    .orderBy('plan.year')
    .execute();
  return rows.length === 0 ? null : { body, address: address.toLowerCase(), codes: rows, account };
}

const codesOf = ({ codes }: OnePerson): readonly string[] => [...new Set(codes.map(({ code }) => code))];
/** How opinions and refusals name somebody: by code, or by account. */
const namesOf = (person: OnePerson): readonly string[] => [...codesOf(person), ...accountsOf(person)];
const accountsOf = ({ account }: OnePerson): readonly string[] =>
  account === null ? [] : [account, `slack:${account}`];

/** The answers that were given about a body. */
const answersAbout = (db: Db, body: string) => db.selectFrom('answer').select('id').where('body', '=', body);

const accountIn = z.object({ account: z.string() });

/** What they asked and was not answered yet, and what they were not told yet: each names its account, whatever else it holds. */
async function openOf(db: Db, { account }: OnePerson) {
  if (account === null) return [];
  const rows = await db.selectFrom('handled_event').selectAll().where('content', 'is not', null).execute();
  return rows.filter(({ content }) => {
    const named = accountIn.safeParse(JSON.parse(content ?? 'null'));
    return named.success && named.data.account === account;
  });
}

/** All that is kept of somebody, table by table, as it is kept. */
export async function dataOf(
  db: Db,
  person: OnePerson,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const { body, address } = person;
  const codes = codesOf(person);
  const names = namesOf(person);
  const ofPlan = (table: 'outbox' | 'draft' | 'postponement' | 'evidence') =>
    db.selectFrom(table).selectAll().where('body', '=', body).where('person', 'in', codes).execute();
  return {
    person: await db
      .selectFrom('person')
      .innerJoin('plan', 'plan.id', 'person.plan_id')
      .select(['plan.year', 'person.code', 'person.name', 'person.email'])
      .where('plan.body', '=', body)
      .where('person.email', '=', address)
      .execute(),
    role: await db
      .selectFrom('role')
      .innerJoin('plan', 'plan.id', 'role.plan_id')
      .select(['plan.year', 'role.role', 'role.department', 'role.unit'])
      .where('plan.body', '=', body)
      .where('role.person', 'in', codes)
      .execute(),
    status_update: await db
      .selectFrom('status_update')
      .selectAll()
      .where('body', '=', body)
      .where('author', 'in', codes)
      .execute(),
    update_decision: await db
      .selectFrom('update_decision')
      .selectAll()
      .where('update_id', 'in', db.selectFrom('status_update').select('id').where('body', '=', body))
      .where((eb) => eb.or([eb('actor', 'in', codes), eb('instead_of', 'in', codes)]))
      .execute(),
    phase_record: await db
      .selectFrom('phase_record')
      .selectAll()
      .where('body', '=', body)
      .where('actor', 'in', codes)
      .execute(),
    evidence: await ofPlan('evidence'),
    draft: await ofPlan('draft'),
    postponement: await ofPlan('postponement'),
    outbox: await ofPlan('outbox'),
    absence: await db
      .selectFrom('absence')
      .selectAll()
      .where('body', '=', body)
      .where((eb) =>
        eb.or([eb('person', '=', address), eb('substitute', '=', address), eb('recorded_by', '=', address)]),
      )
      .execute(),
    answer: await db
      .selectFrom('answer')
      .selectAll()
      .where('body', '=', body)
      .where('asker', 'in', codes)
      .execute(),
    feedback: await db
      .selectFrom('feedback')
      .selectAll()
      .where('answer_id', 'in', answersAbout(db, body))
      .where('person', 'in', names)
      .execute(),
    handled_event: await openOf(db, person),
    // A code is somebody else's in another body; an account is one person's everywhere.
    audit: await db
      .selectFrom('audit')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('actor', 'in', accountsOf(person)),
          eb.and([eb('actor', 'in', codes), beginsWith('subject', `${body}/`)]),
        ]),
      )
      .execute(),
  };
}

/** What was erased of somebody. */
export type Erased = Readonly<
  Record<
    | 'answers'
    | 'ratings'
    | 'conversations'
    | 'unanswered'
    | 'drafts'
    | 'postponements'
    | 'messages'
    | 'absences',
    number
  >
>;

/**
 * Erases what is kept of somebody and is no act of the cycle: what they asked and said of answers, what of it waits to be
 * answered or told, conversations that are theirs alone, drafts, what they put off, messages to them and absences that
 * are over, of phases that are closed. What they reported and decided stays, and so does the audit, which gets a row of it: its chain holds as before.
 * @param today ISO day
 */
export const erase = (db: Db, person: OnePerson, at: Date, today: string): Promise<Erased> =>
  writing(db, async (tx) => {
    const { body, address, account } = person;
    const codes = codesOf(person);
    const counted = async (deleting: { execute(): Promise<DeleteResult[]> }): Promise<number> =>
      (await deleting.execute()).reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
    const asked = await tx
      .selectFrom('answer')
      .select(['id', 'conversation'])
      .where('body', '=', body)
      .where('asker', 'in', codes)
      .execute();
    const ids = asked.map(({ id }) => id);
    const talks = [...new Set(asked.map(({ conversation }) => conversation))];
    const others = await tx
      .selectFrom('answer')
      .select('conversation')
      .where('body', '=', body)
      .where('conversation', 'in', talks)
      .where((eb) => eb.or([eb('asker', 'is', null), eb('asker', 'not in', codes)]))
      .execute();
    const shared = new Set(others.map(({ conversation }) => conversation));
    const openPhases = (
      await tx
        .selectFrom('phase')
        .select('code')
        .where('body', '=', body)
        .where((eb) => eb.or([eb('closes_on', 'is', null), eb('closes_on', '>=', today)]))
        .execute()
    ).map(({ code }) => code);
    const ratings = await counted(
      tx
        .deleteFrom('feedback')
        .where('answer_id', 'in', answersAbout(tx, body))
        .where((eb) => eb.or([eb('person', 'in', namesOf(person)), eb('answer_id', 'in', ids)])),
    );
    const messages = await counted(
      tx
        .deleteFrom('outbox')
        .where('body', '=', body)
        .where('person', 'in', codes)
        .where('status', 'in', ['sent', 'failed', 'skipped'])
        .where((eb) => eb.or([eb('phase', 'is', null), eb('phase', 'not in', openPhases)])),
    );
    const open = (await openOf(tx, person)).map(({ key }) => key);
    const erased: Erased = {
      ratings,
      messages,
      // That each came stays known: Slack may send it again.
      unanswered: open.length,
      answers: await counted(tx.deleteFrom('answer').where('id', 'in', ids)),
      conversations: await counted(
        tx
          .deleteFrom('conversation')
          .where('body', '=', body)
          .where((eb) =>
            eb.or([
              eb(
                'key',
                'in',
                talks.filter((talk) => !shared.has(talk)),
              ),
              ...(account === null
                ? []
                : [eb.and([beginsWith('key', 'command:'), endsWith('key', `:${account}`)])]),
            ]),
          ),
      ),
      drafts: await counted(tx.deleteFrom('draft').where('body', '=', body).where('person', 'in', codes)),
      postponements: await counted(
        tx
          .deleteFrom('postponement')
          .where('body', '=', body)
          .where('person', 'in', codes)
          .where('phase', 'not in', openPhases),
      ),
      absences: await counted(
        tx
          .deleteFrom('absence')
          .where('body', '=', body)
          .where('person', '=', address)
          .where('to_day', '<', today)
          .where('id', 'not in', tx.selectFrom('outbox').select('absence').where('absence', 'is not', null)),
      ),
    };
    await tx.updateTable('handled_event').set({ content: null }).where('key', 'in', open).execute();
    await appendAudit(tx, {
      at,
      actor: 'terminale',
      action: 'person.erased',
      subject: `${body}/${codes.join(',')}`,
      detail: erased,
    });
    return erased;
  });
