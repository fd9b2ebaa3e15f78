import { knownPerson } from '../bot/asking.ts';
import { openProposal } from '../bot/listeners/proposals.ts';
import { openUpdateForm } from '../bot/listeners/updates.ts';
import type { Services } from '../bot/services.ts';
import { buildItemChoice } from '../bot/views/item-choice-view.ts';
import { LIMITS } from '../bot/views/limits.ts';
import { buildOwed } from '../bot/views/owed-view.ts';
import { Problem } from '../domain/errors.ts';
import type { Command, CommandArgs } from './command.ts';
import { parseItemArgument } from './item-argument.ts';

/** `/aggiorna`: reports the state of an item; alone, lists what one owes. */
export const update: Command = {
  name: '/aggiorna',
  help: {
    purpose: 'Comunica lo stato di un obiettivo o processo. Da solo, elenca quelli che ti riguardano.',
    examples: ['24', 'processo 38', '28.4'],
  },
  async run(args, services) {
    const text = args.command.text.trim();
    if (text === '') return listOwed(args, services);
    if (/^nuov[oa](\s+obiettivo)?$/i.test(text))
      return openProposal(services, args.client, args.command.user_id, args.command.trigger_id, null);
    const wanted = parseItemArgument(text);
    if (wanted === null)
      throw new Problem('command_not_understood', {
        text,
        expected: 'Scrivi il numero o il codice: /aggiorna 24, /aggiorna processo 38, /aggiorna 28.4.',
      });
    const { person } = await knownPerson(services, args.command.user_id);
    const candidates = await services.updates.candidates(person.code, wanted);
    const allowed = candidates.filter((candidate) => candidate.allowed);
    if (allowed.length > 1) {
      await args.respond({
        response_type: 'ephemeral',
        ...buildItemChoice(
          text,
          allowed.map(({ item }) => item),
        ),
      });
      return;
    }
    const item = (allowed[0] ?? candidates[0])?.item;
    if (!item) throw new Problem('item_unknown', { item: text });
    await openUpdateForm(services, args.client, args.command.user_id, args.command.trigger_id, item);
  },
};

async function listOwed({ command, respond }: CommandArgs, services: Services): Promise<void> {
  const { person } = await knownPerson(services, command.user_id);
  const phases = await services.updates.owedBy(person.code);
  if (phases.length === 0) throw new Problem('no_open_phase');
  const owed = phases.filter(({ items }) => items.length > 0);
  if (owed.length === 0) {
    await respond({
      response_type: 'ephemeral',
      text: 'Nella fase aperta nessun obiettivo o processo è affidato a te.',
    });
    return;
  }
  const room = Math.floor(LIMITS.messageBlocks / owed.length);
  const views = owed.map(({ phase, items }) => buildOwed(phase, items, room));
  await respond({
    response_type: 'ephemeral',
    text: views.map(({ text }) => text).join('\n'),
    blocks: views.flatMap(({ blocks }) => blocks),
  });
}
