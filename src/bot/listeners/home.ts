import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Services } from '../services.ts';
import { buildHome } from '../views/home-view.ts';

/** The Home tab is opened: drawn afresh from the store. */
export const handleHomeOpened =
  (services: Services) =>
  async ({
    event,
    client,
  }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab === 'home') await publishHome(services, client, event.user);
  };

/** Draws the Home of one account. */
export async function publishHome(
  services: Services,
  client: AllMiddlewareArgs['client'],
  userId: string,
): Promise<void> {
  const known = await services.people.personOf(userId);
  const { head } = await services.plans.current();
  const view = buildHome({
    person: known?.person ?? null,
    roles: [...new Set(known?.roles.map(({ role }) => role))],
    planName: `${head.bodyName} · piano ${head.year}`,
    owed: known
      ? (await services.updates.owedBy(known.person.code)).map(({ phase, items }) => ({ phase, items }))
      : [],
    summaries: await services.updates.summaries(),
  });
  await client.views.publish({ user_id: userId, view });
}
