import type { ActionsBlock, SectionBlock } from '@slack/types';
import { type Item, itemRef, type Phase } from '../../domain/types.ts';
import { button, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { choiceTitle } from '../kit/words.ts';

/** "24" may be an objective and a process, or in two plans: one button each. */
export function buildItemChoice(
  text: string,
  choices: readonly { readonly item: Item; readonly phase: Phase }[],
): MessageView<SectionBlock | ActionsBlock> {
  const question = `«${text}» può essere più di uno. Quale vuoi aggiornare?`;
  const titled = choices.map((choice) => ({ ...choice, title: choiceTitle(choice, choices) }));
  return {
    text: `${question} ${titled.map(({ title }) => title).join('; ')}`,
    blocks: [
      section(escapeMrkdwn(question)),
      ...titled.map(({ title, item, phase }) =>
        section(
          `*${escapeMrkdwn(title)}*`,
          button('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item))),
        ),
      ),
    ],
  };
}
