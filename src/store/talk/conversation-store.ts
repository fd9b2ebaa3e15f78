import type { Db } from '../engine/open-store.ts';

/** Keeps what each conversation is about (JSON, parsed by whoever reads it), so that it survives a restart. */
export function createConversationStore(db: Db) {
  return {
    /** The content saved under a key, or null. */
    async load(key: string): Promise<unknown> {
      const row = await db
        .selectFrom('conversation')
        .select('content')
        .where('key', '=', key)
        .executeTakeFirst();
      return row ? JSON.parse(row.content) : null;
    },
    async save(key: string, content: unknown, at: Date): Promise<void> {
      const values = { content: JSON.stringify(content), at: at.toISOString() };
      await db
        .insertInto('conversation')
        .values({ key, ...values })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
        .execute();
    },
  };
}
