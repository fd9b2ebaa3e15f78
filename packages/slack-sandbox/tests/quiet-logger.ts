import { type Logger, LogLevel } from '@slack/bolt';

const nothing = (): void => {};

/** A logger that says nothing: tests provoke errors on purpose. */
export const QUIET: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
