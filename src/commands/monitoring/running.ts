import { knownPerson } from '../../bot/kit/asking.ts';
import type { KnownPerson } from '../../bot/kit/people-directory.ts';
import { buildCoverage, buildNudge, deliveriesOf, nudgePreview } from '../../bot/phase/index.ts';
import { type DepartmentCoverage, phaseState, type StructureCoverage } from '../../domain/phases/index.ts';
import { phaseFor, phaseMeant } from '../arguments/phase-argument.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio stato`: how far each structure is; the whole body, a department or a unit, by role. */
export const coverage: Subcommand = {
  word: 'stato',
  purpose: 'la copertura, struttura per struttura, e i prossimi promemoria',
  async run({ command, respond }, current, rest) {
    const { services, phase } = await phaseMeant(current.years, rest);
    const known = await knownPerson(services, command.user_id);
    const { head } = await services.plans.current();
    const today = await services.absences.today();
    const { scope, structures } = visibleTo(known, await services.reminders.coverageOf(phase));
    await respond({
      response_type: 'ephemeral',
      ...buildCoverage({
        phase,
        scope,
        structures,
        steps: await services.reminders.nextSteps(phase),
        overdue: phase.dueOn < today,
        isClosed: phaseState(phase, today) === 'closed',
        timezone: head.timezone,
      }),
    });
  },
};

/** The control office and the Nucleo see departments, a head the units of theirs, everybody else their own units. */
function visibleTo(
  { roles }: KnownPerson,
  departments: readonly DepartmentCoverage[],
): { readonly scope: string; readonly structures: readonly StructureCoverage[] } {
  if (roles.some(({ role }) => role === 'controller' || role === 'evaluator'))
    return { scope: 'per struttura', structures: departments };
  const led = new Set(roles.filter(({ role }) => role === 'head').map(({ department }) => department));
  if (led.size > 0)
    return {
      scope: led.size === 1 ? 'della tua struttura' : 'delle tue strutture',
      structures: departments.filter(({ code }) => led.has(code)).flatMap(({ units }) => units),
    };
  const own = new Set(roles.map(({ unit }) => unit));
  return {
    scope: 'delle tue strutture',
    structures: departments.flatMap(({ units }) => units).filter(({ code }) => own.has(code)),
  };
}

/** `/monitoraggio consegne`: what went out, what did not and why. */
export const deliveries: Subcommand = {
  word: 'consegne',
  purpose: 'promemoria e avvisi inviati e non consegnati, con il motivo (ufficio controllo)',
  async run({ command, respond }, current, rest) {
    const { services, phase } = await phaseFor(current.years, command.user_id, ['controller'], rest);
    await respond({ response_type: 'ephemeral', ...(await deliveriesOf(services, phase)) });
  },
};

/** `/monitoraggio sollecita`: who would be written to now; a button sends. */
export const nudge: Subcommand = {
  word: 'sollecita',
  purpose: 'sollecita ora tutto quello che manca: prima l’anteprima (ufficio controllo)',
  async run({ command, respond }, current, rest) {
    const { services, phase } = await phaseFor(current.years, command.user_id, ['controller'], rest);
    await respond({
      response_type: 'ephemeral',
      ...buildNudge(phase, await nudgePreview(services, phase)),
    });
  },
};
