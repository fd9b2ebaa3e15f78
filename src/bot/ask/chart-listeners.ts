import type { ImageBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { STANDARD_CHART_NAMES, STANDARD_CHARTS } from '../../answers/chart/standard-charts.ts';
import type { Asking, GivenAnswer } from '../../answers/question-service.ts';
import { Problem } from '../../domain/errors.ts';
import { askingAs, conversationKey } from '../kit/asking.ts';
import type { ButtonArgs } from '../kit/listener-args.ts';
import { postShowing } from '../kit/pictures.ts';
import type { Services } from '../kit/services.ts';
import { buildAnswer } from './answer-view.ts';
import { buildChart } from './chart-view.ts';
import { gotAnswer } from './got-answer.ts';

type Reader = Pick<Asking, 'asker' | 'published'>;

/** The picture of an answer in which one was asked for; null where none was, or it could not be shown. */
export async function wantedPicture(
  services: Services,
  client: WebClient,
  given: GivenAnswer,
  reader: Reader,
): Promise<ImageBlock | null> {
  if (!given.answer.picture?.wanted) return null;
  const chart = await services.questions.chart(given, reader);
  return chart === null ? null : services.pictures.show(client, chart);
}

/** "Grafico": the figures of an answer given before, as a picture where the button is. */
export const handleShowChart =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const given = await gotAnswer(services, body, action.value);
    const reader = await askingAs(services, body.user.id, given.published);
    const chart = await services.questions.chart(given, reader);
    if (chart === null)
      throw new Problem('command_not_understood', {
        text: 'il grafico',
        expected: 'Di questa risposta ora non c’è più nulla da disegnare: ripeti la domanda.',
      });
    const view = buildChart(chart, await services.pictures.show(client, chart));
    const { container } = body;
    if (container.is_ephemeral === true) {
      await respond({ response_type: 'ephemeral', replace_original: false, ...view });
      return;
    }
    const thread = container.thread_ts;
    await postShowing(client, {
      channel: String(container.channel_id),
      ...view,
      ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
    });
  };

/** One of the pictures that `/monitoraggio grafici` offers, privately to whoever pressed it. */
export const handleStandardChart =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    await respond({
      response_type: 'ephemeral',
      replace_original: false,
      ...(await standardChart(services, client, action.value ?? '', {
        account: body.user.id,
        channel: body.channel?.id ?? '',
      })),
    });
  };

/**
 * A standard picture as an answer: its figures are those that the question would get.
 * @throws Problem where there is no picture of that name, or the plan has nothing for it
 */
export async function standardChart(
  services: Services,
  client: WebClient,
  name: string,
  { account, channel }: { readonly account: string; readonly channel: string },
) {
  const charts = await services.questions.standardCharts();
  const chart = STANDARD_CHARTS.find((one) => one === name);
  const query = chart === undefined ? undefined : charts.get(chart);
  if (chart === undefined || query === undefined)
    throw new Problem('command_not_understood', {
      text: name,
      expected: `I grafici di questo piano: ${[...charts.keys()].map((one) => STANDARD_CHART_NAMES[one].it).join('; ')}.`,
    });
  const reader = await askingAs(services, account);
  const given = await services.questions.answer(`Grafico: ${STANDARD_CHART_NAMES[chart].it}`, query, {
    conversation: conversationKey.command('/monitoraggio', channel, account),
    ...reader,
    anew: true,
  });
  const drawn = await services.questions.chart(given, reader);
  const image = drawn === null ? null : await services.pictures.show(client, drawn);
  return buildAnswer(given, { shareable: false, image });
}
