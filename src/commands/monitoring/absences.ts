import { knownPerson } from '../../bot/asking.ts';
import { buildAbsences } from '../../bot/views/absence-view.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio assenza`: who is away, and the form for a new absence. */
export const absence: Subcommand = {
  word: 'assenza',
  purpose: 'assenze e sostituti: elenco, nuova, annulla',
  async run({ command, respond }, services) {
    const { person } = await knownPerson(services, command.user_id);
    const { people } = await services.plans.current();
    await respond({
      response_type: 'ephemeral',
      ...buildAbsences(
        await services.absences.listFor(person.code),
        new Map(people.map(({ code, name }) => [code, name])),
      ),
    });
  },
};
