import type { ActionsBlock, ContextBlock, DataTableBlock, ImageBlock, SectionBlock } from '@slack/types';
import type { Chart } from '../../answers/chart/chart.ts';
import { STANDARD_CHART_NAMES, type StandardChart } from '../../answers/chart/standard-charts.ts';
import { twinOf } from '../../answers/chart/twin.ts';
import { toPlainText } from '../../answers/plain-text.ts';
import { ANSWER_PARTS } from '../../words/answer-parts.ts';
import { actions, button, context, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { CHART_ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { tableBlocks } from './table-view.ts';

type ChartBlock = ImageBlock | SectionBlock | ContextBlock | DataTableBlock;

/** What a picture says in words, for a notification, a screen reader and whoever gets no pictures. */
function textOf(chart: Chart): string {
  const told = toPlainText({
    headline: `${chart.title}. ${chart.subtitle}.`,
    assumed: null,
    notes: chart.remarks,
    choices: [],
    sources: chart.source === null ? [] : [chart.source],
    table: twinOf(chart),
    language: chart.language,
  });
  return shorten(escapeMrkdwn(told), LIMITS.fallbackText);
}

/**
 * A chart as a message: the picture, with its figures in words; or the figures as a table where it could not be shown.
 * @param image null where it could not
 */
export function buildChart(chart: Chart, image: ImageBlock | null): MessageView<ChartBlock> {
  const { language, source, subtitle, title, remarks } = chart;
  const asides = [
    ...(image === null ? remarks : []),
    ...(source === null ? [] : [`${ANSWER_PARTS.source[language]}: ${source}`]),
  ].map(escapeMrkdwn);
  return {
    text: textOf(chart),
    blocks: [
      ...(image === null
        ? [
            section(`*${escapeMrkdwn(title)}*\n${escapeMrkdwn(subtitle)}`),
            ...tableBlocks(twinOf(chart), language),
            context(escapeMrkdwn(NOT_SHOWN[language])),
          ]
        : [image]),
      ...(asides.length === 0 ? [] : [context(...asides)]),
    ],
  };
}

const NOT_SHOWN = {
  it: 'Il grafico non si è potuto inviare: queste sono le sue cifre.',
  en: 'The chart could not be sent: these are its figures.',
} as const;

/** The pictures that the plan has something for, a button each. */
export function buildChartMenu(
  charts: readonly StandardChart[],
): MessageView<SectionBlock | ActionsBlock | ContextBlock> {
  const text = 'Grafici del piano e della fase. Scegline uno:';
  return {
    text: `${text} ${charts.map((chart) => STANDARD_CHART_NAMES[chart].it).join(', ')}.`,
    blocks: [
      section(text),
      actions(
        ...charts
          .slice(0, CHART_ACTIONS.length)
          .map((chart, at) => button(STANDARD_CHART_NAMES[chart].it, CHART_ACTIONS[at] ?? '', chart)),
      ),
      context('Puoi anche chiedermi «mostrami un grafico di…», o premere Grafico sotto una risposta.'),
    ],
  };
}
