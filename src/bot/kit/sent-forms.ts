/** A form that was sent is remembered for so long, in milliseconds: nobody clicks twice so slowly. */
const KNOWN_FOR_MS = 10 * 60_000;

/** What Slack was answered to a form: nothing, or to clear it away, where what it asks was done. */
type Answer = { readonly response_action?: string } | string | undefined;

/** Forms that were sent, so that a second click on «Invia» is answered as the first, and does nothing. */
export interface SentForms {
  /** What the same form is answered, as soon as that is known; null for one that did not come before, or was not done. */
  before(key: string): Promise<unknown> | null;
  /** It is worked on from now on. @returns hears what it was answered */
  begin(key: string): (answer: unknown) => void;
}

/** @param elapsed milliseconds that only ever grow */
export function createSentForms(elapsed: () => number = () => performance.now()): SentForms {
  const known = new Map<string, { readonly answer: Promise<unknown>; until: number }>();
  const isDone = (answer: Answer): boolean =>
    answer === undefined || (typeof answer === 'object' && answer.response_action === 'clear');
  return {
    before(key) {
      for (const [old, { until }] of known) {
        // In the order in which they came.
        if (until > elapsed()) break;
        known.delete(old);
      }
      return known.get(key)?.answer ?? null;
    },
    begin(key) {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      known.set(key, { answer: promise, until: elapsed() + KNOWN_FOR_MS });
      return (answer) => {
        if (!isDone(answer as Answer)) known.delete(key);
        resolve(answer);
      };
    },
  };
}
