import type { ContextBlock, DataTableBlock, HeaderBlock, SectionBlock } from '@slack/types';
import type { PhaseSummary } from '../../domain/record/index.ts';
import { formatDayLong } from '../../words/days.ts';
import { KIND_NAMES } from '../../words/kinds.ts';
import { capital, counted } from '../../words/sentences.ts';
import { ITEM_STATES, STATE_NAMES } from '../../words/states.ts';
import { context, escapeMrkdwn, header, type MessageView, section } from '../kit/blocks.ts';
import { phaseTitle } from '../kit/words.ts';

type MonitoringBlock = HeaderBlock | SectionBlock | DataTableBlock | ContextBlock;

/**
 * The open phases' counts by state, in the form of the report's own "Sintesi monitoraggio". Several phases share one
 * table: a message may not hold as many as one likes.
 */
export function buildMonitoring(summaries: readonly PhaseSummary[]): MessageView<MonitoringBlock> {
  const [first, ...others] = summaries;
  if (!first) {
    const text = 'Nessuna fase di monitoraggio è aperta.';
    return { text, blocks: [section(text)] };
  }
  const several = others.length > 0;
  const title = several ? 'Sintesi delle fasi aperte' : `Sintesi ${phaseTitle(first.phase)}`;
  return {
    text: summaries.map(phaseText).join('\n'),
    blocks: [
      header(title),
      ...summaries.map((summary) =>
        section(
          several
            ? `*${escapeMrkdwn(phaseTitle(summary.phase))}*\n${escapeMrkdwn(progressOf(summary))}`
            : escapeMrkdwn(progressOf(summary)),
        ),
      ),
      tableOf(summaries, title),
      context(
        'Conta l’ultimo aggiornamento di ciascuno; «mancanti» sono quelli senza aggiornamento in questa fase.',
      ),
    ],
  };
}

function tableOf(summaries: readonly PhaseSummary[], caption: string): DataTableBlock {
  const several = summaries.length > 1;
  const number = (value: number) => ({ type: 'raw_number' as const, value, text: String(value) });
  const text = (value: string) => ({ type: 'raw_text' as const, text: value });
  return {
    type: 'data_table',
    caption,
    ...(several ? { page_size: 20 } : {}),
    rows: [
      [
        ...(several ? ['Fase'] : []),
        'Tipo',
        ...ITEM_STATES.map((state) => capital(STATE_NAMES[state].it.one)),
        'Mancanti',
      ].map(text),
      ...summaries.flatMap(({ phase, counts }) =>
        counts.map((kind) => [
          ...(several ? [text(phaseTitle(phase))] : []),
          text(`N. ${capital(KIND_NAMES[kind.kind].it.many)}`),
          ...ITEM_STATES.map((state) => number(kind.counts[state])),
          number(kind.missing),
        ]),
      ),
    ],
  };
}

function progressOf({ phase, counts }: PhaseSummary): string {
  const total = counts.reduce((sum, kind) => sum + kind.total, 0);
  const missing = counts.reduce((sum, kind) => sum + kind.missing, 0);
  return `${total - missing === 1 ? 'È arrivato' : 'Sono arrivati'} ${counted(total - missing, 'aggiornamento', 'aggiornamenti')} su ${total}: ${missing === 1 ? 'ne manca' : 'ne mancano'} ${missing}. Scadenza: ${formatDayLong(phase.dueOn)}.`;
}

const phaseText = (summary: PhaseSummary): string =>
  [
    `${phaseTitle(summary.phase)}. ${progressOf(summary)}`,
    ...summary.counts.map(
      (kind) =>
        `${capital(KIND_NAMES[kind.kind].it.many)}: ${[...ITEM_STATES.map((state) => `${STATE_NAMES[state].it.one} ${kind.counts[state]}`), `mancanti ${kind.missing}`].join(', ')}.`,
    ),
  ].join(' ');
