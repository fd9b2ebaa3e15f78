import { randomUUID } from 'node:crypto';
import type { Phase } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { knownPerson } from '../kit/asking.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { say } from '../kit/direct-telling.ts';
import { phaseOf, sentenceModal } from '../kit/form-parts.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import { keyOfButton, keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { readWithin } from '../kit/within.ts';
import { phaseTitle } from '../kit/words.ts';
import { beginNudge } from './nudges.ts';
import {
  buildPhasePreview,
  type PhaseAudience,
  parseExtendForm,
  parsePhaseForm,
  parsePhasePreview,
  parsePhaseReopenForm,
  phaseErrors,
} from './phase-forms.ts';

/** First step of "apri": what was typed is checked, and it is shown whom it would reach. */
export const handlePhaseForm =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const draft = parsePhaseForm(view);
    const checked = await services.phases.check(person.code, draft);
    if (!checked.ok) {
      await ack({ response_action: 'errors', errors: phaseErrors(checked.problems) });
      return;
    }
    // Asking Slack about each account may take longer than the three seconds of an acknowledgement.
    const id = randomUUID();
    await ack({ response_action: 'push', view: buildPhasePreview(services.year, draft, null, id) });
    const audience = await audienceOf(services, checked.phase);
    await client.views.update({
      external_id: id,
      view: buildPhasePreview(services.year, draft, audience, id),
    });
  };

/** Who would be written to, and who of them has no working account. */
async function audienceOf(services: Services, phase: Phase): Promise<PhaseAudience> {
  const { people, items } = await services.reminders.audienceOf(phase);
  const plan = await services.plans.current();
  const names = new Map(plan.people.map(({ code, name }) => [code, name]));
  const withoutAccount: string[] = [];
  for (const person of people)
    if ((await services.people.accountOf(person)) === null) withoutAccount.push(names.get(person) ?? person);
  return {
    people: people.length,
    items,
    withoutAccount,
    steps: await services.reminders.nextSteps(phase),
    timezone: plan.head.timezone,
  };
}

/** Second step: the phase is opened. */
export const handlePhasePreview =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const key = keyOfForm(body);
    const opened = await services.phases.open(person.code, parsePhasePreview(view), key);
    // The phase that stands in the way may be the one that this form opened.
    if (!opened.ok && (await services.handled.wasDone(key))) return ack({ response_action: 'clear' });
    // What was right a moment ago may be taken now: the form beneath still holds what was typed.
    if (!opened.ok) {
      const sentence = Object.values(phaseErrors(opened.problems)).join(' ');
      return ack({ response_action: 'update', view: sentenceModal(sentence) });
    }
    await ack({ response_action: 'clear' });
    const { phase } = opened;
    await say(
      services,
      client,
      body.user.id,
      `«${phaseTitle(phase)}» è registrata: si apre ${the(formatDayLong(phase.opensOn))} e scade ${the(formatDayLong(phase.dueOn))}.`,
    );
    await phaseChanged(services);
  };

export const handleExtendSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { phase: code, dueOn } = parseExtendForm(view);
    if (dueOn === null) {
      await ack({ response_action: 'errors', errors: { dueOn: 'Scegli un giorno.' } });
      return;
    }
    const phase = await services.phases.extend(person.code, code, dueOn, keyOfForm(body));
    await ack();
    await say(
      services,
      client,
      body.user.id,
      `«${phaseTitle(phase)}» è prorogata: la nuova scadenza è ${the(formatDayLong(phase.dueOn))}. Chi ha un promemoria vede già la nuova data.`,
    );
    await phaseChanged(services, code);
  };

export const handlePhaseReopenSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { phase: code, reason, dueOn } = parsePhaseReopenForm(view);
    if (reason === '') {
      await ack({ response_action: 'errors', errors: { reason: 'Scrivi il motivo.' } });
      return;
    }
    const phase = await services.phases.reopen(person.code, code, reason, dueOn, keyOfForm(body));
    await ack();
    await say(
      services,
      client,
      body.user.id,
      `«${phaseTitle(phase)}» è di nuovo aperta, con scadenza ${the(formatDayLong(phase.dueOn))}. Motivo: ${reason}`,
    );
    await phaseChanged(services, code);
  };

/** "Metti in pausa": nobody is reminded until it is resumed. */
export const handlePausePhase =
  (services: Services) =>
  async ({ ack, action, body, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const { phase: code, what } = readWithin(action.value);
    const phase = await services.phases.pause(person.code, code ?? what, keyOfButton(body, action));
    await respond({
      response_type: 'ephemeral',
      replace_original: true,
      text: escapeMrkdwn(
        `I promemoria di «${phaseTitle(phase)}» sono in pausa: non parte niente finché non scrivi /monitoraggio riprendi. Gli aggiornamenti si possono inviare lo stesso.`,
      ),
    });
    await phaseChanged(services, phase.code);
  };

/** "Sollecita ora", after the preview: in the background, since it goes at the pace that Slack allows. */
export const handleNudge =
  (services: Services) =>
  async ({ ack, action, body, respond, client }: ButtonArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { phase: code, what } = readWithin(action.value);
    const by = { account: body.user.id, person: person.code };
    const sendAll = await beginNudge(services, client, by, code ?? what, keyOfButton(body, action));
    await ack();
    await respond({
      response_type: 'ephemeral',
      replace_original: true,
      text: 'Sollecito in corso: ti scrivo quando è finito. Il dettaglio è in /monitoraggio consegne.',
    });
    await sendAll();
  };

/** The same from the form that the Home opens. */
export const handleNudgeSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const by = { account: body.user.id, person: person.code };
    const sendAll = await beginNudge(services, client, by, phaseOf(view).phase, keyOfForm(body));
    await ack();
    await sendAll();
    await phaseChanged(services);
  };

/** Redraws what shows a phase. It is saved by now: the listener is done when Slack has been told. */
export async function phaseChanged(services: Services, code?: string): Promise<void> {
  if (code !== undefined) await services.reminders.refreshPhase(code);
  const { roles } = await services.plans.current();
  services.homes.refresh([...new Set(roles.map(({ person }) => person))]);
}
