import { buildMonitoring } from '../../bot/views/monitoring-view.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio` alone: how far the open phases are. */
export const summary: Subcommand = {
  word: '',
  purpose: 'a che punto è la fase: quanti per stato, quanti mancano',
  async run({ respond }, services) {
    const plans = await services.years.all();
    const summaries = await Promise.all(plans.map(({ updates }) => updates.summaries()));
    await respond({ response_type: 'ephemeral', ...buildMonitoring(summaries.flat()) });
  },
};
