const open: (() => unknown)[] = [];

/** Closes something when the test file ends; what was opened last is closed first. */
export function closing<T extends { close(): unknown }>(opened: T): T {
  open.push(() => opened.close());
  return opened;
}

/** Called by `tests/setup.ts` at the end of each test file: only what that file has opened, however long it takes. */
export async function closeWhatIsOpen(): Promise<void> {
  const errors: unknown[] = [];
  for (const close of open.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'not everything could be closed');
}
