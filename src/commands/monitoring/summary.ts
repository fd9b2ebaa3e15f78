import { buildMonitoring } from '../../bot/views/monitoring-view.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio` alone: how far the open phases are. */
export const summary: Subcommand = {
  word: '',
  purpose: 'a che punto è la fase: quanti per stato, quanti mancano',
  async run({ respond }, services) {
    await respond({ response_type: 'ephemeral', ...buildMonitoring(await services.updates.summaries()) });
  },
};
