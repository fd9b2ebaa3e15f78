import { type Logger, pino } from 'pino';

/** A log that keeps its lines. */
export function recordingLogger(): {
  readonly logger: Logger;
  readonly logs: Readonly<Record<string, unknown>>[];
} {
  const logs: Readonly<Record<string, unknown>>[] = [];
  const write = (line: string): void => void logs.push(JSON.parse(line));
  return { logger: pino({ level: 'debug' }, { write }), logs };
}
