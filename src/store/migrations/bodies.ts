import type { Migration } from 'kysely/migration';
import { isKey, required } from './columns.ts';
import type { SchemaEngine } from './engine.ts';

/** Where one installation serves many bodies: which they are, whose each workspace is, and what Slack gave for it. */
export const bodies = (engine: SchemaEngine): Migration => ({
  async up({ schema }) {
    await schema
      .createTable('served_body')
      .addColumn('code', 'text', isKey)
      .addColumn('added_at', 'text', required)
      .modifyEnd(engine.keyed)
      .execute();

    // A workspace of Slack's, or an organisation of workspaces: of one body each.
    await schema
      .createTable('workspace')
      .addColumn('id', 'text', isKey)
      .addColumn('body', 'text', (column) => required(column).references('served_body.code'))
      // The organisation that it is in, where the app may be installed for all of it.
      .addColumn('organisation', 'text')
      .addColumn('connected_at', 'text', required)
      // Since when, and why, Slack serves the app there no longer.
      .addColumn('left_at', 'text')
      .addColumn('left_because', 'text')
      .modifyEnd(engine.keyed)
      .execute();

    // What Slack gave for a workspace or an organisation, encrypted: it holds tokens.
    await schema
      .createTable('slack_installation')
      .addColumn('id', 'text', (column) => isKey(column).references('workspace.id'))
      .addColumn('sealed', 'text', required)
      .addColumn('at', 'text', required)
      .modifyEnd(engine.keyed)
      .execute();

    // Of installations that were begun: a hash of what Slack brings back, and until when it may.
    await schema
      .createTable('install_state')
      .addColumn('hash', 'text', isKey)
      .addColumn('until', 'text', required)
      .modifyEnd(engine.keyed)
      .execute();
  },
});
