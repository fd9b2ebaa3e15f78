/** So many requests are worked on at once that are not acknowledged yet: what they write is written together. */
const AT_ONCE = 24;
/** What was acknowledged waits so long at most for those that are not. In milliseconds. */
const LONGEST_MS = 5_000;

/** Lets requests in, in the order in which they come. */
export interface Gate {
  /** Resolves when it is a request's turn; gives what says that it was acknowledged, or is over. */
  enter(): Promise<() => void>;
  /** Resolves when nobody waits to be let in, and after five seconds at the latest. */
  calm(): Promise<void>;
}

/**
 * Many that come at once would otherwise each be read for before the first is written, and all be acknowledged at the end,
 * too late for Slack. What one asked for beyond its acknowledgement is done when the others have theirs.
 */
export function createGate(atOnce = AT_ONCE): Gate {
  const waiting: (() => void)[] = [];
  const acknowledged = new Set<() => void>();
  let inside = 0;
  const leaving = (): (() => void) => {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
      if (waiting.length === 0) for (const goOn of acknowledged) goOn();
    };
  };
  return {
    async enter() {
      if (inside < atOnce) inside += 1;
      else await new Promise<void>((begin) => waiting.push(begin));
      return leaving();
    },
    calm() {
      if (waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const goOn = (): void => {
          clearTimeout(timer);
          acknowledged.delete(goOn);
          resolve();
        };
        const timer = setTimeout(goOn, LONGEST_MS);
        acknowledged.add(goOn);
      });
    },
  };
}
