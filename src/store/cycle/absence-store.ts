import type { Selectable, Transaction } from 'kysely';
import type { Absence, AbsenceConflict, AbsenceReader, Postponement } from '../../domain/absences/index.ts';
import { dayBefore, type PlanKey } from '../../domain/plan/index.ts';
import { type IsoDay, type ItemRef, itemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Db } from '../engine/open-store.ts';
import { onceUntilWritten } from '../engine/read-memory.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { addAbsenceNotices, withdrawAbsenceNotices } from '../outbox/index.ts';
import { doOnce } from './acts-done.ts';
import { appendAudit } from './audit-log.ts';

type Days = Pick<Absence, 'from' | 'to'>;

/**
 * Who is away (kept for the body, people by address) and what was put off (kept for a plan's phases).
 * @param plan whose codes are meant
 */
export function createAbsenceStore(db: Db, plan: PlanKey) {
  const ofBody = (tx: Db | Transaction<Schema>) =>
    tx.selectFrom('absence').selectAll().where('body', '=', plan.body);

  /** Overlapping days of somebody's, if any. */
  const away = (tx: Transaction<Schema>, person: string, { from, to }: Days) =>
    ofBody(tx)
      .where('person', '=', person)
      .where('cancelled_at', 'is', null)
      .where('from_day', '<=', to)
      .where('to_day', '>=', from)
      .executeTakeFirst();

  return {
    /**
     * The absences that were not cancelled of the people of this plan, oldest first, by the codes it has for them. A
     * substitute who is not in it cannot answer in it, and does not count.
     */
    absences: onceUntilWritten(db, async (): Promise<readonly Absence[]> => {
      const rows = await ofBody(db).where('cancelled_at', 'is', null).orderBy('id').execute();
      if (rows.length === 0) return [];
      const people = await db
        .selectFrom('person')
        .innerJoin('plan', 'plan.id', 'person.plan_id')
        .select(['person.code', 'person.email'])
        .where('plan.body', '=', plan.body)
        .where('plan.year', '=', plan.year)
        .where('person.email', 'in', [
          ...new Set(rows.flatMap((row) => [row.person, row.substitute ?? row.person, row.recorded_by])),
        ])
        .execute();
      const codeOf = new Map(people.map(({ code, email }) => [email.toLowerCase(), code]));
      return rows.flatMap((row) => {
        const person = codeOf.get(row.person);
        if (person === undefined) return [];
        const substitute = row.substitute === null ? null : (codeOf.get(row.substitute) ?? null);
        const recordedBy = codeOf.get(row.recorded_by) ?? row.recorded_by;
        return [{ ...toAbsence(row), person, substitute, recordedBy }];
      });
    }),

    /** The absences that were not cancelled, oldest first; people by address. */
    kept: async (): Promise<readonly Absence[]> =>
      (await ofBody(db).where('cancelled_at', 'is', null).orderBy('id').execute()).map(toAbsence),

    /** These absences, also those that were cancelled; people by address. */
    withIds: async (ids: readonly number[]): Promise<readonly (Absence & { isCancelled: boolean })[]> =>
      (
        await ofBody(db)
          .where('id', 'in', [...ids])
          .orderBy('id')
          .execute()
      ).map((row) => ({ ...toAbsence(row), isCancelled: row.cancelled_at !== null })),

    /**
     * Records an absence, with its audit row and the notices that tell it, unless it conflicts with one recorded by then.
     * @param absence its people by address, or by the code that this plan has for them
     */
    recordAbsence: (
      absence: Omit<Absence, 'id'>,
      at: Date,
      tell: readonly AbsenceReader[] = [],
      once?: string,
    ): Promise<AbsenceConflict | null> =>
      writing(db, async (tx) => {
        const people = await peopleOfBody(tx, plan.body);
        const person = addressIn(people, plan.year, absence.person);
        const substitute =
          absence.substitute === null ? null : addressIn(people, plan.year, absence.substitute);
        if (await away(tx, person, absence)) return 'overlaps';
        if (substitute !== null && (await away(tx, substitute, absence))) return 'substitute_is_away';
        await doOnce(tx, once, at);
        const { id } = await tx
          .insertInto('absence')
          .values({
            body: plan.body,
            person,
            from_day: absence.from,
            to_day: absence.to,
            substitute,
            recorded_by: addressIn(people, plan.year, absence.recordedBy),
            recorded_at: at.toISOString(),
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        const code = (who: string): string => codeIn(people, plan.year, who);
        await appendAudit(tx, {
          at,
          actor: code(absence.recordedBy),
          action: 'absence.recorded',
          subject: `${plan.body}/${code(person)}`,
          detail: {
            from: absence.from,
            to: absence.to,
            substitute: substitute === null ? null : code(substitute),
          },
        });
        await addAbsenceNotices(tx, 'absence', { id, body: plan.body }, tell, at);
        return null;
      }),

    /**
     * Takes an absence back, with its audit row and the notices that tell it: one that began before today ends
     * yesterday and is kept, one that did not is cancelled. Whoever was not told of it yet is told nothing.
     * @param by the person by address, or by the code that this plan has for them
     * @returns null when it was taken back already, or is over
     */
    takeBack: (
      id: number,
      by: { readonly person: string; readonly today: IsoDay; readonly at: Date },
      tell: readonly AbsenceReader[] = [],
    ): Promise<{ readonly ended: boolean } | null> =>
      writing(db, async (tx) => {
        const row = await ofBody(tx)
          .where('id', '=', id)
          .where('cancelled_at', 'is', null)
          .where('to_day', '>=', by.today)
          .executeTakeFirst();
        if (!row) return null;
        const ended = row.from_day < by.today;
        const lastDay = dayBefore(by.today);
        await tx
          .updateTable('absence')
          .set(ended ? { to_day: lastDay } : { cancelled_at: by.at.toISOString() })
          .where('id', '=', id)
          .execute();
        const people = await peopleOfBody(tx, plan.body);
        await appendAudit(tx, {
          at: by.at,
          actor: codeIn(people, plan.year, by.person),
          action: ended ? 'absence.ended' : 'absence.cancelled',
          subject: `${plan.body}/${codeIn(people, plan.year, row.person)}`,
          detail: { from: row.from_day, to: row.to_day, ...(ended ? { lastDay } : {}) },
        });
        const untold = await withdrawAbsenceNotices(tx, id, by.at);
        const told = tell.filter(
          ({ year, person }) => !untold.some((one) => one.year === year && one.person === person),
        );
        await addAbsenceNotices(tx, 'absence_over', { id, body: plan.body }, told, by.at);
        return { ended };
      }),

    async postponements(): Promise<readonly Postponement[]> {
      const rows = await db
        .selectFrom('postponement')
        .selectAll()
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        phase: row.phase,
        person: row.person,
        item:
          row.kind === null || row.number === null ? null : itemRef({ kind: row.kind, number: row.number }),
        until: row.until_day,
        at: new Date(row.at),
      }));
    },

    /** Records what was put off, with its audit row; one row per person and item, or one for the whole reminder. */
    postpone: (
      phase: string,
      people: readonly string[],
      items: readonly ItemRef[] | null,
      until: string,
      by: string,
      at: Date,
      once?: string,
    ): Promise<void> =>
      writing(db, async (tx) => {
        await doOnce(tx, once, at);
        for (const person of people)
          for (const ref of items ?? [null])
            await tx
              .insertInto('postponement')
              .values({
                body: plan.body,
                year: plan.year,
                phase,
                person,
                ...keyOf(ref),
                until_day: until,
                at: at.toISOString(),
              })
              .execute();
        await appendAudit(tx, {
          at,
          actor: by,
          action: items === null ? 'reminder.snoozed' : 'items.taken_in_charge',
          subject: `${plan.body}/${plan.year}/${phase}`,
          detail: { until, people, items },
        });
      }),
  };
}

function keyOf(ref: ItemRef | null): { kind: ItemKind | null; number: number | null } {
  if (ref === null) return { kind: null, number: null };
  const [kind, number] = ref.split(':') as [ItemKind, string];
  return { kind, number: Number(number) };
}

const toAbsence = (row: Selectable<Schema['absence']>): Absence => ({
  id: row.id,
  person: row.person,
  from: row.from_day,
  to: row.to_day,
  substitute: row.substitute,
  recordedBy: row.recorded_by,
});

interface PersonOfBody {
  readonly year: number;
  readonly code: string;
  readonly address: string;
}

/** The people of all plans of a body, those of the newest first. */
const peopleOfBody = async (db: Db | Transaction<Schema>, body: string): Promise<readonly PersonOfBody[]> =>
  (
    await db
      .selectFrom('person')
      .innerJoin('plan', 'plan.id', 'person.plan_id')
      .select(['plan.year', 'person.code', 'person.email'])
      .where('plan.body', '=', body)
      .orderBy('plan.year', 'desc')
      .execute()
  ).map(({ year, code, email }) => ({ year, code, address: email.toLowerCase() }));

const addressIn = (people: readonly PersonOfBody[], year: number, who: string): string =>
  people.find((person) => person.year === year && person.code === who)?.address ?? who;

/** As the audit names everybody: by code, this plan's if it has one. */
const codeIn = (people: readonly PersonOfBody[], year: number, who: string): string => {
  const known = people.filter(({ address, code }) => address === who || code === who);
  return (known.find((person) => person.year === year) ?? known[0])?.code ?? who;
};
