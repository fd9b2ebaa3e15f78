import { Problem } from '../../domain/errors.ts';

/** So many of one person's requests wait; more are not taken. */
const MOST_WAITING = 20;
/** So many people are served at once. */
const AT_ONCE = 16;

/** Serves people in turn: whoever asks much waits for themselves, and for nobody else's many. */
export interface Turns {
  /**
   * Does some work when it is a person's turn, after what they asked before.
   * @param first done as soon as the work has its place, without waiting for the turn; the work is given what came of it
   * @throws Problem `too_many_waiting` when too much of theirs waits; `details.again` where they heard so already
   */
  take<T>(person: string, work: () => Promise<T>): Promise<T>;
  take<T, F>(person: string, work: (came: F) => Promise<T>, first: () => Promise<F>): Promise<T>;
}

/**
 * One thing of each person at a time, and the people round and round.
 * @param later puts off until what came in meanwhile was acknowledged
 */
export function createTurns(
  { mostWaiting = MOST_WAITING, atOnce = AT_ONCE } = {},
  later: (begin: () => void) => void = setImmediate,
): Turns {
  /** Whose turn it is comes first. */
  const waiting = new Map<string, (() => void)[]>();
  const served = new Set<string>();
  const told = new Set<string>();

  function serve(): void {
    for (const [person, requests] of waiting) {
      if (served.size >= atOnce) return;
      if (served.has(person)) continue;
      const [begin, ...others] = requests;
      if (others.length > 0) waiting.set(person, others);
      else {
        waiting.delete(person);
        told.delete(person);
      }
      served.add(person);
      if (begin) later(begin);
    }
  }

  return {
    async take<T, F>(
      person: string,
      work: (came: F | undefined) => Promise<T>,
      first?: () => Promise<F>,
    ): Promise<T> {
      const before = waiting.get(person) ?? [];
      if (before.length >= mostWaiting) {
        const again = told.has(person);
        told.add(person);
        throw new Problem('too_many_waiting', {
          waiting: String(before.length),
          ...(again ? { again: 'yes' } : {}),
        });
      }
      const turn = new Promise<void>((begin) => {
        waiting.set(person, [...before, begin]);
        serve();
      });
      const came = first?.();
      // What failed is told when it is its turn.
      came?.catch(() => undefined);
      await turn;
      try {
        return await work(await came);
      } finally {
        served.delete(person);
        // Behind all who wait by now.
        const others = waiting.get(person);
        waiting.delete(person);
        if (others) waiting.set(person, others);
        serve();
      }
    },
  };
}
