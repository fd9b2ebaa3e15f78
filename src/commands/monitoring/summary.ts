import { plansKnowing } from '../../bot/kit/asking.ts';
import { buildMonitoring } from '../../bot/phase/index.ts';
import { Problem } from '../../domain/errors.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio` alone: how far the open phases are. */
export const summary: Subcommand = {
  word: '',
  purpose: 'a che punto è la fase: quanti per stato, quanti mancano',
  async run({ command, respond }, services) {
    const plans = await plansKnowing(services.years, command.user_id);
    if (plans.length === 0) throw new Problem('person_unknown');
    const summaries = await Promise.all(plans.map((one) => one.services.updates.summaries()));
    await respond({ response_type: 'ephemeral', ...buildMonitoring(summaries.flat()) });
  },
};
