import { buildReports } from '../../bot/ask/index.ts';
import { requireRole } from '../../bot/kit/asking.ts';
import type { Subcommand } from './subcommand.ts';

/** Two blocks each, under Slack's fifty. */
const SHOWN = 20;

/** `/monitoraggio segnalazioni`: the answers that users reported, for the control office. */
export const reports: Subcommand = {
  word: 'segnalazioni',
  purpose: 'le risposte segnalate come sbagliate (ufficio controllo)',
  async run({ command, respond }, services) {
    await requireRole(services, command.user_id, ['controller']);
    const { head } = await services.plans.current();
    await respond({
      response_type: 'ephemeral',
      ...buildReports(
        await services.feedback.reports(SHOWN),
        await services.feedback.counts(),
        await services.modelUses.summary(),
        head.timezone,
      ),
    });
  },
};
