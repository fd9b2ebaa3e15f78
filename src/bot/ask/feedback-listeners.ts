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
import { shorten } from '../kit/limits.ts';
import type { Services } from '../kit/services.ts';
import { buildReportForm, parseRating, parseReportForm } from './feedback-view.ts';
import { gotAnswer } from './got-answer.ts';

/** 👍 is kept; 👎 is kept too, and opens "Segnala errore" for whoever wants to say why. */
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
    await save(services, body.user.id, given.id, pressed?.rating ?? 'bad', null);
    if (pressed?.rating === 'bad')
      await client.views.open({
        trigger_id: body.trigger_id,
        view: buildReportForm(given.id, given.question),
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
    const { answerId, comment } = parseReportForm(view);
    // The form opens for who has rated the answer, and got it: another's id may have been written into it.
    const person = await raterOf(services, body.user.id);
    if (!(await services.feedback.isReportedBy(answerId, person))) throw new Problem('answer_not_yours');
    await save(services, body.user.id, answerId, 'bad', comment);
    await ack();
    const given = await services.questions.find(answerId);
    await client.chat.postMessage({
      channel: body.user.id,
      text: `Grazie della segnalazione${given ? ` sulla risposta a «${shorten(given.question, 200)}»` : ''}: l’ufficio controllo la trova in /monitoraggio segnalazioni, con la domanda e la risposta.`,
    });
  };

async function save(
  services: Services,
  userId: string,
  answerId: string,
  rating: Rating,
  comment: string | null,
): Promise<void> {
  await services.feedback.save({
    answerId,
    person: await raterOf(services, userId),
    rating,
    comment,
    at: services.clock.now(),
  });
}

/** A person of the plan by their code, anybody else by their account. */
const raterOf = async (services: Services, userId: string): Promise<string> =>
  (await services.people.personOf(userId))?.person.code ?? userId;
