import { requireRole } from '../../bot/kit/asking.ts';
import { keyOfCommand } from '../../bot/kit/request-key.ts';
import { phaseTitle } from '../../bot/kit/words.ts';
import {
  buildExtendForm,
  buildPause,
  buildPhaseForm,
  buildPhaseReopenForm,
  phaseChanged,
} from '../../bot/phase/index.ts';
import { dayOfKey } from '../../domain/phases/index.ts';
import type { UpcomingStep } from '../../domain/reminders/index.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { phaseFor } from '../arguments/phase-argument.ts';
import { yearArgument } from '../arguments/year-argument.ts';
import type { CommandArgs } from '../command.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio apri`: a new phase. */
export const openPhase: Subcommand = {
  word: 'apri',
  purpose: 'apre una fase: nome, date, scala dei solleciti, canale (ufficio controllo)',
  async run({ client, command }, current, rest) {
    const services = await current.years.of(yearArgument(rest).year);
    await requireRole(services, command.user_id, ['controller']);
    const view = buildPhaseForm(await services.plans.current(), await services.absences.today());
    await client.views.open({ trigger_id: command.trigger_id, view });
  },
};

/** `/monitoraggio proroga`: a later due date. */
export const extendPhase: Subcommand = {
  word: 'proroga',
  purpose: 'sposta in avanti la scadenza (ufficio controllo)',
  async run({ client, command }, current, rest) {
    const { phase } = await phaseFor(current.years, command.user_id, ['controller'], rest, [
      'open',
      'paused',
      'planned',
    ]);
    await client.views.open({ trigger_id: command.trigger_id, view: buildExtendForm(phase) });
  },
};

/** `/monitoraggio riapri`: a closed phase takes updates again. */
export const reopenPhase: Subcommand = {
  word: 'riapri',
  purpose: 'riapre una fase chiusa, con il motivo (ufficio controllo)',
  async run({ client, command }, current, rest) {
    const { phase } = await phaseFor(current.years, command.user_id, ['controller'], rest, ['closed']);
    await client.views.open({ trigger_id: command.trigger_id, view: buildPhaseReopenForm(phase) });
  },
};

/** `/monitoraggio pausa`: what would stop; a button stops it. */
export const pausePhase: Subcommand = {
  word: 'pausa',
  purpose: 'ferma i promemoria di una fase, dopo averlo chiesto (ufficio controllo)',
  async run({ command, respond }, current, rest) {
    const { services, phase } = await phaseFor(current.years, command.user_id, ['controller'], rest, [
      'open',
      'planned',
    ]);
    const steps = await services.reminders.nextSteps(phase);
    await respond({ response_type: 'ephemeral', ...buildPause(phase, steps) });
  },
};

/** `/monitoraggio riprendi`: reminders go on. */
export const resumePhase: Subcommand = {
  word: 'riprendi',
  purpose: 'fa ripartire i promemoria di una fase in pausa (ufficio controllo)',
  async run(args, current, rest) {
    const { services, phase, person } = await phaseFor(
      current.years,
      args.command.user_id,
      ['controller'],
      rest,
      ['paused'],
    );
    await services.phases.resume(person.code, phase.code, keyOfCommand(args.command));
    const steps = await services.reminders.nextSteps(phase);
    await answer(args, `I promemoria di «${phaseTitle(phase)}» ripartono.${whatComes(steps)}`);
    await phaseChanged(services, phase.code);
  },
};

/** The step that the pause held back, if there is one, and the one after it. */
function whatComes(steps: readonly UpcomingStep[]): string {
  const held = steps.find(({ atOnce }) => atOnce);
  const next = steps.find(({ atOnce }) => !atOnce);
  return [
    ...(held ? [` Quello previsto per ${the(formatDayLong(dayOfKey(held.key)))} parte subito.`] : []),
    ...(next ? [` Il prossimo è in programma per ${the(formatDayLong(next.day))}.`] : []),
  ].join('');
}

const answer = ({ respond }: CommandArgs, text: string): Promise<unknown> =>
  respond({ response_type: 'ephemeral', text });
