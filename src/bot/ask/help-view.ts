import type { ContextBlock, SectionBlock } from '@slack/types';
import { context, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';

/** What help needs to know of a command. */
interface HelpEntry {
  readonly name: string;
  readonly help: { readonly purpose: string; readonly examples: readonly string[] };
}

/** The help of one command, with the others by name. */
export function buildHelp(
  command: HelpEntry,
  all: readonly Pick<HelpEntry, 'name'>[],
): MessageView<SectionBlock | ContextBlock> {
  const { name, help } = command;
  const examples = help.examples.map((example) => `\`${escapeMrkdwn(`${name} ${example}`.trim())}\``);
  const others = all.filter((other) => other.name !== name).map((other) => other.name);
  return {
    text: `${name}: ${help.purpose} Per esempio: ${help.examples.map((example) => `${name} ${example}`.trim()).join('; ')}`,
    blocks: [
      section(`*${name}*\n${escapeMrkdwn(help.purpose)}`),
      section(`Per esempio:\n${examples.map((example) => `• ${example}`).join('\n')}`),
      context(
        `Altri comandi: ${others.join(', ')}. Puoi anche scrivermi in privato o nominarmi in un canale.`,
      ),
    ],
  };
}
