import type { Command } from './command.ts';
import { answerCommand } from './question.ts';

/** `/obiettivi`: the card of an item, lists and counts. */
export const objectives: Command = {
  name: '/obiettivi',
  help: {
    purpose: 'La scheda di un obiettivo o processo, elenchi e conteggi.',
    examples: ['24', 'processo 38', 'settore 5', 'trasversali', 'miei'],
  },
  run: (args, services) => answerCommand(args, services, 'items'),
};
