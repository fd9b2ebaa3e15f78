import type { Migration } from 'kysely/migration';
import { flag } from './columns.ts';

/** A request that was taken is not yet one that was served: the program may end in between. */
export const servedRequests = (): Migration => ({
  async up({ schema }) {
    await schema
      .alterTable('seen_request')
      // 0 where one of several processes is at it. Those that are there were served.
      .addColumn('served', 'integer', (column) => flag('served')(column).defaultTo(1))
      .execute();
  },
});
