/** So long nothing has come in or been acknowledged: whoever is about to send more has sent it. In milliseconds. */
const QUIET_MS = 0.5;
/** Work waits so long at most, however much comes in. In milliseconds. */
const LONGEST_MS = 50;

/** Lets requests be acknowledged before what earlier ones asked for is worked on. */
export interface Quiet {
  /** A request came in. */
  arrived(): void;
  /** It was acknowledged, or is over. */
  acknowledged(): void;
  /** Begins some work in the next quiet moment: at once, where the last request came by itself. */
  later(work: () => void): void;
}

/**
 * An acknowledgement takes a moment and is waited for by Slack; an answer takes longer and nobody's watch runs. One that
 * began at once would stand before the acknowledgements of all who press at the same time.
 * @param elapsed milliseconds that only ever grow
 */
export function createQuiet(elapsed: () => number = () => performance.now()): Quiet {
  let last = Number.NEGATIVE_INFINITY;
  let acknowledgedAt = Number.NEGATIVE_INFINITY;
  let open = 0;
  let isAlone = true;
  /** Put off until the next quiet moment, and since when. */
  const waiting: (() => void)[] = [];
  let since = 0;

  function look(): void {
    const now = elapsed();
    const isQuiet = now - Math.max(last, acknowledgedAt) >= QUIET_MS;
    if (isQuiet || now - since >= LONGEST_MS) begin(waiting.length);
    // A timer is no finer than a millisecond, which whoever asks alone need not wait.
    else if (now - since < 2 * QUIET_MS) setImmediate(look);
    else setTimeout(look, 1);
  }

  /** One after the other: what comes in meanwhile is taken in between. */
  function begin(count: number): void {
    waiting.shift()?.();
    if (count > 1) setImmediate(begin, count - 1);
    else if (waiting.length > 0) putOff();
  }

  function putOff(): void {
    since = elapsed();
    setImmediate(look);
  }

  return {
    arrived() {
      last = elapsed();
      isAlone = open === 0 && last - acknowledgedAt >= QUIET_MS;
      open += 1;
    },
    acknowledged() {
      acknowledgedAt = elapsed();
      open -= 1;
    },
    later(work) {
      if (isAlone && waiting.length === 0) setImmediate(work);
      else if (waiting.push(work) === 1) putOff();
    },
  };
}
