import type { Db } from './open-store.ts';

/** How often each open database was written to by this process. */
const WRITES = new WeakMap<Db, { count: number }>();

/** Says which counter a database's writes go into. */
export const countWritesOf = (db: Db, writes: { count: number }): void => void WRITES.set(db, writes);

/**
 * A read that a request asks for several times, made once: what it gave holds for as long as nothing else could have
 * come in between, until this process writes or its event loop turns.
 */
export function onceInTurn<T>(db: Db, read: () => Promise<T>): () => Promise<T> {
  const writes = WRITES.get(db);
  if (writes === undefined) return read;
  let last: { readonly asOf: number; readonly value: Promise<T> } | null = null;
  const forget = (): void => {
    last = null;
  };
  return () => {
    if (last?.asOf === writes.count) return last.value;
    const value = read();
    last = { asOf: writes.count, value };
    setImmediate(forget);
    value.catch(forget);
    return value;
  };
}
