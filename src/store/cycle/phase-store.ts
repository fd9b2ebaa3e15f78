import type { Transaction } from 'kysely';
import { Problem } from '../../domain/errors.ts';
import type { PhaseAct, PhaseChange, PhaseStore } from '../../domain/phases/index.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { Phase } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { doOnce } from './acts-done.ts';
import { appendAudit } from './audit-log.ts';

/** The phases of one plan. */
export function createPhaseStore(db: Db, plan: PlanKey): PhaseStore {
  return {
    add: (phase, act) =>
      writing(db, async (tx) => {
        await doOnce(tx, act.once, act.at);
        await tx
          .insertInto('phase')
          .values({
            ...keyOf(plan),
            code: phase.code,
            name: phase.name,
            kinds: JSON.stringify(phase.kinds),
            opens_on: phase.opensOn,
            due_on: phase.dueOn,
            closes_on: phase.closesOn,
            source: phase.source,
            ladder: JSON.stringify(phase.ladder),
            channel: phase.channel,
            paused: phase.paused ? 1 : 0,
            reminding_since: phase.remindingSince?.toISOString() ?? null,
          })
          .execute();
        await audit(tx, plan, phase.code, act);
      }),

    change: (seen, change, act) => writing(db, (tx) => changePhase(tx, plan, seen, change, act)),
  };
}

/**
 * Changes a phase and records it, inside a transaction that may do more.
 * @throws Problem `changed_meanwhile` when the phase is no longer as it was seen
 */
async function changePhase(
  tx: Transaction<Schema>,
  plan: PlanKey,
  seen: Phase,
  change: PhaseChange,
  act: PhaseAct,
): Promise<void> {
  await doOnce(tx, act.once, act.at);
  const changed = await tx
    .updateTable('phase')
    .set({
      due_on: change.dueOn ?? seen.dueOn,
      closes_on: change.closesOn === undefined ? seen.closesOn : change.closesOn,
      paused: (change.paused ?? seen.paused) ? 1 : 0,
      reminding_since: (change.remindingSince ?? seen.remindingSince)?.toISOString() ?? null,
    })
    .where('body', '=', plan.body)
    .where('year', '=', plan.year)
    .where('code', '=', seen.code)
    .where('due_on', '=', seen.dueOn)
    .where('closes_on', 'is not distinct from', seen.closesOn)
    .where('paused', '=', seen.paused ? 1 : 0)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new Problem('phase_changed_meanwhile', { phase: seen.name });
  await audit(tx, plan, seen.code, act);
}

const audit = (
  tx: Transaction<Schema>,
  { body, year }: PlanKey,
  code: string,
  act: PhaseAct,
): Promise<void> => appendAudit(tx, { ...act, subject: `${body}/${year}/${code}` });

const keyOf = ({ body, year }: PlanKey): PlanKey => ({ body, year });
