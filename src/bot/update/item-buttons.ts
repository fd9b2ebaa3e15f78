import type { ActionsBlock, Button, SectionBlock } from '@slack/types';
import type { StatusUpdate } from '../../domain/record/index.ts';
import { type Item, itemRef, type Phase } from '../../domain/types.ts';
import type { OwedItem } from '../../domain/updates/index.ts';
import { about, actions, button, confirmed, escapeMrkdwn, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { itemTitle, itemTitleIn, outcomeWords } from '../kit/words.ts';

/** A button that stands next to each item of a list: read aloud, it says of which. */
export const itemButton = (
  label: string,
  actionId: string,
  value: string,
  item: Item,
  style?: 'primary',
): Button => about(button(label, actionId, value, style), itemTitle(item));

/** How the buttons of an item are read aloud: with the phase, where lists of several phases stand together. */
type Naming = (phase: Phase, item: Item) => string;
const byTitle: Naming = (_phase, item) => itemTitle(item);

/** "Annulla" under an item that came in just now, in a message that is drawn again by itself. */
export const undoButtons = (phase: Phase, item: Item, update: StatusUpdate): ActionsBlock =>
  actions(itemButton('Annulla', ACTIONS.cancelUpdate, within(phase, `${update.id}|${DRAWN_AGAIN}`), item));

/** Marks a button of a message that shows what became of the press without an answer of its own. */
export const DRAWN_AGAIN = 'drawn';

type Owed = Pick<OwedItem, 'item' | 'mayRepeat'>;

/** The reports in one click, for an item shown as owed whatever version it has. */
export const oneClickButtons = (phase: Phase, owed: Owed): ActionsBlock =>
  actions(...oneClick(phase, owed, '', byTitle));

/** "Nessuna variazione" only where it is known from what. */
function oneClick(
  phase: Phase,
  { item, mayRepeat }: Owed,
  basedOn: string,
  naming: Naming,
): readonly Button[] {
  const value = within(phase, `${itemRef(item)}|${basedOn}`);
  return [
    ...(mayRepeat ? [about(button('Nessuna variazione', ACTIONS.noChange, value), naming(phase, item))] : []),
    confirmed(
      about(button('Raggiunto', ACTIONS.achieved, value), naming(phase, item)),
      `${itemTitle(item)}: raggiunto al 100 %, oggi?`,
    ),
  ];
}

/**
 * One item of a list: what is known of it, and what can be done about it.
 * @param shown whether there is room for the reports in one click, and whether lists of other phases stand beside it
 */
export function itemBlocks(
  phase: Phase,
  { item, update, last, mayRepeat }: OwedItem,
  shown: { readonly withButtons: boolean; readonly isOneOfSeveral: boolean },
): readonly (SectionBlock | ActionsBlock)[] {
  const title = `*${escapeMrkdwn(itemTitle(item))}*`;
  const naming = shown.isOneOfSeveral ? itemTitleIn : byTitle;
  const opening = (label: string, style?: 'primary'): Button =>
    about(button(label, ACTIONS.updateItem, within(phase, itemRef(item)), style), naming(phase, item));
  if (update !== null) return [section(`${title}\n${outcomeWords(update)}`, opening('Modifica'))];
  const text =
    last?.outcome === 'returned' || last?.outcome === 'reopened'
      ? outcomeWords(last)
      : 'manca l’aggiornamento';
  if (!shown.withButtons) return [section(`${title}\n${text}`, opening('Aggiorna', 'primary'))];
  return [
    section(`${title}\n${text}`),
    actions(
      opening('Aggiorna', 'primary'),
      ...oneClick(phase, { item, mayRepeat }, String(last?.version ?? 0), naming),
    ),
  ];
}
