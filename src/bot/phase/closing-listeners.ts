import type { AllMiddlewareArgs } from '@slack/bolt';
import { DOCUMENT_FORMATS, type ExportFormat } from '../../domain/closing/index.ts';
import { phaseName, phaseNamed } from '../../domain/phases/index.ts';
import type { Phase } from '../../domain/types.ts';
import { actProblem } from '../../domain/updates/index.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { ofEvaluator } from '../../words/roles.ts';
import { knownPerson, OVERSIGHT, requireRole } from '../kit/asking.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { say, tellDirectly } from '../kit/direct-telling.ts';
import { ON_THEIR_WAY, sendFiles } from '../kit/file-delivery.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import { keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { readWithin } from '../kit/within.ts';
import { ACT_PROBLEMS } from '../kit/words.ts';
import { coverageChart } from '../remind/index.ts';
import { buildOpinionForm, parseActForm, parseCloseForm, parseOpinionForm } from './closing-forms.ts';
import { buildMinutes } from './minutes-view.ts';
import { phaseChanged } from './phase-listeners.ts';

/** "Esporta": the files come in the direct messages. */
export const handleSendExport =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { phase, what } = readWithin(action.value);
    if (!(await sendExport(services, client, body.user.id, phase ?? what, ['xlsx', 'csv'])))
      await say(services, client, body.user.id, ON_THEIR_WAY);
  };

/**
 * Sends the exports of a phase to whoever asked for them: a file alone as it is, several as one archive, with the
 * phase's documents and its picture.
 * @returns whether they are there; false where they come later
 * @throws Problem `role_missing` for anybody but the control office and the Nucleo
 */
export async function sendExport(
  services: Services,
  client: AllMiddlewareArgs['client'],
  account: string,
  phase: string,
  formats: readonly ExportFormat[],
): Promise<boolean> {
  const { person } = await requireRole(services, account, OVERSIGHT);
  const isWhole = formats.length > 1;
  const files = [
    ...(await services.exports.files(phase, formats)),
    ...(isWhole ? await coveragePicture(services, phase) : []),
    ...(isWhole ? await services.documents.ofPhase(phase, DOCUMENT_FORMATS, person.code) : []),
  ];
  const name = phaseName(await services.plans.current(), phase);
  return sendFiles(
    services,
    client,
    account,
    `${escapeMrkdwn(name)}: sintesi, voci, modifiche, mancanti e registro${isWhole ? ', con il grafico e i documenti' : ''}.`,
    files.length > 1 ? [await services.exports.archive(phase, files)] : files,
  );
}

/** How far each department is, as a picture; nothing where there are too few to see. */
async function coveragePicture(services: Services, code: string) {
  const plan = await services.plans.current();
  const phase = phaseNamed(plan, code);
  const { summary, missing } = await services.closing.preview(code);
  const total = summary.counts.reduce((sum, one) => sum + one.total, 0);
  const structures = await services.reminders.coverageOf(phase);
  const chart = coverageChart({
    phase,
    structures,
    total,
    arrived: total - missing.length,
    department: null,
  });
  return chart === null ? [] : services.pictures.files(chart, `${code}-grafico`);
}

/** Why a day on which something was decided cannot be; null when it can. */
function refusedDay(day: string, today: string, { opensOn }: Phase): string | null {
  if (day === '') return 'Scegli un giorno.';
  if (day > today) return 'La data è nel futuro.';
  return day < opensOn ? `La fase si è aperta ${the(formatDayLong(opensOn))}: controlla la data.` : null;
}

/** "Registra il parere": in the Home of the Nucleo. */
export const handleRecordOpinion =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    await requireRole(services, body.user.id, OVERSIGHT);
    const plan = await services.plans.current();
    const phase = phaseNamed(plan, readWithin(action.value).phase ?? '');
    await client.views.open({
      trigger_id: body.trigger_id,
      view: buildOpinionForm(plan, phase, await services.absences.today()),
    });
  };

/** The Nucleo's opinion is recorded. */
export const handleOpinionSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { phase, opinion, isChosen } = parseOpinionForm(view);
    const plan = await services.plans.current();
    const refusal = refusedDay(opinion.day, await services.absences.today(), phaseNamed(plan, phase));
    const errors = {
      ...(refusal === null ? {} : { day: refusal }),
      ...(isChosen ? {} : { opinion: 'Scegli il parere.' }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    await services.closing.recordOpinion(person.code, phase, opinion, keyOfForm(body));
    await ack();
    await say(
      services,
      client,
      body.user.id,
      `Parere ${ofEvaluator(plan.head.wording?.evaluator)} registrato: ${opinion.favourable ? 'favorevole' : 'non favorevole'}.`,
    );
  };

/** The Giunta's act is recorded. */
export const handleActSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { phase, act } = parseActForm(view);
    const today = await services.absences.today();
    const plan = await services.plans.current();
    const refusal = refusedDay(act.day, today, phaseNamed(plan, phase));
    const wrong = act.reference === '' ? null : actProblem(act.reference, today);
    const errors = {
      ...(refusal === null ? {} : { day: refusal }),
      ...(act.reference === '' ? { reference: 'Scrivi il numero e la data dell’atto.' } : {}),
      ...(wrong === null ? {} : { reference: ACT_PROBLEMS[wrong] }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    await services.closing.recordAct(person.code, phase, act, keyOfForm(body));
    await ack();
    await say(services, client, body.user.id, `Atto registrato: ${act.reference}.`);
  };

/** The phase is closed: the approved changes enter the plan, the minutes are drawn up and sent. */
export const handleCloseSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { phase } = parseCloseForm(view);
    const { missing, pending } = await services.closing.preview(phase);
    await services.phases.close(person.code, phase, { missing: missing.length, pending }, keyOfForm(body));
    await ack();
    const minutes = await services.closing.finish(person.code, phase);
    const plan = await services.plans.current();
    await tellDirectly(services, client, body.user.id, buildMinutes(plan, minutes));
    await tellOutcomes(services);
    await phaseChanged(services, phase);
  };
