import type { Command } from './command.ts';
import { answerCommand } from './question.ts';

/** `/costi`: costs and revenue of items and structures. */
export const costs: Command = {
  name: '/costi',
  help: {
    purpose: 'Costi ed entrate: personale, impegnato, liquidato, accertato, riscosso.',
    examples: ({ objective, department, topic, process, level }) => [
      objective,
      department,
      topic,
      process && 'totale processi',
      `per ${level}`,
    ],
  },
  asks: () => 'costs',
  run: (args, services) => answerCommand(args, services, 'costs'),
};
