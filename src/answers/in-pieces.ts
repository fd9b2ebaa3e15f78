/** Something that is made in pieces, of which each takes little. */
export type InPieces<T> = Generator<undefined, T>;

/** Makes it in one go. */
export function atOnce<T>(making: InPieces<T>): T {
  for (;;) {
    const { done, value } = making.next();
    if (done) return value;
  }
}

/**
 * Makes it while everything else goes on.
 * @param pause lets what came in meanwhile have its turn
 */
export async function gently<T>(making: InPieces<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const { done, value } = making.next();
    if (done) return value;
    await pause();
  }
}
