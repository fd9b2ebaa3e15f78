import type { ActionsBlock, Button, SectionBlock } from '@slack/types';
import type { StatusUpdate } from '../../domain/record/index.ts';
import { type Item, itemRef, type Phase } from '../../domain/types.ts';
import { actions, button, escapeMrkdwn, plain, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { itemTitle, outcomeWords } from '../kit/words.ts';

/** The three things one can do about an item that is owed: the form, or one of two reports in one click. */
const quickButtons = (phase: Phase, item: Item, basedOn: number): ActionsBlock =>
  actions(
    button('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item)), 'primary'),
    ...oneClick(phase, item, String(basedOn)),
  );

/** The two reports in one click, for an item shown as owed whatever version it has. */
export const oneClickButtons = (phase: Phase, item: Item): ActionsBlock =>
  actions(...oneClick(phase, item, ''));

function oneClick(phase: Phase, item: Item, basedOn: string): readonly Button[] {
  const value = within(phase, `${itemRef(item)}|${basedOn}`);
  return [
    button('Nessuna variazione', ACTIONS.noChange, value),
    confirmed(button('Raggiunto', ACTIONS.achieved, value), `${itemTitle(item)}: raggiunto al 100 %, oggi?`),
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
        button('Modifica', ACTIONS.updateItem, within(phase, itemRef(item))),
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
        button('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item)), 'primary'),
      ),
    ];
  return [section(`${title}\n${text}`), quickButtons(phase, item, last?.version ?? 0)];
}
