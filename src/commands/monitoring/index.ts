import { Problem } from '../../domain/errors.ts';
import type { Command } from '../command.ts';
import { absence } from './absences.ts';
import { charts } from './charts.ts';
import {
  act,
  close,
  exportPhase,
  inconsistencies,
  minutes,
  opinion,
  propose,
  reopenItem,
} from './closing.ts';
import { writeDocument } from './documents.ts';
import { importPlan } from './import.ts';
import { extendPhase, openPhase, pausePhase, reopenPhase, resumePhase } from './phases.ts';
import { reports } from './reports.ts';
import { coverage, deliveries, nudge } from './running.ts';
import { sheets } from './sheets.ts';
import type { Subcommand } from './subcommand.ts';
import { summary } from './summary.ts';

/** What `/monitoraggio` can do, in the order in which help lists it. */
const SUBCOMMANDS: readonly Subcommand[] = [
  summary,
  coverage,
  absence,
  nudge,
  deliveries,
  charts,
  sheets,
  openPhase,
  extendPhase,
  pausePhase,
  resumePhase,
  reopenPhase,
  exportPhase,
  writeDocument,
  importPlan,
  inconsistencies,
  reopenItem,
  propose,
  opinion,
  act,
  close,
  minutes,
  reports,
];

/** `/monitoraggio`: the phases, their progress and their running. */
export const monitoring: Command = {
  name: '/monitoraggio',
  help: {
    purpose: `La fase di monitoraggio.\n${SUBCOMMANDS.map(({ word, purpose }) => `${`• /monitoraggio ${word}`.trimEnd()}: ${purpose}`).join('\n')}`,
    examples: () => SUBCOMMANDS.slice(0, 5).map(({ word }) => word),
  },
  async run(args, services) {
    const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(args.command.text) ?? [];
    const found = SUBCOMMANDS.find((subcommand) => subcommand.word === word.toLowerCase());
    if (!found)
      throw new Problem('command_not_understood', {
        text: args.command.text.trim(),
        expected: `Dopo /monitoraggio puoi scrivere: ${[...SUBCOMMANDS.map(({ word: known }) => known).filter(Boolean), 'aiuto'].join(', ')}.`,
      });
    await found.run(args, services, rest.trim());
  },
};
