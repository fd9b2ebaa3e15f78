import type { KnownBlock } from '@slack/types';
import { tellsOfPhase } from '../../answers/query.ts';
import type { GivenAnswer } from '../../answers/question-service.ts';
import { AlreadyDone, Problem } from '../../domain/errors.ts';
import { askingAs, conversationKey } from '../kit/asking.ts';
import { context, escapeMrkdwn, type MessageView } from '../kit/blocks.ts';
import { shorten } from '../kit/limits.ts';
import type { ButtonArgs } from '../kit/listener-args.ts';
import { keyOfButton } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { buildAnswer, buildProof } from './answer-view.ts';
import { gotAnswer } from './got-answer.ts';

/** "Come ho calcolato": the arithmetic of an answer given before, in a modal. */
export const handleShowProof =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const given = await gotAnswer(services, body, action.value);
    await client.views.open({ trigger_id: body.trigger_id, view: buildProof(given.answer) });
  };

/** "Condividi qui": an answer given in private becomes a message for all who are there. */
export const handleShareAnswer =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const given = await gotAnswer(services, body, action.value);
    const { clock, handled } = services;
    const key = `shared:${keyOfButton(body, action)}`;
    if (!(await handled.claim(key, null, clock.now()))) throw new AlreadyDone();
    try {
      await share(services, given, { body, client, respond });
    } catch (error) {
      await handled.release(key);
      throw error;
    }
  };

async function share(
  services: Services,
  given: GivenAnswer,
  { body, client, respond }: Pick<ButtonArgs, 'body' | 'client' | 'respond'>,
): Promise<void> {
  const channel = String(body.channel?.id);
  const isForOwn = given.published || (await isReadByOwnOnly(client, channel));
  // From here on it is an answer of the channel's, with buttons for all who read it.
  const { query } = given.answer;
  const isForAll = given.published || query === null || !tellsOfPhase(query);
  const shared =
    isForOwn && isForAll
      ? await services.questions.share(given, conversationKey.shared(channel))
      : await answeredForAll(services, given, channel, body.user.id, !isForOwn);
  const sharer = await services.people.personOf(body.user.id);
  await respond({
    response_type: 'in_channel',
    replace_original: false,
    ...withQuestion(buildAnswer(shared, { shareable: false }), shared, sharer?.person.name ?? null),
  });
}

/** Whether a channel is the body's own, as far as Slack tells: what it does not tell may be another organisation's too. */
async function isReadByOwnOnly(client: ButtonArgs['client'], channel: string): Promise<boolean> {
  try {
    return (await client.conversations.info({ channel })).channel?.is_ext_shared !== true;
  } catch {
    return false;
  }
}

/** What was asked in private, answered with no more than all who read it may read. */
async function answeredForAll(
  services: Services,
  { question, answer: { query, year } }: GivenAnswer,
  channel: string,
  account: string,
  isPublic: boolean,
): Promise<GivenAnswer> {
  const { questions } = services;
  const asking = {
    ...(await askingAs(services, account, conversationKey.shared(channel), isPublic)),
    anew: true,
    year,
  };
  return query === null ? questions.ask(question, asking) : questions.answer(question, query, asking);
}

/** An answer that others read who have not seen what was asked: the question and who shares it come first. */
function withQuestion<View extends MessageView<KnownBlock>>(
  view: View,
  { question, answer }: GivenAnswer,
  sharer: string | null,
): MessageView<KnownBlock> {
  const it = answer.language === 'it';
  const by = sharer === null ? '' : it ? `, condivisa da ${sharer}` : `, shared by ${sharer}`;
  const asked = `${it ? 'Domanda' : 'Question'}${by}: «${shorten(question, 500)}»`;
  return { text: `${asked} ${view.text}`, blocks: [context(escapeMrkdwn(asked)), ...view.blocks] };
}

/** "Forse intendevi" and the follow-on questions: a ready query, answered where the button is. */
export const handleChosenQuery =
  (services: Services, list: 'choices' | 'followUps') =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const [id, index] = (action.value ?? '').split('|');
    const earlier = await gotAnswer(services, body, id);
    const chosen = earlier.answer[list][Number(index)];
    if (!chosen) throw new Problem('command_not_understood', { text: action.text.text });
    const asking = await askingAs(services, body.user.id, earlier.conversation, earlier.published);
    const given = await services.turns.take(body.user.id, () =>
      // By itself the label of a button tells nobody what was asked.
      services.questions.answer(`${earlier.question} → ${chosen.label}`, chosen.query, {
        ...asking,
        year: earlier.answer.year,
      }),
    );
    const { container } = body;
    if (container.is_ephemeral === true) {
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        ...buildAnswer(given, { shareable: true }),
      });
      return;
    }
    const thread = container.thread_ts;
    await client.chat.postMessage({
      channel: String(container.channel_id),
      ...buildAnswer(given, { shareable: false }),
      ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
    });
  };

/** A question suggested in the Home: asked and answered in the DM. */
export const handleSuggestedQuestion =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { channel } = await client.conversations.open({ users: body.user.id });
    if (!channel?.id) throw new Error('conversations.open gave no channel');
    const question = action.value ?? '';
    const asking = {
      ...(await askingAs(services, body.user.id, conversationKey.message(channel.id, undefined))),
      anew: true,
    };
    const given = await services.turns.take(body.user.id, () => services.questions.ask(question, asking));
    await client.chat.postMessage({ channel: channel.id, ...buildAnswer(given, { shareable: false }) });
  };
