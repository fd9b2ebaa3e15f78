import { formatDayLong } from '../../answers/format.ts';
import { knownPerson, requireRole } from '../../bot/asking.ts';
import { phaseChanged } from '../../bot/listeners/phases.ts';
import type { Services } from '../../bot/services.ts';
import { buildExtendForm, buildPhaseForm, buildPhaseReopenForm } from '../../bot/views/phase-forms.ts';
import { Problem } from '../../domain/errors.ts';
import { type PhaseState, phaseState } from '../../domain/phases.ts';
import type { Phase } from '../../domain/types.ts';
import type { CommandArgs } from '../command.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio apri`: a new phase. */
export const openPhase: Subcommand = {
  word: 'apri',
  purpose: 'apre una fase: nome, date, scala dei solleciti, canale (ufficio controllo)',
  async run({ client, command }, services) {
    await requireRole(services, command.user_id, ['controller']);
    const view = buildPhaseForm(await services.plans.current(), await services.absences.today());
    await client.views.open({ trigger_id: command.trigger_id, view });
  },
};

/** `/monitoraggio proroga`: a later due date. */
export const extendPhase: Subcommand = {
  word: 'proroga',
  purpose: 'sposta in avanti la scadenza (ufficio controllo)',
  async run({ client, command }, services, rest) {
    const phase = await controlledPhase(services, command.user_id, rest, ['open', 'paused', 'planned']);
    await client.views.open({ trigger_id: command.trigger_id, view: buildExtendForm(phase) });
  },
};

/** `/monitoraggio riapri`: a closed phase takes updates again. */
export const reopenPhase: Subcommand = {
  word: 'riapri',
  purpose: 'riapre una fase chiusa, con il motivo (ufficio controllo)',
  async run({ client, command }, services, rest) {
    const phase = await controlledPhase(services, command.user_id, rest, ['closed']);
    await client.views.open({ trigger_id: command.trigger_id, view: buildPhaseReopenForm(phase) });
  },
};

/** `/monitoraggio pausa`: nobody is reminded until it is resumed. */
export const pausePhase: Subcommand = {
  word: 'pausa',
  purpose: 'ferma i promemoria di una fase (ufficio controllo)',
  async run(args, services, rest) {
    const phase = await controlledPhase(services, args.command.user_id, rest, ['open', 'planned']);
    const { person } = await knownPerson(services, args.command.user_id);
    await services.phases.pause(person.code, phase.code);
    await answer(
      args,
      `I promemoria di «${phase.name}» sono in pausa: non parte niente finché non scrivi /monitoraggio riprendi. Gli aggiornamenti si possono inviare lo stesso.`,
    );
    await phaseChanged(services, phase.code);
  },
};

/** `/monitoraggio riprendi`: reminders go on. */
export const resumePhase: Subcommand = {
  word: 'riprendi',
  purpose: 'fa ripartire i promemoria di una fase in pausa (ufficio controllo)',
  async run(args, services, rest) {
    const phase = await controlledPhase(services, args.command.user_id, rest, ['paused']);
    const { person } = await knownPerson(services, args.command.user_id);
    await services.phases.resume(person.code, phase.code);
    const [next] = await services.reminders.nextSteps(phase);
    const then = next ? ` Il prossimo è in programma per il ${formatDayLong(next.key.slice(-10))}.` : '';
    await answer(args, `I promemoria di «${phase.name}» ripartono.${then}`);
    await phaseChanged(services, phase.code);
  },
};

const answer = ({ respond }: CommandArgs, text: string): Promise<unknown> =>
  respond({ response_type: 'ephemeral', text });

const STATE_WORDS: Readonly<Record<PhaseState, string>> = {
  open: 'aperta',
  paused: 'in pausa',
  planned: 'in programma',
  closed: 'chiusa',
};

/**
 * The phase that a word names, or the only one in a fitting state.
 * @throws Problem when there is none, or several and the word does not tell which
 */
async function controlledPhase(
  services: Services,
  account: string,
  word: string,
  states: readonly PhaseState[],
): Promise<Phase> {
  await requireRole(services, account, ['controller']);
  const { phases } = await services.plans.current();
  const today = await services.absences.today();
  const wanted = word.toLowerCase();
  const named = phases.filter(
    ({ code, name }) => wanted !== '' && (code === wanted || name.toLowerCase().includes(wanted)),
  );
  if (wanted !== '' && named.length === 0) throw new Problem('phase_unknown', { phase: word });
  const fitting = (wanted === '' ? phases : named).filter((phase) =>
    states.includes(phaseState(phase, today)),
  );
  const [only, ...others] = fitting;
  if (only && others.length === 0) return only;
  const known = phases
    .map((phase) => `«${phase.name}» (${STATE_WORDS[phaseState(phase, today)]})`)
    .join(', ');
  throw new Problem('command_not_understood', {
    text: word === '' ? 'quale fase' : word,
    expected:
      fitting.length > 1
        ? `Scrivi anche il nome della fase: ${fitting.map(({ name }) => `«${name}»`).join(', ')}.`
        : `Serve una fase ${states.map((state) => STATE_WORDS[state]).join(' o ')}; ci sono: ${known || 'nessuna'}.`,
  });
}
