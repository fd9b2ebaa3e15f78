/**
 * How much a heavy test does: all of it where `CI` is set (`.ci/run`), a part in `npm test`, which is waited for. What is
 * asserted is the same.
 * @param full in the long run
 * @param part in the short one
 */
export const inFull = (full: number, part: number): number => (process.env.CI ? full : part);
