import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from '@slack/types';
import type { Phase } from '../../domain/types.ts';
import type { OwedItem } from '../../domain/updates/index.ts';
import { formatDayLong } from '../../words/days.ts';
import { counted } from '../../words/sentences.ts';
import {
  about,
  actions,
  button,
  context,
  divider,
  escapeMrkdwn,
  header,
  type MessageView,
  section,
} from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { phaseTitle } from '../kit/words.ts';
import { itemBlocks } from './item-buttons.ts';

type OwedBlock = HeaderBlock | SectionBlock | DividerBlock | ContextBlock | ActionsBlock;

/** Header, summary, "confirm several", divider and "and more". */
const OTHER_BLOCKS = 5;

/**
 * What a person answers for in one phase: missing items first, each with its buttons; then what was sent, with its state.
 * @param isOneOfSeveral whether lists of other phases stand beside it
 */
export function buildOwed(
  phase: Phase,
  owed: readonly OwedItem[],
  maxBlocks: number,
  isOneOfSeveral = false,
): MessageView<OwedBlock> {
  const missing = owed.filter(({ update }) => update === null);
  const sorted = [...missing, ...owed.filter(({ update }) => update !== null)];
  const summary =
    missing.length === 0
      ? `Hai inviato tutto: ${counted(owed.length, 'aggiornamento', 'aggiornamenti')} su ${owed.length}.`
      : `${missing.length === 1 ? 'Manca' : 'Mancano'} ${counted(missing.length, 'aggiornamento', 'aggiornamenti')} su ${owed.length}. Scadenza: ${formatDayLong(phase.dueOn)}.`;
  const room = maxBlocks - OTHER_BLOCKS;
  // Quick buttons take a second block for each item that is owed: where there is no room, the form's button stays.
  const withButtons = missing.length + owed.length <= room;
  const shown = sorted.slice(0, room);
  const hidden = sorted.length - shown.length;
  return {
    text: `${phaseTitle(phase)}. ${summary}`,
    blocks: [
      header(phaseTitle(phase)),
      section(escapeMrkdwn(summary)),
      ...(missing.length > 1
        ? [
            actions(
              about(button('Conferma più voci', ACTIONS.confirmMany, within(phase, '')), phaseTitle(phase)),
            ),
          ]
        : []),
      divider,
      ...shown.flatMap((one) => itemBlocks(phase, one, { withButtons, isOneOfSeveral })),
      ...(hidden > 0 ? [context(`E altri ${hidden}. Per aprirne uno: /aggiorna seguito dal numero.`)] : []),
    ],
  };
}
