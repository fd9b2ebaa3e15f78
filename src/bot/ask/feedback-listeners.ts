import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { Rating } from '../../answers/feedback.ts';
import { Problem } from '../../domain/errors.ts';
import { requireRole } from '../kit/asking.ts';
import { say } from '../kit/direct-telling.ts';
import { shorten } from '../kit/limits.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import { keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import {
  buildOutcomeForm,
  buildReportForm,
  outcomeSentence,
  parseOutcomeForm,
  parseRating,
  parseReportForm,
  parseReportKey,
} from './feedback-view.ts';
import { answerGotBy, channelPressedIn, gotAnswer } from './got-answer.ts';

/** 👍 is kept; 👎 opens "Segnala errore", and a form that is closed reports nothing. */
export const handleRating =
  (services: Services) =>
  async ({
    ack,
    action,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction<BlockElementAction>> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const pressed = parseRating('value' in action && typeof action.value === 'string' ? action.value : '');
    const given = await gotAnswer(services, body, pressed?.answerId);
    if (pressed?.rating === 'good') return save(services, body.user.id, given.id, 'good', null);
    await client.views.open({
      trigger_id: body.trigger_id,
      view: buildReportForm({ answerId: given.id, channel: channelPressedIn(body) }, given.question),
    });
  };

/** The report is sent: its words are kept with the question, the query and the answer. */
export const handleReport =
  (services: Services) =>
  async ({
    ack,
    body,
    view,
    client,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const { answerId, channel, comment } = parseReportForm(view);
    // Another's id may have been written into it.
    const { question } = await answerGotBy(services, body.user.id, channel, answerId);
    await save(services, body.user.id, answerId, 'bad', comment, keyOfForm(body));
    await ack();
    await say(
      services,
      client,
      body.user.id,
      `Grazie della segnalazione sulla risposta a «${shorten(question, 200)}»: l’ufficio controllo la trova in /monitoraggio segnalazioni, con la domanda e la risposta.`,
    );
  };

/** "Rispondi", beside a report: for the control office. */
export const handleAnswerReport =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    await requireRole(services, body.user.id, ['controller']);
    const key = parseReportKey(action.value);
    const report = key && (await services.feedback.report(key.answerId, key.person));
    if (!report || report.outcome !== null) throw new Problem('already_decided');
    await client.views.open({ trigger_id: body.trigger_id, view: buildOutcomeForm(report) });
  };

/** What came of a report is kept, then told to its author. */
export const handleOutcomeSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person: actor } = await requireRole(services, body.user.id, ['controller']);
    const { answerId, person, outcome } = parseOutcomeForm(view);
    if (outcome === '')
      return ack({ response_action: 'errors', errors: { outcome: 'Scrivi che cosa ne è stato.' } });
    const report = await services.feedback.report(answerId, person);
    const now = services.clock.now();
    const isFirst = await services.feedback.settle(
      { answerId, person },
      { text: outcome, actor: actor.code, at: now },
      keyOfForm(body),
    );
    if (!report || !isFirst) throw new Problem('already_decided');
    await ack();
    // Somebody whom no plan knows is kept by their account.
    const account = (await services.people.accountOf(person)) ?? person;
    await say(services, client, account, outcomeSentence(report, outcome));
  };

async function save(
  services: Services,
  userId: string,
  answerId: string,
  rating: Rating,
  comment: string | null,
  once?: string,
): Promise<void> {
  await services.feedback.save(
    {
      answerId,
      person: await raterOf(services, userId),
      rating,
      comment,
      at: services.clock.now(),
    },
    once,
  );
}

/** A person of the plan by their code, anybody else by their account. */
const raterOf = async (services: Services, userId: string): Promise<string> =>
  (await services.people.personOf(userId))?.person.code ?? userId;
