import type { Services } from './services.ts';

/** Tells what was just saved. It is in the store by now: whatever goes wrong here, the next tick tells it. */
export async function tellOutcomes(services: Services): Promise<void> {
  try {
    await services.notices.flush();
  } catch (error) {
    services.logger.error({ err: error }, 'what was saved could not be told yet; the next tick tries again');
  }
}
