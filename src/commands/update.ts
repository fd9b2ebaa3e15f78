import type { NamedItem } from '../answers/reports/read-item.ts';
import { plansKnowing, reportable } from '../bot/kit/asking.ts';
import { context, escapeMrkdwn } from '../bot/kit/blocks.ts';
import { LIMITS } from '../bot/kit/limits.ts';
import type { Services } from '../bot/kit/services.ts';
import { phaseTitle } from '../bot/kit/words.ts';
import {
  buildItemChoice,
  buildOtherItems,
  buildOwed,
  openProposal,
  openUpdateForm,
} from '../bot/update/index.ts';
import { Problem } from '../domain/errors.ts';
import { compareItems } from '../domain/plan/index.ts';
import type { Item, Phase } from '../domain/types.ts';
import { phaseMeant } from './arguments/phase-argument.ts';
import { yearArgument } from './arguments/year-argument.ts';
import type { Command, CommandArgs } from './command.ts';

/** `/aggiorna`: reports the state of an item; alone, lists what one owes. */
export const update: Command = {
  name: '/aggiorna',
  help: {
    purpose: 'Comunica lo stato di un obiettivo o processo. Da solo, elenca quelli che ti riguardano.',
    examples: ({ objective, process, code }) => [objective, process && `processo ${process}`, code],
  },
  async run(args, current) {
    const text = args.command.text.trim();
    const { client, command } = args;
    if (text === '') return listOwed(args, current);
    const { year, rest } = yearArgument(text);
    if (/^nuov[oa](\s+obiettivo)?$/i.test(rest)) {
      const { services, phase } = await phaseMeant(current.years, year === null ? '' : String(year));
      return openProposal(services, client, command.user_id, command.trigger_id, phase.code);
    }
    const named = (await current.questions.itemIn(rest)) ?? (await current.questions.itemIn(text));
    if (named === null)
      throw new Problem('command_not_understood', {
        text,
        expected:
          'Scrivi il numero, il codice o il titolo: /aggiorna 24, /aggiorna processo 38, /aggiorna 28.4.',
      });
    const choices = await choicesOf(current, command.user_id, named, year);
    const [first, ...others] = choices;
    if (!first) throw new Problem('item_unknown', { item: text });
    if (others.length > 0 && !isFirstOfItsNumber(first, others)) {
      await args.respond({ response_type: 'ephemeral', ...buildItemChoice(text, choices) });
      return;
    }
    const { services, phase, item } = first;
    await openUpdateForm(services, client, command.user_id, command.trigger_id, item, { phase: phase.code });
    if (others.length > 0)
      await args.respond({ response_type: 'ephemeral', ...buildOtherItems(item, others) });
  },
};

/** "24" is objective 24 first, wherever it is typed; two plans, or two items of one code, are asked about. */
const isFirstOfItsNumber = ({ item, phase }: Choice, others: readonly Choice[]): boolean =>
  others.every(
    (other) =>
      other.item.kind !== item.kind && other.phase.code === phase.code && other.phase.year === phase.year,
  );

interface Choice {
  readonly services: Services;
  readonly item: Item;
  readonly phase: Phase;
}

/**
 * What a number may mean, in the plans that ask about it: those that the person may report on.
 * @throws Problem that says why, when it is none
 */
async function choicesOf(
  current: Services,
  account: string,
  { wanted, named }: NamedItem,
  year: number | null,
): Promise<readonly Choice[]> {
  const plans = await plansKnowing(current.years, account);
  if (plans.length === 0) throw new Problem('person_unknown');
  const only = named ? current.year : year;
  const asked = plans.filter(({ services }) => only === null || services.year === only);
  const { forms, problems } = await reportable(asked, wanted);
  const choices = forms
    .map(({ services, form: { item, phase } }) => ({ services, item, phase }))
    .sort((a, b) => b.services.year - a.services.year || compareItems(a.item, b.item));
  const [problem] = problems;
  if (choices.length === 0 && problem) throw problem;
  return choices;
}

/** Of several phases, so many fit a message with their items: those that end first. */
const SHOWN_PHASES = 4;

/** What one owes, in every plan. */
async function listOwed({ command, respond }: CommandArgs, current: Services): Promise<void> {
  const plans = await plansKnowing(current.years, command.user_id);
  if (plans.length === 0) throw new Problem('person_unknown');
  const phases = (
    await Promise.all(plans.map(({ services, person }) => services.updates.owedBy(person.code)))
  ).flat();
  if (phases.length === 0) throw new Problem('no_open_phase');
  const owed = phases
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => a.phase.dueOn.localeCompare(b.phase.dueOn));
  if (owed.length === 0) {
    await respond({
      response_type: 'ephemeral',
      text: 'Nella fase aperta niente è affidato a te.',
    });
    return;
  }
  const shown = owed.slice(0, SHOWN_PHASES);
  const others = owed.slice(SHOWN_PHASES).map(({ phase }) => `«${phaseTitle(phase)}»`);
  const room = Math.floor((LIMITS.messageBlocks - 1) / shown.length);
  const views = shown.map(({ phase, items }) => buildOwed(phase, items, room, shown.length > 1));
  const more =
    others.length === 0 ? [] : [`Altre fasi aperte, con scadenza più lontana: ${others.join(', ')}.`];
  await respond({
    response_type: 'ephemeral',
    text: [...views.map(({ text }) => text), ...more].join('\n'),
    blocks: [...views.flatMap(({ blocks }) => blocks), ...more.map((line) => context(escapeMrkdwn(line)))],
  });
}
