import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { Rating } from '../../answers/feedback.ts';
import type { Services } from '../kit/services.ts';
import { buildReportForm, parseRating, parseReportForm } from './feedback-view.ts';

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
    const given = pressed && (await services.questions.find(pressed.answerId));
    if (!given) return;
    await save(services, body.user.id, given.id, pressed.rating, null);
    if (pressed.rating === 'bad')
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
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const { answerId, comment } = parseReportForm(view);
    await save(services, body.user.id, answerId, 'bad', comment);
    await ack();
  };

async function save(
  services: Services,
  userId: string,
  answerId: string,
  rating: Rating,
  comment: string | null,
): Promise<void> {
  const known = await services.people.personOf(userId);
  await services.feedback.save({
    answerId,
    person: known?.person.code ?? userId,
    rating,
    comment,
    at: services.clock.now(),
  });
}
