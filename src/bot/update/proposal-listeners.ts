import { Problem } from '../../domain/errors.ts';
import { departmentOf, departmentsToAddTo, parseWeight } from '../../domain/plan/index.ts';
import { actProblem } from '../../domain/updates/index.ts';
import { knownPerson } from '../kit/asking.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import { keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { readWithin } from '../kit/within.ts';
import { ACT_PROBLEMS, WEIGHT_UNREADABLE } from '../kit/words.ts';
import { buildProposalForm, parseProposalForm } from './proposal-form.ts';

/** "Nuovo obiettivo": the full sheet, for heads and the control office. */
export const handleProposeItem =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { phase, what } = readWithin(action.value);
    await openProposal(services, client, body.user.id, body.trigger_id, phase ?? what);
  };

/** @throws Problem for whoever may not propose, or when the phase is not open */
export async function openProposal(
  services: Services,
  client: ButtonArgs['client'],
  account: string,
  triggerId: string,
  phaseCode: string,
): Promise<void> {
  const { person } = await knownPerson(services, account);
  const plan = await services.plans.current();
  const own = departmentsToAddTo(plan, person.code);
  if (own.length === 0) throw new Problem('role_missing', { roles: 'dirigenti e ufficio controllo' });
  const open = (await services.updates.summaries()).find(({ phase }) => phase.code === phaseCode);
  if (!open) throw new Problem('no_open_phase');
  await client.views.open({ trigger_id: triggerId, view: buildProposalForm(plan, open.phase, own) });
}

export const handleProposalSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { phase, kind, title, unit, department, weight, goals, deadline, reason } = parseProposalForm(view);
    const plan = await services.plans.current();
    const led = department ?? (unit === null ? null : departmentOf(plan, unit));
    const weighs = parseWeight(weight);
    const today = await services.absences.today();
    const wrongAct = actProblem(reason, '9999-12-31');
    // Within the plan's year what is new cannot be due already; afterwards it may be recorded late.
    const earliest = today.startsWith(String(plan.head.year)) ? today : `${plan.head.year}-01-01`;
    const errors = {
      ...(title === '' ? { title: 'Scrivi la descrizione.' } : {}),
      ...(led === null ? { unit: 'Scegli una struttura.' } : {}),
      ...(weight === '' || weighs !== null ? {} : { weight: WEIGHT_UNREADABLE }),
      ...(deadline < `${plan.head.year}-01-01` || deadline > `${plan.head.year + 2}-12-31`
        ? { deadline: 'La data è fuori dal periodo del piano.' }
        : deadline < earliest
          ? { deadline: 'La scadenza è già passata.' }
          : {}),
      ...(reason === ''
        ? { reason: 'Scrivi il motivo.' }
        : wrongAct === null
          ? {}
          : { reason: ACT_PROBLEMS[wrongAct] }),
    };
    if (Object.keys(errors).length > 0 || led === null) {
      await ack({ response_action: 'errors', errors });
      return;
    }
    const sheet = {
      title,
      unit,
      department: led,
      weight: weighs,
      goals,
      deadline,
    };
    await services.updates.propose(person.code, phase, kind, sheet, reason, null, keyOfForm(body));
    await ack();
    await tellOutcomes(services);
  };
