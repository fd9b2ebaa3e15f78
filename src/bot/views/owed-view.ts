import type { ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { formatDayLong } from '../../answers/format.ts';
import { itemRef, type Phase } from '../../domain/types.ts';
import type { OwedItem } from '../../domain/update-service.ts';
import { ACTIONS } from '../ids.ts';
import { button, context, divider, escapeMrkdwn, header, type MessageView, section } from './blocks.ts';
import { counted, itemTitle, stateWords } from './words.ts';

export type OwedBlock = HeaderBlock | SectionBlock | DividerBlock | ContextBlock;

/** What a person answers for in one phase: missing items first, each with its button. */
export function buildOwed(
  phase: Phase,
  owed: readonly OwedItem[],
  maxBlocks: number,
): MessageView<OwedBlock> {
  const missing = owed.filter(({ update }) => update === null);
  const sorted = [...missing, ...owed.filter(({ update }) => update !== null)];
  const summary =
    missing.length === 0
      ? `Hai inviato tutto: ${counted(owed.length, 'aggiornamento', 'aggiornamenti')} su ${owed.length}.`
      : `${missing.length === 1 ? 'Manca' : 'Mancano'} ${counted(missing.length, 'aggiornamento', 'aggiornamenti')} su ${owed.length}. Scadenza: ${formatDayLong(phase.dueOn)}.`;
  // Header, summary, divider and "and more" are the other four.
  const shown = sorted.slice(0, maxBlocks - 4);
  const hidden = sorted.length - shown.length;
  return {
    text: `${phase.name}. ${summary}`,
    blocks: [
      header(phase.name),
      section(escapeMrkdwn(summary)),
      divider,
      ...shown.map(owedSection),
      ...(hidden > 0 ? [context(`E altri ${hidden}. Per aprirne uno: /aggiorna seguito dal numero.`)] : []),
    ],
  };
}

const owedSection = ({ item, update }: OwedItem): SectionBlock =>
  section(
    `*${escapeMrkdwn(itemTitle(item))}*\n${update === null ? 'manca l’aggiornamento' : `:white_check_mark: ${stateWords(update)}`}`,
    button(
      update === null ? 'Aggiorna' : 'Modifica',
      ACTIONS.updateItem,
      itemRef(item),
      update === null ? 'primary' : undefined,
    ),
  );
