import type { TickReport } from '../../domain/sending/index.ts';
import type { Services, Years } from './services.ts';
import { tellOutcomes } from './telling.ts';

/**
 * What is done every few moments, plan after plan; one that fails holds back none of the others.
 * @throws AggregateError with what went wrong
 */
export async function tickAll(years: Years): Promise<TickReport> {
  const total = { sent: 0, failed: 0, postponed: 0 };
  const errors: unknown[] = [];
  for (const year of await years.list())
    try {
      const { sent, failed, postponed } = await tick(await years.of(year));
      total.sent += sent;
      total.failed += failed;
      total.postponed += postponed;
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0)
    throw new AggregateError(
      errors,
      `a tick failed for ${errors.length === 1 ? 'one plan' : `${errors.length} plans`}`,
    );
  return total;
}

/** What a crash left untold, or half closed, comes first: a reminder that follows sees it done. */
async function tick(services: Services): Promise<TickReport> {
  await tellOutcomes(services);
  await services.closing.repair();
  return services.reminders.tick();
}
