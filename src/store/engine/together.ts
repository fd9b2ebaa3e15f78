import { StoreUnavailable } from '../../domain/errors.ts';
import { PATIENCE_MS } from './sqlite-dialect.ts';

/** So many are done in one go at most: their statements are as long as they are many. */
const MOST_AT_ONCE = 16;

/**
 * Does in one go what is asked for at once: what comes while one go is under way is done in the next.
 * @param keyOf two of one key are never done in one go, and one of none (null) is done by itself
 * @param work gives what came of each, in their order; where it fails as a whole, each is done by itself
 */
export function together<Asked, Done>(
  keyOf: (asked: Asked) => string | null,
  work: (asked: readonly Asked[]) => Promise<readonly PromiseSettledResult<Done>[]>,
): (asked: Asked) => Promise<Done> {
  let waiting: readonly Waiting<Asked, Done>[] = [];
  let isAtWork = false;

  function takeNext(): readonly Waiting<Asked, Done>[] {
    const [first, ...others] = waiting;
    if (first === undefined) return [];
    const taken = [first];
    const keys = new Set([keyOf(first.asked)]);
    if (!keys.has(null))
      for (const one of others) {
        const key = keyOf(one.asked);
        if (taken.length === MOST_AT_ONCE) break;
        if (key === null || keys.has(key)) continue;
        keys.add(key);
        taken.push(one);
      }
    waiting = waiting.filter((one) => !taken.includes(one));
    return taken;
  }

  async function go(taken: readonly Waiting<Asked, Done>[]): Promise<void> {
    try {
      const came = await work(taken.map(({ asked }) => asked));
      for (const [index, { resolve, reject }] of taken.entries()) {
        const one = came[index];
        if (one?.status === 'fulfilled') resolve(one.value);
        else reject(one?.reason);
      }
    } catch (error) {
      if (error instanceof StoreUnavailable) refuse(taken, error);
      else if (taken.length === 1) taken[0]?.reject(error);
      else for (const one of taken) await go([one]);
    }
  }

  /** Whoever has waited for long by now would not be done in time. */
  function refuse(taken: readonly Waiting<Asked, Done>[], error: StoreUnavailable): void {
    const isLate = ({ since }: Waiting<Asked, Done>): boolean => performance.now() - since > PATIENCE_MS / 2;
    const late = waiting.filter(isLate);
    waiting = waiting.filter((one) => !isLate(one));
    for (const { reject } of [...taken, ...late]) reject(error);
  }

  async function goOn(): Promise<void> {
    isAtWork = true;
    while (waiting.length > 0) await go(takeNext());
    isAtWork = false;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { asked, resolve, reject, since: performance.now() }];
      if (!isAtWork) void goOn();
    });
}

interface Waiting<Asked, Done> {
  readonly asked: Asked;
  readonly resolve: (done: Done) => void;
  readonly reject: (reason: unknown) => void;
  /** Since when, in milliseconds that only ever grow. */
  readonly since: number;
}
