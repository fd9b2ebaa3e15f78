import { AsyncLocalStorage } from 'node:async_hooks';
import { type Opened, openedOf } from './engine.ts';
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

/**
 * Looks at the state of a database once for what is done as one, and anew once this process has written.
 * @param writes counts what this process writes
 */
export function lookingOnce(
  look: Opened['state'],
  writes: { readonly count: number },
): Pick<Opened, 'state' | 'asOne'> {
  const one = new AsyncLocalStorage<{
    seen: { writes: number; state: ReturnType<Opened['state']> } | null;
  }>();
  return {
    asOne: (work) => one.run({ seen: null }, work),
    state() {
      const here = one.getStore();
      if (here === undefined) return look();
      if (here.seen?.writes !== writes.count) here.seen = { writes: writes.count, state: look() };
      return here.seen.state;
    },
  };
}
