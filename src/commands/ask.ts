import type { Command } from './command.ts';
import { answerCommand } from './question.ts';

/** `/chiedi`: any question, in one's own words. */
export const ask: Command = {
  name: '/chiedi',
  help: {
    purpose:
      'Una domanda sul piano, in parole tue. Le cifre vengono dai dati del piano, con la fonte e il calcolo.',
    examples: ({ question, level }) => [
      question,
      `quanti obiettivi ha ogni ${level}?`,
      'che cosa vuol dire impegno?',
    ],
  },
  asks: () => null,
  run: (args, services) => answerCommand(args, services),
};
