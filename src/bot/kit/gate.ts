/** So many requests are worked on at once that are not acknowledged yet. */
const AT_ONCE = 8;

/** Lets requests in, in the order in which they come. */
export interface Gate {
  /** Resolves when it is a request's turn; gives what says that it was acknowledged, or is over. */
  enter(): Promise<() => void>;
}

/**
 * Many that come at once would otherwise each be read for before the first is written, and all be acknowledged at the end,
 * too late for Slack. One that is acknowledged works on beside the others.
 */
export function createGate(atOnce = AT_ONCE): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const leaving = (): (() => void) => {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    };
  };
  return {
    async enter() {
      if (inside < atOnce) inside += 1;
      else await new Promise<void>((begin) => waiting.push(begin));
      return leaving();
    },
  };
}
