/** So long nothing has come in: whoever is about to send more has sent it. In milliseconds. */
const QUIET_MS = 0.5;
/** Work waits so long at most, however much comes in. In milliseconds. */
const LONGEST_MS = 50;

/** Lets requests be acknowledged before what earlier ones asked for is worked on. */
export interface Quiet {
  /** A request came in. */
  arrived(): void;
  /** Begins some work in the next quiet moment. */
  later(begin: () => void): void;
}

/**
 * An acknowledgement takes a moment and is waited for by Slack; an answer takes longer and nobody's watch runs. One that
 * began at once would stand before the acknowledgements of all who press at the same time.
 * @param elapsed milliseconds that only ever grow
 */
export function createQuiet(elapsed: () => number = () => performance.now()): Quiet {
  let last = Number.NEGATIVE_INFINITY;
  return {
    arrived() {
      last = elapsed();
    },
    later(begin) {
      const since = elapsed();
      const look = (): void => {
        const now = elapsed();
        if (now - last >= QUIET_MS || now - since >= LONGEST_MS) begin();
        // A timer is no finer than a millisecond, which whoever asks alone need not wait.
        else if (now - since < 2 * QUIET_MS) setImmediate(look);
        else setTimeout(look, 1);
      };
      setImmediate(look);
    },
  };
}
