import type { Db } from '../engine/open-store.ts';

/** Reads what each conversation about a body is about (JSON, parsed by whoever reads it), which survives a restart. */
export function createConversationStore(db: Db, body: string) {
  return {
    /** The content saved under a key, or null. */
    async load(key: string): Promise<unknown> {
      const row = await db
        .selectFrom('conversation')
        .select('content')
        .where('body', '=', body)
        .where('key', '=', key)
        .executeTakeFirst();
      return row ? JSON.parse(row.content) : null;
    },
  };
}

/** Keeps what a conversation is about from here on. */
export async function saveConversation(
  db: Db,
  {
    body,
    key,
    content,
    at,
  }: { readonly body: string; readonly key: string; readonly content: unknown; readonly at: Date },
): Promise<void> {
  const values = { content: JSON.stringify(content), at: at.toISOString() };
  await db
    .insertInto('conversation')
    .values({ body, key, ...values })
    .onConflict((conflict) => conflict.columns(['body', 'key']).doUpdateSet(values))
    .execute();
}
