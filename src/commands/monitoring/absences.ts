import { buildAbsences } from '../../bot/absence/index.ts';
import { personOfBody } from '../../bot/kit/asking.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio assenza`: who is away, and the form for a new absence. */
export const absence: Subcommand = {
  word: 'assenza',
  purpose: 'assenze e sostituti: elenco, nuova, annulla',
  async run({ command, respond }, services) {
    const { email } = await personOfBody(services.years, command.user_id);
    await respond({
      response_type: 'ephemeral',
      ...buildAbsences(await services.absences.listFor(email)),
    });
  },
};
