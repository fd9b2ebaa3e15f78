const open: (() => unknown)[] = [];

/** Closes something when the test that opened it ends, or else the test file; what was opened last is closed first. */
export function closing<T extends { close(): unknown }>(opened: T): T {
  open.push(() => opened.close());
  return opened;
}

/** How much is open. */
export const openSoFar = (): number => open.length;

/**
 * Called by `tests/setup.ts` at the end of each test and each test file, however long it takes.
 * @param since what was open before: it stays
 */
export async function closeWhatIsOpen(since = 0): Promise<void> {
  const errors: unknown[] = [];
  for (const close of open.splice(since).reverse()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'not everything could be closed');
}
