import type { Services } from './services.ts';

/** Tells what was just saved. It is in the store by now: whatever goes wrong here, the next tick tells it. */
export async function tellOutcomes(services: Services): Promise<void> {
  try {
    await services.notices.flush();
  } catch (error) {
    services.logger.error({ err: error }, 'what was saved could not be told yet; the next tick tries again');
  }
}

/** The same for what is the body's: the row of each reader is in the outbox of a plan that knows them. */
export async function tellOutcomesOfAll({ years, logger }: Services): Promise<void> {
  try {
    for (const year of await years.list()) await tellOutcomes(await years.of(year));
  } catch (error) {
    logger.error({ err: error }, 'not every plan could tell what was saved; the next tick tries again');
  }
}
