import type { ActionsBlock, Button, SectionBlock } from '@slack/types';
import type { StatusUpdate } from '../../domain/record/index.ts';
import { type Item, itemRef, type Phase } from '../../domain/types.ts';
import { actions, button, escapeMrkdwn, plain, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { within } from '../kit/within.ts';
import { itemTitle, outcomeWords } from '../kit/words.ts';

/** A button that stands next to each item of a list: read aloud, it says of which. */
export const itemButton = (
  label: string,
  actionId: string,
  value: string,
  item: Item,
  style?: 'primary',
): Button => ({
  ...button(label, actionId, value, style),
  accessibility_label: shorten(`${label}: ${itemTitle(item)}`, LIMITS.buttonText),
});

/** "Annulla" under an item that came in just now, in a message that is drawn again by itself. */
export const undoButtons = (phase: Phase, item: Item, update: StatusUpdate): ActionsBlock =>
  actions(itemButton('Annulla', ACTIONS.cancelUpdate, within(phase, `${update.id}|${DRAWN_AGAIN}`), item));

/** Marks a button of a message that shows what became of the press without an answer of its own. */
export const DRAWN_AGAIN = 'drawn';

/** The three things one can do about an item that is owed: the form, or one of two reports in one click. */
const quickButtons = (phase: Phase, item: Item, basedOn: number): ActionsBlock =>
  actions(
    itemButton('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item)), item, 'primary'),
    ...oneClick(phase, item, String(basedOn)),
  );

/** The two reports in one click, for an item shown as owed whatever version it has. */
export const oneClickButtons = (phase: Phase, item: Item): ActionsBlock =>
  actions(...oneClick(phase, item, ''));

function oneClick(phase: Phase, item: Item, basedOn: string): readonly Button[] {
  const value = within(phase, `${itemRef(item)}|${basedOn}`);
  return [
    itemButton('Nessuna variazione', ACTIONS.noChange, value, item),
    confirmed(
      itemButton('Raggiunto', ACTIONS.achieved, value, item),
      `${itemTitle(item)}: raggiunto al 100 %, oggi?`,
    ),
  ];
}

/** A button that asks first. */
export const confirmed = (element: Button, question: string, yes = 'Conferma'): Button => ({
  ...element,
  confirm: {
    title: plain('Confermi?'),
    text: plain(question, 300),
    confirm: plain(yes),
    deny: plain('No'),
  },
});

/** One item of a list: what is known of it, and what can be done about it. */
export function itemBlocks(
  phase: Phase,
  item: Item,
  update: StatusUpdate | null,
  last: StatusUpdate | null,
  withButtons: boolean,
): readonly (SectionBlock | ActionsBlock)[] {
  const title = `*${escapeMrkdwn(itemTitle(item))}*`;
  if (update !== null)
    return [
      section(
        `${title}\n${outcomeWords(update)}`,
        itemButton('Modifica', ACTIONS.updateItem, within(phase, itemRef(item)), item),
      ),
    ];
  const text =
    last?.outcome === 'returned' || last?.outcome === 'reopened'
      ? outcomeWords(last)
      : 'manca l’aggiornamento';
  if (!withButtons)
    return [
      section(
        `${title}\n${text}`,
        itemButton('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item)), item, 'primary'),
      ),
    ];
  return [section(`${title}\n${text}`), quickButtons(phase, item, last?.version ?? 0)];
}
