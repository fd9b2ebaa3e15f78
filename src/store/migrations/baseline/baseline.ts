import type { Migration } from 'kysely/migration';
import type { SchemaEngine } from '../engine.ts';
import { createCycleTables } from './cycle.ts';
import { createInstallationTable } from './installation.ts';
import { createOutboxTables } from './outbox.ts';
import { createPlanTables } from './plan.ts';
import { createTalkTables } from './talk.ts';

/** Makes every table where there is none. */
export const baseline = (engine: SchemaEngine): Migration => ({
  async up(db) {
    await createPlanTables(db, engine);
    await createCycleTables(db, engine);
    await createOutboxTables(db, engine);
    await createTalkTables(db, engine);
    await createInstallationTable(db, engine);
  },
});
