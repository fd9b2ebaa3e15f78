import type { Change } from './page/shapes.ts';

/** In place of a person: whoever has the developer panel open. Payloads are too large to send to every page. */
export const LOG_READER = 'log';
export const LOG_READERS: ReadonlySet<string> = new Set([LOG_READER]);

/** Delivers changes to the pages of the people they concern. */
export interface Hub {
  /** Hears what concerns `userId`; returns how to stop. */
  subscribe(userId: string, listener: (change: Change) => void): () => void;
  publish(change: Change, audience: 'all' | ReadonlySet<string>): void;
}

export function createHub(): Hub {
  const listeners = new Set<{ readonly userId: string; readonly listener: (change: Change) => void }>();
  return {
    subscribe(userId, listener) {
      const entry = { userId, listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    publish(change, audience) {
      for (const { userId, listener } of listeners) {
        if (audience === 'all' || audience.has(userId)) listener(change);
      }
    },
  };
}
