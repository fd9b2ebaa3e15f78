import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMonitoring } from '../../../src/app/monitoring.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { fixedClock } from '../../support/clock.ts';
import { pastTriggers, type TemporaryDatabase, temporaryDatabase } from '../../support/database.ts';
import { luccaPlan } from '../../support/plan.ts';
import { aDraft } from '../../support/updates.ts';

let database: TemporaryDatabase;
let monitoring: ReturnType<typeof createMonitoring>;

beforeEach(async () => {
  database = await temporaryDatabase();
  const { db, plan: key } = database;
  const plans = createPlanSource(db, key);
  const { dayOf } = createCalendar(luccaPlan().head);
  const clock = fixedClock('2021-09-09T09:00+02:00');
  monitoring = createMonitoring({ db, key, plans, clock, dayOf });
  for (const percent of ['10', '20', '30'])
    await monitoring.updates.submit(
      'ref-uo-3-2',
      { kind: 'objective', number: 24 },
      'monitoraggio-2021',
      Number(percent) / 10 - 1,
      aDraft({ state: 'in_progress', percent }),
    );
  await monitoring.approvals.approve('dir-settore-3', [3]);
  await monitoring.closing.recordOpinion('controllo', 'monitoraggio-2021', {
    day: '2021-09-09',
    favourable: true,
    remarks: null,
  });
  await monitoring.closing.finish('controllo', 'monitoraggio-2021');
});

/** Somebody with the database in hand, and no triggers in the way. */
const tamper = (sql: string): Promise<void> => pastTriggers(database.path, sql);
const breaks = async () => (await monitoring.audit.verify()).breaks;

describe('the audit', () => {
  it('is whole when nobody touched it', async () => {
    expect(await breaks()).toEqual([]);
  });

  it.each<[string, string, unknown[]]>([
    [
      'a row that was rewritten',
      "UPDATE audit SET actor = 'altri' WHERE id = 2",
      [{ type: 'row_changed', row: 2 }],
    ],
    [
      'a row that was taken out',
      'DELETE FROM audit WHERE id = 2',
      [
        { type: 'rows_missing', from: 2, to: 2 },
        { type: 'link_broken', row: 3, after: 1 },
        { type: 'version_unaudited', update: 2 },
      ],
    ],
    [
      'the first rows taken out',
      'DELETE FROM audit WHERE id < 2',
      [
        { type: 'rows_missing', from: 1, to: 1 },
        { type: 'link_broken', row: 2, after: null },
        { type: 'version_unaudited', update: 1 },
      ],
    ],
    [
      'a version that was rewritten',
      'UPDATE status_update SET percent = 99 WHERE id = 2',
      [{ type: 'version_changed', update: 2, row: 2 }],
    ],
    [
      'a version given to somebody else',
      "UPDATE status_update SET author = 'controllo' WHERE id = 1",
      [{ type: 'version_changed', update: 1, row: 1 }],
    ],
    [
      'a version that was taken out',
      'DELETE FROM status_update WHERE id = 2',
      [{ type: 'version_missing', update: 2, row: 2 }],
    ],
    [
      'minutes that were rewritten',
      "UPDATE phase_record SET content = replace(content, 'controllo', 'altri') WHERE kind = 'minutes'",
      [{ type: 'record_changed', where: 'verbale di monitoraggio-2021 (n. 2)' }],
    ],
  ])('shows %s', async (_, statement, expected) => {
    await tamper(statement);
    expect(await breaks()).toEqual(expected);
  });

  it('shows an end that was cut, by the hash that the minutes noted', async () => {
    await tamper('DELETE FROM audit WHERE id >= 5');
    expect(await breaks()).toEqual([
      expect.objectContaining({ type: 'anchor_missing', where: 'verbale di monitoraggio-2021' }),
    ]);
  });

  it('shows an end that was cut, by a hash noted elsewhere', async () => {
    const { head } = await monitoring.audit.verify();
    await tamper('DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)');
    const { breaks: found } = await monitoring.audit.verify([{ hash: head, where: 'foglio' }]);
    expect(found).toEqual([{ type: 'anchor_missing', hash: head, where: 'foglio' }]);
  });

  it.each(['update_decision', 'phase_record', 'status_update', 'audit'])(
    'and the rows of %s cannot be changed by the program itself',
    async (table) => {
      const refused = new RegExp(`rows of ${table} are never`);
      for (const statement of [`update ${table} set at = 'x'`, `delete from ${table}`])
        await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(refused);
    },
  );
});
