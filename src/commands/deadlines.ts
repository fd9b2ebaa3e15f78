import { sendCalendar } from '../bot/agenda/index.ts';
import { knownPerson, personOfBody } from '../bot/kit/asking.ts';
import type { Services } from '../bot/kit/services.ts';
import type { AgendaFile } from '../domain/agenda/index.ts';
import { answeringStructures } from '../domain/plan/index.ts';
import { phaseMeant } from './arguments/phase-argument.ts';
import { structureNamed } from './arguments/structure-argument.ts';
import type { Command, CommandArgs } from './command.ts';
import { answerCommand } from './question.ts';

/** `/scadenze`: deadlines of items, phases, acts and law; with «calendario», as a file for one's own agenda. */
export const deadlines: Command = {
  name: '/scadenze',
  help: {
    purpose:
      'Le scadenze di obiettivi e processi, delle fasi del ciclo e di legge; con «calendario» come file per l’agenda.',
    examples: ({ objective, unit }) => [
      objective,
      'mie',
      'monitoraggio',
      'calendario',
      unit && `calendario ${unit}`,
      'calendario fase',
    ],
  },
  asks: (text) => (calendarWanted(text) === undefined ? 'deadlines' : undefined),
  async run(args, services) {
    const wanted = calendarWanted(args.command.text);
    if (wanted === undefined) return answerCommand(args, services, 'deadlines');
    const file = await calendarOf(args, services, wanted.trim());
    const text = await sendCalendar(services, args.client, args.command.user_id, file);
    await args.respond({ response_type: 'ephemeral', text });
  },
};

/** Whose calendar a text asks for; undefined where it asks for none. */
const calendarWanted = (text: string): string | undefined => /^calendario\b\s*(.*)$/is.exec(text.trim())?.[1];

/** One's own days; of a phase («fase», or its name), or of a structure that is named. */
async function calendarOf({ command }: CommandArgs, services: Services, wanted: string): Promise<AgendaFile> {
  await personOfBody(services.years, command.user_id);
  const [, phaseWords] = /^(?:fase|monitoraggio)\b\s*(.*)$/is.exec(wanted) ?? [];
  if (phaseWords !== undefined) {
    const meant = await phaseMeant(services.years, phaseWords.trim());
    return meant.services.agenda.ofPhase(meant.phase);
  }
  if (wanted === '' || /^(?:mio|mie|miei)$/i.test(wanted)) {
    const { person } = await knownPerson(services, command.user_id);
    return services.agenda.ofPerson(person.code);
  }
  const plan = await services.plans.current();
  return services.agenda.ofStructure(structureNamed(plan, wanted, answeringStructures(plan)));
}
