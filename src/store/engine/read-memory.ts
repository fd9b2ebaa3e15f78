import type { Db } from './open-store.ts';

/** Tells apart the states of each open database, as far as what is remembered of it goes. */
const STATES = new WeakMap<Db, () => string>();

/** Says how the states of a database are told apart. */
export const tellStatesOf = (db: Db, state: () => string): void => void STATES.set(db, state);

/**
 * A read that every request asks for, made once: what it gave holds until this process writes to what may be remembered,
 * or another process writes anything. Inside a transaction nothing is remembered.
 */
export function onceUntilWritten<T>(db: Db, read: () => Promise<T>): () => Promise<T> {
  const state = STATES.get(db);
  if (state === undefined) return read;
  let last: { readonly asOf: string; readonly value: Promise<T> } | null = null;
  return async () => {
    const asOf = state();
    if (last?.asOf === asOf) return last.value;
    const made = { asOf, value: read() };
    last = made;
    made.value.catch(() => {
      if (last === made) last = null;
    });
    return made.value;
  };
}
