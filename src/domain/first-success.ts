/** Does what is asked for once, for all who ask: the first success is kept, a failure is tried again by whoever asks next. */
export function firstSuccess<T>(attempt: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= attempt().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}
