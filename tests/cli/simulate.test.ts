import { describe, expect, it } from 'vitest';
import { seeded, trialPlan, writeScript } from '../../src/cli/simulate/script.ts';
import { runTrial } from '../../src/cli/simulate/trial.ts';
import { createAuditReader } from '../../src/store/cycle/audit-log.ts';
import { openStore } from '../../src/store/engine/open-store.ts';
import { temporaryFolder } from '../support/database.ts';
import { luccaPlan } from '../support/plan.ts';

const phase = 'monitoraggio-2021';

describe('the script of the trial', () => {
  it('is the same for the same seed, and another for another', () => {
    const plan = trialPlan(luccaPlan());
    expect(writeScript(plan, phase, 7)).toEqual(writeScript(plan, phase, 7));
    expect(writeScript(plan, phase, 7)).not.toEqual(writeScript(plan, phase, 8));
  });

  it('draws numbers between 0 and 1, far apart', () => {
    const random = seeded(7);
    const drawn = Array.from({ length: 1_000 }, random);
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(new Set(drawn).size).toBeGreaterThan(990);
  });

  it('adds the two withdrawn objectives that the document counts and does not name', () => {
    const plan = trialPlan(luccaPlan());
    expect(plan.items.length).toBe(luccaPlan().items.length + 2);
    expect(plan.items.slice(-2).map(({ title }) => title)).toEqual([
      expect.stringContaining('ritirato'),
      expect.stringContaining('ritirato'),
    ]);
  });
});

it('lived through the real interface, the phase closes with the document’s own table', {
  timeout: 300_000,
}, async () => {
  const trial = await runTrial({ seed: 7, folder: temporaryFolder(), port: 0, say: () => undefined });
  try {
    expect(trial.table).toEqual([
      ['Tipo', 'Raggiunto', 'In fase', 'Modificato', 'Ritirato', 'Nuovo', 'Mancanti'],
      ['N. Obiettivi', '3', '43', '22', '2', '1', '0'],
      ['N. Processi', '0', '44', '17', '0', '0', '0'],
    ]);
    expect(trial.table).toEqual(trial.expected);
    expect(trial.minutes).toContain('Non manca nessun aggiornamento.');
  } finally {
    await trial.stop();
  }
  const db = await openStore(trial.database);
  const { breaks } = await createAuditReader(db).verify();
  const undecided = await db
    .selectFrom('status_update')
    .leftJoin('update_decision', 'update_decision.update_id', 'status_update.id')
    .select('status_update.id')
    .where('update_decision.id', 'is', null)
    .execute();
  await db.destroy();
  expect(breaks).toEqual([]);
  expect(undecided).toEqual([]);
});
