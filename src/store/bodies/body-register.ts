import { createHash } from 'node:crypto';
import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';

/** A workspace of Slack's (`T…`), or an organisation of workspaces (`E…`), that is a body's. */
export interface ServedWorkspace {
  readonly id: string;
  readonly body: string;
  /** The organisation that it is in; null where it is in none, or is one. */
  readonly organisation: string | null;
  /** Slack gave tokens for it. */
  readonly isInstalled: boolean;
  /** Why Slack serves the app there no longer; null where it does, or never did. */
  readonly leftBecause: string | null;
}

/** A body that is served, with its workspaces: those that were connected first come first. */
export interface ServedBody {
  readonly code: string;
  readonly workspaces: readonly ServedWorkspace[];
}

export type BodyRegister = ReturnType<typeof createBodyRegister>;

const digest = (state: string): string => createHash('sha256').update(state).digest('hex');

/** Which bodies an installation serves, in which workspaces, and what Slack gave for each: as it was sealed. */
export function createBodyRegister(db: Db) {
  return {
    /** In the order of their codes. */
    async list(): Promise<readonly ServedBody[]> {
      const bodies = await db.selectFrom('served_body').select('code').orderBy('code').execute();
      const workspaces = await db
        .selectFrom('workspace')
        .leftJoin('slack_installation', 'slack_installation.id', 'workspace.id')
        .select([
          'workspace.id',
          'body',
          'organisation',
          'left_because',
          'slack_installation.at as installed_at',
        ])
        .orderBy('connected_at')
        .orderBy('workspace.id')
        .execute();
      return bodies.map(({ code }) => ({
        code,
        workspaces: workspaces
          .filter(({ body }) => body === code)
          .map(({ id, body, organisation, left_because, installed_at }) => ({
            id,
            body,
            organisation,
            isInstalled: installed_at !== null,
            leftBecause: left_because,
          })),
      }));
    },

    /** @returns false where it was there already */
    async add(code: string, at: Date): Promise<boolean> {
      const added = await db
        .insertInto('served_body')
        .values({ code, added_at: at.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .returning('code')
        .executeTakeFirst();
      return added !== undefined;
    },

    /** Serves a body no longer; its tokens go, its own database stays as it is. */
    async remove(code: string): Promise<void> {
      await writing(db, async (tx) => {
        const its = tx.selectFrom('workspace').select('id').where('body', '=', code);
        await tx.deleteFrom('slack_installation').where('id', 'in', its).execute();
        await tx.deleteFrom('workspace').where('body', '=', code).execute();
        await tx.deleteFrom('served_body').where('code', '=', code).execute();
      });
    },

    /**
     * Makes a workspace a body's. One that is another body's stays so.
     * @returns the code of the body whose it is
     */
    async connect(
      { id, body, organisation }: Pick<ServedWorkspace, 'id' | 'body' | 'organisation'>,
      at: Date,
    ): Promise<string> {
      return writing(db, async (tx) => {
        await tx
          .insertInto('workspace')
          .values({
            id,
            body,
            organisation,
            connected_at: at.toISOString(),
            left_at: null,
            left_because: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await tx
          .updateTable('workspace')
          .set({ organisation })
          .where('id', '=', id)
          .where('body', '=', body)
          .execute();
        const row = await tx
          .selectFrom('workspace')
          .select('body')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        return row.body;
      });
    },

    /** A workspace is no body's any more, and its tokens go. @returns false where it was none's */
    async disconnect(id: string): Promise<boolean> {
      return writing(db, async (tx) => {
        await tx.deleteFrom('slack_installation').where('id', '=', id).execute();
        const gone = await tx.deleteFrom('workspace').where('id', '=', id).returning('id').execute();
        return gone.length > 0;
      });
    },

    /** Keeps what Slack gave for a workspace, in place of what it gave before. */
    async keepInstallation(id: string, sealed: string, at: Date): Promise<void> {
      await writing(db, async (tx) => {
        await tx
          .insertInto('slack_installation')
          .values({ id, sealed, at: at.toISOString() })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed, at: at.toISOString() }))
          .execute();
        await tx
          .updateTable('workspace')
          .set({ left_at: null, left_because: null })
          .where('id', '=', id)
          .execute();
      });
    },

    /** What Slack gave, as it was sealed; null for a workspace without. */
    async installationOf(id: string): Promise<string | null> {
      const row = await db
        .selectFrom('slack_installation')
        .select('sealed')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.sealed ?? null;
    },

    /** What Slack gave holds no longer: it goes, and why is kept. */
    async dropInstallation(id: string, because: string, at: Date): Promise<void> {
      await writing(db, async (tx) => {
        await tx.deleteFrom('slack_installation').where('id', '=', id).execute();
        await tx
          .updateTable('workspace')
          .set({ left_at: at.toISOString(), left_because: because })
          .where('id', '=', id)
          .execute();
      });
    },

    /** An installation was begun; what Slack is to bring back is kept as a hash alone. */
    async keepState(state: string, at: Date, until: Date): Promise<void> {
      await writing(db, async (tx) => {
        await tx.deleteFrom('install_state').where('until', '<=', at.toISOString()).execute();
        await tx
          .insertInto('install_state')
          .values({ hash: digest(state), until: until.toISOString() })
          .execute();
      });
    },

    /** Whether an installation was begun with this, and not ended: true once at most. */
    async takeState(state: string, at: Date): Promise<boolean> {
      const taken = await db
        .deleteFrom('install_state')
        .where('hash', '=', digest(state))
        .where('until', '>', at.toISOString())
        .returning('hash')
        .execute();
      return taken.length > 0;
    },
  };
}
