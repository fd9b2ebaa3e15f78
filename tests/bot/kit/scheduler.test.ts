import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startScheduler } from '../../../src/bot/kit/scheduler.ts';
import type { ReminderService } from '../../../src/domain/reminders/reminder-service.ts';
import type { TickReport } from '../../../src/domain/sending/outbox.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const NOTHING: TickReport = { sent: 0, failed: 0, postponed: 0 };
/** Reminders whose tick is given, counting how often it is asked. */
function reminders(tick: () => Promise<TickReport>) {
  const asked = vi.fn(tick);
  return { asked, service: { tick: asked } as unknown as ReminderService };
}

describe('the scheduler', () => {
  it('ticks every half minute until it is stopped', async () => {
    const { asked, service } = reminders(() => Promise.resolve(NOTHING));
    const scheduler = startScheduler(service, recordingLogger().logger);
    await vi.advanceTimersByTimeAsync(90_000);
    expect(asked).toHaveBeenCalledTimes(3);
    await scheduler.stop();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it('ticks at once when it is told to', async () => {
    const { asked, service } = reminders(() => Promise.resolve(NOTHING));
    const scheduler = startScheduler(service, recordingLogger().logger);
    await scheduler.tick();
    expect(asked).toHaveBeenCalledTimes(1);
    await scheduler.stop();
  });

  it('outlives a tick that fails, and logs it', async () => {
    const { logger, logs } = recordingLogger();
    const { asked, service } = reminders(() => Promise.reject(new Error('database is locked')));
    const scheduler = startScheduler(service, logger);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(logs).toContainEqual(expect.objectContaining({ level: 50 }));
    await scheduler.stop();
  });

  it('waits, when it is stopped, for the tick at work', async () => {
    let finish = (): void => undefined;
    const { service } = reminders(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(NOTHING);
        }),
    );
    const scheduler = startScheduler(service, recordingLogger().logger);
    void scheduler.tick();
    const order: string[] = [];
    const stopped = scheduler.stop().then(() => order.push('stopped'));
    order.push('finished');
    finish();
    await stopped;
    expect(order).toEqual(['finished', 'stopped']);
  });

  it('logs how many messages went out, and nothing when none did', async () => {
    const { logger, logs } = recordingLogger();
    const { service } = reminders(
      vi
        .fn<() => Promise<TickReport>>()
        .mockResolvedValueOnce(NOTHING)
        .mockResolvedValueOnce({ sent: 2, failed: 1, postponed: 0 }),
    );
    const scheduler = startScheduler(service, logger);
    await scheduler.tick();
    expect(logs).toEqual([]);
    await scheduler.tick();
    expect(logs).toEqual([expect.objectContaining({ sent: 2, failed: 1 })]);
    await scheduler.stop();
  });
});
