import { buildMonitoring } from '../bot/views/monitoring-view.ts';
import { Problem } from '../domain/errors.ts';
import type { Command } from './command.ts';

/** `/monitoraggio`: how far the open phases are. */
export const monitoring: Command = {
  name: '/monitoraggio',
  help: {
    purpose: 'A che punto è la fase di monitoraggio: quanti per stato, quanti mancano.',
    examples: [''],
  },
  async run({ command, respond }, services) {
    const text = command.text.trim();
    if (text !== '')
      throw new Problem('command_not_understood', {
        text,
        expected: 'Scrivi /monitoraggio da solo, oppure /monitoraggio aiuto.',
      });
    await respond({ response_type: 'ephemeral', ...buildMonitoring(await services.updates.summaries()) });
  },
};
