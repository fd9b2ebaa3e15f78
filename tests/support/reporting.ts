import { createMonitoring } from '../../src/app/monitoring.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import type { Db } from '../../src/store/engine/open-store.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { fixedClock } from './clock.ts';
import { LUCCA, luccaPlan } from './plan.ts';
import { aDraft } from './updates.ts';

const PHASE = luccaPlan().phases[0]?.code ?? '';

/** What a unit reported, with all that hangs from it. */
export function reporting(db: Db) {
  const { dayOf } = createCalendar(luccaPlan().head);
  const clock = fixedClock('2021-09-09T09:00+02:00');
  const { updates, approvals } = createMonitoring({
    db,
    key: LUCCA,
    plans: createPlanSource(db, LUCCA),
    clock,
    dayOf,
  });
  const report = (number: number, basedOn = 0) =>
    updates.submit(
      'controllo',
      { kind: 'objective', number },
      PHASE,
      basedOn,
      aDraft({ state: 'in_progress', percent: '62,5' }),
    );
  return { report, approvals };
}
