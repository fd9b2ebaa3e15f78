import type { ActionsBlock, SectionBlock } from '@slack/types';
import { type Item, itemRef } from '../../domain/types.ts';
import { ACTIONS } from '../ids.ts';
import { button, escapeMrkdwn, type MessageView, section } from './blocks.ts';
import { itemTitle } from './words.ts';

/** "24" may be an objective and a process: one button each. */
export function buildItemChoice(
  text: string,
  items: readonly Item[],
): MessageView<SectionBlock | ActionsBlock> {
  const question = `«${text}» può essere più di uno. Quale vuoi aggiornare?`;
  return {
    text: `${question} ${items.map(itemTitle).join('; ')}`,
    blocks: [
      section(escapeMrkdwn(question)),
      ...items.map((item) =>
        section(`*${escapeMrkdwn(itemTitle(item))}*`, button('Aggiorna', ACTIONS.updateItem, itemRef(item))),
      ),
    ],
  };
}
