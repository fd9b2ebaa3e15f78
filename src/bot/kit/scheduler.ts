import type { Logger } from 'pino';
import type { ReminderService } from '../../domain/reminders/index.ts';

/** Often enough that a reminder goes out within a minute of its time. */
const DEFAULT_TICK_MS = 30_000;

/**
 * Ticks for as long as it lives. What is due is computed from the store at each tick, so nothing is lost by stopping.
 */
export function startScheduler(
  reminders: Pick<ReminderService, 'tick'>,
  logger: Logger,
  tickMs: number = DEFAULT_TICK_MS,
): { tick(): Promise<void>; stop(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const tick = (): Promise<void> => {
    last = reminders.tick().then(
      (report) => {
        if (report.sent + report.failed + report.postponed > 0) logger.info(report, 'reminders handled');
      },
      (error: unknown) => logger.error({ err: error }, 'a tick failed; the next one tries again'),
    );
    return last;
  };
  const timer = setInterval(() => void tick(), tickMs);
  timer.unref();
  return {
    tick,
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
