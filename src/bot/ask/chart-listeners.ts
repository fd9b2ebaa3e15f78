import { randomUUID } from 'node:crypto';
import type { ImageBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { STANDARD_CHART_NAMES, STANDARD_CHARTS } from '../../answers/chart/standard-charts.ts';
import type { Asking, GivenAnswer } from '../../answers/question-service.ts';
import { Problem } from '../../domain/errors.ts';
import { askingAs, conversationKey } from '../kit/asking.ts';
import { plainSection, section } from '../kit/blocks.ts';
import { viewModal } from '../kit/form-parts.ts';
import type { ButtonArgs } from '../kit/listener-args.ts';
import { postShowing, respondShowing } from '../kit/pictures.ts';
import { problemSentence } from '../kit/problems.ts';
import type { Services } from '../kit/services.ts';
import { buildAnswer } from './answer-view.ts';
import { buildChart, buildChartMenu } from './chart-view.ts';
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
    const reader = await askingAs(services, body.user.id, given.conversation, given.published);
    const chart = await services.questions.chart(given, reader);
    if (chart === null)
      throw new Problem('command_not_understood', {
        text: 'il grafico',
        expected: 'Di questa risposta ora non c’è più nulla da disegnare: ripeti la domanda.',
      });
    const view = buildChart(chart, await services.pictures.show(client, chart));
    const { container } = body;
    if (container.is_ephemeral === true) {
      await respondShowing(respond, { response_type: 'ephemeral', replace_original: false, ...view });
      return;
    }
    const thread = container.thread_ts;
    await postShowing(client, {
      channel: String(container.channel_id),
      ...view,
      ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
    });
  };

/** "Grafici" in a Home, which has no conversation: the menu opens over it. */
export const handleShowCharts =
  (services: Services) =>
  async ({ ack, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    services.pictures.expect();
    const { blocks } = buildChartMenu([...(await services.questions.standardCharts()).keys()]);
    await client.views.open({ trigger_id: body.trigger_id, view: viewModal('Grafici', blocks) });
  };

/** One of the pictures of a menu, privately to whoever pressed it: beside the menu, or over it in a form. */
export const handleStandardChart =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const name = action.value ?? '';
    const asker = { account: body.user.id, channel: body.channel?.id ?? '' };
    if (body.view?.type !== 'modal') {
      const view = await standardChart(services, client, name, asker);
      await respondShowing(respond, { response_type: 'ephemeral', replace_original: false, ...view });
      return;
    }
    // Drawing takes longer than a trigger lives.
    const id = randomUUID();
    const waiting = viewModal('Grafico', [section(':hourglass_flowing_sand: Sto disegnando…')]);
    await client.views.push({ trigger_id: body.trigger_id, view: { ...waiting, external_id: id } });
    const blocks = await pictureBlocks(services, client, name, asker);
    await client.views.update({ external_id: id, view: viewModal('Grafico', blocks) });
  };

/** A standard picture as a form shows it: without the buttons of an answer, which has none to be given to. */
async function pictureBlocks(
  services: Services,
  client: WebClient,
  name: string,
  asker: Place,
): Promise<ModalView['blocks']> {
  try {
    const { given, chart, image } = await drawStandard(services, client, name, asker);
    return chart === null ? [plainSection(given.answer.headline)] : buildChart(chart, image).blocks;
  } catch (error) {
    // The form that waits is the only place to say it.
    if (!(error instanceof Problem)) throw error;
    return [plainSection(problemSentence(error))];
  }
}

interface Place {
  readonly account: string;
  readonly channel: string;
}

/**
 * A standard picture as an answer: its figures are those that the question would get.
 * @throws Problem where there is no picture of that name, or the plan has nothing for it
 */
export async function standardChart(services: Services, client: WebClient, name: string, asker: Place) {
  const { given, image } = await drawStandard(services, client, name, asker);
  return buildAnswer(given, { shareable: false, image });
}

async function drawStandard(
  services: Services,
  client: WebClient,
  name: string,
  { account, channel }: Place,
) {
  const charts = await services.questions.standardCharts();
  const chart = STANDARD_CHARTS.find((one) => one === name);
  const query = chart === undefined ? undefined : charts.get(chart);
  if (chart === undefined || query === undefined)
    throw new Problem('command_not_understood', {
      text: name,
      expected: `I grafici di questo piano: ${[...charts.keys()].map((one) => STANDARD_CHART_NAMES[one].it).join('; ')}.`,
    });
  const conversation = conversationKey.command('/monitoraggio', channel, account);
  const reader = await askingAs(services, account, conversation);
  const given = await services.questions.answer(`Grafico: ${STANDARD_CHART_NAMES[chart].it}`, query, {
    ...reader,
    anew: true,
  });
  const drawn = await services.questions.chart(given, reader);
  const image = drawn === null ? null : await services.pictures.show(client, drawn);
  return { given, chart: drawn, image };
}
