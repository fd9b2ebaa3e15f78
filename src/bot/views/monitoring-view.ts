import type { ContextBlock, DataTableBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { formatDayLong, KIND_NAMES, STATE_NAMES } from '../../answers/format.ts';
import { ITEM_STATES } from '../../domain/types.ts';
import type { PhaseSummary } from '../../domain/update-model.ts';
import { context, escapeMrkdwn, header, type MessageView, section } from './blocks.ts';
import { capital, counted, phaseTitle } from './words.ts';

type MonitoringBlock = HeaderBlock | SectionBlock | DataTableBlock | ContextBlock;

/** The open phases' counts by state, in the form of the report's own "Sintesi monitoraggio". */
export function buildMonitoring(summaries: readonly PhaseSummary[]): MessageView<MonitoringBlock> {
  if (summaries.length === 0) {
    const text = 'Nessuna fase di monitoraggio è aperta.';
    return { text, blocks: [section(text)] };
  }
  const parts = summaries.map(phaseBlocks);
  return { text: parts.map(({ text }) => text).join('\n'), blocks: parts.flatMap(({ blocks }) => blocks) };
}

function phaseBlocks({ phase, counts }: PhaseSummary): MessageView<MonitoringBlock> {
  const total = counts.reduce((sum, kind) => sum + kind.total, 0);
  const missing = counts.reduce((sum, kind) => sum + kind.missing, 0);
  const sentence = `${total - missing === 1 ? 'È arrivato' : 'Sono arrivati'} ${counted(total - missing, 'aggiornamento', 'aggiornamenti')} su ${total}: ${missing === 1 ? 'ne manca' : 'ne mancano'} ${missing}. Scadenza: ${formatDayLong(phase.dueOn)}.`;
  const number = (value: number) => ({ type: 'raw_number' as const, value, text: String(value) });
  const text = (value: string) => ({ type: 'raw_text' as const, text: value });
  return {
    text: [
      `${phaseTitle(phase)}. ${sentence}`,
      ...counts.map(
        (kind) =>
          `${capital(KIND_NAMES[kind.kind].many)}: ${[...ITEM_STATES.map((state) => `${STATE_NAMES[state]} ${kind.counts[state]}`), `mancanti ${kind.missing}`].join(', ')}.`,
      ),
    ].join(' '),
    blocks: [
      header(`Sintesi ${phaseTitle(phase)}`),
      section(escapeMrkdwn(sentence)),
      {
        type: 'data_table',
        caption: `Sintesi ${phaseTitle(phase)}`,
        rows: [
          ['', ...ITEM_STATES.map((state) => capital(STATE_NAMES[state])), 'Mancanti'].map((label) =>
            text(label || 'Tipo'),
          ),
          ...counts.map((kind) => [
            text(`N. ${capital(KIND_NAMES[kind.kind].many)}`),
            ...ITEM_STATES.map((state) => number(kind.counts[state])),
            number(kind.missing),
          ]),
        ],
      },
      context(
        'Conta l’ultimo aggiornamento di ciascuno; «mancanti» sono quelli senza aggiornamento in questa fase.',
      ),
    ],
  };
}
