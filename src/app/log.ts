import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/**
 * The program's log: a line of JSON each on standard output, with the level's name and the time as ISO 8601 says it.
 * What people write is never in it.
 */
export const createLog = (level: Config['logLevel']): Logger =>
  pino({
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (name) => ({ level: name }) },
  });
