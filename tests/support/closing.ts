import { afterAll } from 'vitest';

const open: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** Closes something when the test file ends. */
export function closing<T extends { close(): Promise<unknown> }>(opened: T): T {
  open.push(() => opened.close());
  return opened;
}
