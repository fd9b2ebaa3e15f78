import type { Command } from './command.ts';
import { answerCommand } from './question.ts';

/** `/scadenze`: deadlines of items, phases, acts and law. */
export const deadlines: Command = {
  name: '/scadenze',
  help: {
    purpose: 'Le scadenze di obiettivi e processi, delle fasi del ciclo e di legge.',
    examples: ['24', 'mie', 'monitoraggio', 'relazione sulla performance'],
  },
  run: (args, services) => answerCommand(args, services, 'deadlines'),
};
