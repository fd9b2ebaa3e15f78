import { expect, it } from 'vitest';
import { createMonitoring } from '../../../src/app/monitoring.ts';
import { Problem } from '../../../src/domain/errors.ts';
import { calendarOfPlan, markOfItem } from '../../../src/domain/plan/index.ts';
import { itemRef, type Plan } from '../../../src/domain/types.ts';
import { createUpdateService, EMPTY_DRAFT } from '../../../src/domain/updates/index.ts';
import { createDraftStore, createUpdateStore, importPlan } from '../../../src/store/cycle/index.ts';
import { createPlanRegister } from '../../../src/store/plan/plan-register.ts';
import { fixedClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { assignment, item, phase, smallPlan } from '../../support/small-plan.ts';

const TITLES = Array.from({ length: 12 }, (_, at) => `Cantiere ${String.fromCharCode(65 + at)}`);

/** Twelve objectives, numbered from another one at each turn. */
function planOf(turn: number): Plan {
  const titles = [...TITLES.slice(turn), ...TITLES.slice(0, turn)];
  return {
    ...smallPlan(),
    items: titles.map((title, at) => item('objective', at + 1, { title, shortTitle: title, key: title })),
    assignments: titles.map((_, at) => assignment('objective', at + 1, 'Settore 1', 'U.1.1')),
    phases: [phase({ code: 'verifica', opensOn: '2026-05-01', dueOn: '2026-06-30' })],
  };
}

it('an import among reports loses none of them, and gives none to another item', async () => {
  const db = await memoryDatabase(planOf(0));
  const clock = fixedClock('2026-05-08T10:00+02:00');
  const plans = createPlanRegister(db, 'prova').of(2026);
  const { updates } = createMonitoring({
    db,
    key: { body: 'prova', year: 2026 },
    plans,
    clock,
    dayOf: calendarOfPlan(planOf(0)).dayOf,
  });

  /** Somebody writes what they see under a number, whatever it is by then; true where it was taken. */
  const report = async (number: number, turn: number): Promise<string | null> => {
    const key = { kind: 'objective', number } as const;
    const form = await updates.open('ref-11', key);
    const note = `${form.item.title}, giro ${turn}`;
    try {
      const meant = { ...key, mark: markOfItem(form.item) };
      const sent = await updates.submit('ref-11', meant, 'verifica', form.previous?.version ?? 0, {
        ...EMPTY_DRAFT,
        state: 'in_progress',
        percent: String(50 + turn),
        note,
      });
      return sent.ok ? note : null;
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  };

  const taken: (string | null)[] = [];
  for (let turn = 1; turn <= 4; turn++) {
    const [saved, ...reports] = await Promise.all([
      importPlan(db, {
        plan: planOf(turn),
        absent: [],
        confirmed: true,
        dryRun: false,
        actor: 'controllo',
        at: new Date(`2026-05-08T08:0${turn}:00Z`),
      }),
      ...TITLES.map((_, at) => report(at + 1, turn)),
    ]);
    expect(saved.saved).toBe(true);
    // Whoever looks after it sees what it made; of those who looked before, an engine may take none.
    taken.push(...reports, await report(turn, turn));
  }

  const { items } = await plans.current();
  const titles = new Map(items.map((one) => [itemRef(one), one.title]));
  const rows = await db.selectFrom('status_update').select(['kind', 'number', 'note']).execute();
  expect(rows.map(({ note }) => note).sort()).toEqual(taken.filter((note) => note !== null).sort());
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.note).toContain(`${titles.get(itemRef(row))}, giro`);
});

it('a report that an import overtakes at the last moment is refused, not given to another item', async () => {
  const db = await memoryDatabase(planOf(0));
  const key = { body: 'prova', year: 2026 };
  const store = createUpdateStore(db, key);
  const service = createUpdateService({
    plans: createPlanRegister(db, 'prova').of(2026),
    updates: {
      ...store,
      append: async (...report) => {
        await importPlan(db, {
          plan: planOf(1),
          absent: [],
          confirmed: true,
          dryRun: false,
          actor: 'controllo',
          at: new Date('2026-05-08T08:01:00Z'),
        });
        return store.append(...report);
      },
    },
    drafts: createDraftStore(db, key),
    clock: fixedClock('2026-05-08T10:00+02:00'),
    dayOf: calendarOfPlan(planOf(0)).dayOf,
  });
  const draft = { ...EMPTY_DRAFT, state: 'in_progress' as const, percent: '50' };
  const sent = service.submit('ref-11', { kind: 'objective', number: 3 }, 'verifica', 0, draft);
  await expect(sent).rejects.toMatchObject({ problem: 'item_replaced' });
  expect(await db.selectFrom('status_update').selectAll().execute()).toEqual([]);
});
