import type { ActionsBlock, SectionBlock } from '@slack/types';
import { type Item, itemRef, type Phase } from '../../domain/types.ts';
import { theItem } from '../../words/kinds.ts';
import { about, button, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { choiceTitle } from '../kit/words.ts';

interface Choice {
  readonly item: Item;
  readonly phase: Phase;
}

/** "24" may be an objective and a process, or in two plans: one button each. */
export function buildItemChoice(
  text: string,
  choices: readonly Choice[],
): MessageView<SectionBlock | ActionsBlock> {
  return asking(`«${text}» può essere più di uno. Quale vuoi aggiornare?`, choices);
}

/** The form of one item was opened: the way to the others of its number. */
export function buildOtherItems(
  opened: Item,
  others: readonly Choice[],
): MessageView<SectionBlock | ActionsBlock> {
  return asking(`Ho aperto ${theItem(opened)}. Lo stesso numero è anche di:`, others);
}

function asking(question: string, choices: readonly Choice[]): MessageView<SectionBlock | ActionsBlock> {
  const titled = choices.map((choice) => ({ ...choice, title: choiceTitle(choice, choices) }));
  return {
    text: `${question} ${titled.map(({ title }) => title).join('; ')}`,
    blocks: [
      section(escapeMrkdwn(question)),
      ...titled.map(({ title, item, phase }) =>
        section(
          `*${escapeMrkdwn(title)}*`,
          about(button('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item))), title),
        ),
      ),
    ],
  };
}
