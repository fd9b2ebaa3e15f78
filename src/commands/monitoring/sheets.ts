import { OVERSIGHT, plansKnowing } from '../../bot/kit/asking.ts';
import { sendSheets } from '../../bot/sheets/index.ts';
import { Problem } from '../../domain/errors.ts';
import { answeringStructures } from '../../domain/plan/index.ts';
import { phaseMeant } from '../arguments/phase-argument.ts';
import { structureNamed } from '../arguments/structure-argument.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio schede`: the sheets to fill in, one's own; for the control office those of all, or of one that is named. */
export const sheets: Subcommand = {
  word: 'schede',
  purpose:
    'le schede XLSX da compilare per chi non usa Slack: le tue, o «schede» e il codice di una struttura',
  async run({ client, command, respond }, current, rest) {
    const { services, phase } = await phaseMeant(current.years, '', ['open', 'paused']);
    const known = (await plansKnowing(current.years, command.user_id)).find(
      (one) => one.services.year === services.year,
    );
    if (!known) throw new Problem('person_unknown');
    const seesAll = known.roles.some(({ role }) => OVERSIGHT.includes(role));
    const allowed = await services.sheets.structures(phase.code, seesAll ? null : known.person.code);
    const plan = await services.plans.current();
    const wanted = rest === '' ? allowed : [structureNamed(plan, rest, answeringStructures(plan))];
    const [named] = wanted;
    if (rest !== '' && named !== undefined && !allowed.includes(named))
      throw new Problem('sheet_not_yours', { phase: phase.name, structure: named });
    const text = await sendSheets(services, client, command.user_id, phase, wanted);
    await respond({ response_type: 'ephemeral', text });
  },
};
