import { openedOf } from './engine.ts';
import type { Db } from './open-store.ts';

/**
 * A read that every request asks for, made once: what it gave holds until somebody, of this process or another, writes to
 * what may be remembered. Inside a transaction nothing is remembered.
 */
export function onceUntilWritten<T>(db: Db, read: () => Promise<T>): () => Promise<T> {
  const opened = openedOf(db);
  if (opened === null) return read;
  let last: { readonly asOf: string; readonly value: Promise<T> } | null = null;
  return async () => {
    const asOf = await opened.state();
    if (last?.asOf === asOf) return last.value;
    const made = { asOf, value: read() };
    last = made;
    made.value.catch(() => {
      if (last === made) last = null;
    });
    return made.value;
  };
}
