import type { Phase, Plan } from '../../src/domain/types.ts';
import { savePlan } from '../../src/store/plan/plan-store.ts';
import { IMPORTED_AT } from './database.ts';
import { luccaPlan } from './plan.ts';
import type { Bot } from './slack.ts';
import { phase } from './small-plan.ts';

/** In January the year that ended is still being reported on, and the new one has begun. */
export const IN_JANUARY = '2022-01-21T09:00+01:00';

export const FINAL_2021 = 'monitoraggio-finale';
export const START_2022 = 'avvio';

/** The plan of the year after, with the same people and items, and a phase of its own. */
export function planOf2022(phases: readonly Phase[] = []): Plan {
  const plan = luccaPlan();
  return {
    ...plan,
    head: { ...plan.head, year: 2022, document: 'Piano della performance 2022' },
    items: plan.items.map((item) =>
      item.kind === 'objective' && item.number === 24
        ? { ...item, shortTitle: 'Bicipolitana, anno due' }
        : item,
    ),
    phases,
  };
}

/** Closes Lucca's own phase of 2021 and opens one in each of two plans, due a day apart. */
export async function openInBothYears(bot: Pick<Bot, 'db'>): Promise<void> {
  await bot.db.updateTable('phase').set({ closes_on: '2021-10-01' }).execute();
  const final: Phase = phase({
    year: 2021,
    code: FINAL_2021,
    name: 'Monitoraggio finale',
    opensOn: '2022-01-03',
    dueOn: '2022-02-10',
  });
  const start: Phase = phase({
    year: 2022,
    code: START_2022,
    name: 'Avvio dell’anno',
    opensOn: '2022-01-10',
    dueOn: '2022-02-11',
  });
  await savePlan(bot.db, { ...luccaPlan(), phases: [final] }, IMPORTED_AT);
  await savePlan(bot.db, planOf2022([start]), IMPORTED_AT);
}
