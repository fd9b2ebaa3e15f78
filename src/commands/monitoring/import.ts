import { buildImportForm } from '../../bot/imports/index.ts';
import { requireRole } from '../../bot/kit/asking.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio importa`: a plan out of a file. */
export const importPlan: Subcommand = {
  word: 'importa',
  purpose:
    'controlla e importa il piano da un XLSX o CSV (ufficio controllo); puoi anche mandarmi il file in chat',
  async run({ client, command }, services) {
    await requireRole(services, command.user_id, ['controller']);
    await client.views.open({ trigger_id: command.trigger_id, view: buildImportForm() });
  },
};
