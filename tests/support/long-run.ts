/**
 * How much a heavy test does: a part, which is waited for, or all of it where `TRAGUARDO_TEST_IN_FULL` is set. What is
 * asserted is the same.
 * @param full in the long run
 * @param part in the short one
 */
export const inFull = (full: number, part: number): number =>
  process.env.TRAGUARDO_TEST_IN_FULL ? full : part;
