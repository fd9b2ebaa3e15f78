import type { AllMiddlewareArgs } from '@slack/bolt';
import type { Absence } from '../../domain/absences.ts';
import { knownPerson } from '../asking.ts';
import type { Services } from '../services.ts';
import { absenceErrors, buildAbsenceForm, parseAbsenceForm } from '../views/absence-view.ts';
import { escapeMrkdwn } from '../views/blocks.ts';
import { ofPeriod, periodWords } from '../views/words.ts';
import type { ButtonArgs, SubmissionArgs } from './updates.ts';

/** "Nuova assenza": for oneself, or for those whose head one is; for anybody, in the control office. */
export const handleNewAbsence =
  (services: Services) =>
  async ({ ack, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    await openAbsenceForm(services, client, body.user.id, body.trigger_id);
  };

export async function openAbsenceForm(
  services: Services,
  client: AllMiddlewareArgs['client'],
  account: string,
  triggerId: string,
): Promise<void> {
  const { person } = await knownPerson(services, account);
  const plan = await services.plans.current();
  const answering = new Set(
    plan.roles.filter(({ role }) => role === 'contact' || role === 'head').map((role) => role.person),
  );
  await client.views.open({
    trigger_id: triggerId,
    view: buildAbsenceForm(
      await services.absences.peopleFor(person.code),
      plan.people.filter(({ code }) => answering.has(code)),
      await services.absences.today(),
    ),
  });
}

export const handleAbsenceSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const recorded = await services.absences.record(person.code, parseAbsenceForm(view));
    if (!recorded.ok) {
      await ack({ response_action: 'errors', errors: absenceErrors(recorded.problems) });
      return;
    }
    await ack();
    await tellAbsence(services, client, body.user.id, recorded.absence, 'recorded');
  };

/** "Annulla assenza". */
export const handleCancelAbsence =
  (services: Services) =>
  async ({ ack, action, body, respond, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const absence = await services.absences.cancel(person.code, Number(action.value));
    await respond({
      response_type: 'ephemeral',
      replace_original: true,
      text:
        absence === null
          ? 'Questa assenza era già stata annullata.'
          : `Assenza annullata: ${periodWords(absence)}. Per vedere le altre: /monitoraggio assenza.`,
    });
    if (absence) await tellAbsence(services, client, body.user.id, absence, 'cancelled');
  };

/** Whoever is concerned and did not do it themselves is told: the person, the substitute. */
async function tellAbsence(
  services: Services,
  client: AllMiddlewareArgs['client'],
  actor: string,
  absence: Omit<Absence, 'id'>,
  what: 'recorded' | 'cancelled',
): Promise<void> {
  const { people } = await services.plans.current();
  const name = (code: string): string => people.find((person) => person.code === code)?.name ?? code;
  const period = periodWords(absence);
  const { substitute } = absence;
  const verb = what === 'recorded' ? 'registrata' : 'annullata';
  const texts = new Map<string, string>([
    [
      absence.person,
      `La tua assenza ${ofPeriod(absence)} è ${verb}${what === 'cancelled' ? '' : substitute === null ? ': risponde il tuo dirigente' : `: ti sostituisce ${name(substitute)}`}.`,
    ],
    ...(substitute === null
      ? []
      : [
          [
            substitute,
            what === 'recorded'
              ? `Sostituisci ${name(absence.person)} ${period}: ricevi i suoi promemoria e puoi rispondere. Con /aggiorna vedi che cosa manca.`
              : `Non sostituisci più ${name(absence.person)} ${period}.`,
          ] as const,
        ]),
  ]);
  let actorTold = false;
  for (const [person, text] of texts) {
    const account = await services.people.accountOf(person);
    actorTold ||= account === actor;
    if (account !== null) await client.chat.postMessage({ channel: account, text: escapeMrkdwn(text) });
  }
  if (!actorTold && what === 'recorded')
    await client.chat.postMessage({
      channel: actor,
      text: escapeMrkdwn(`Assenza di ${name(absence.person)} ${ofPeriod(absence)}: ${verb}.`),
    });
}
