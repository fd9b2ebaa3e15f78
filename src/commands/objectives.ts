import { knownPerson } from '../bot/kit/asking.ts';
import { button, escapeMrkdwn, section } from '../bot/kit/blocks.ts';
import { ACTIONS } from '../bot/kit/ids.ts';
import type { Services } from '../bot/kit/services.ts';
import { withinPlan } from '../bot/kit/within.ts';
import { itemTitle } from '../bot/kit/words.ts';
import { buildDossier } from '../bot/record/index.ts';
import { Problem } from '../domain/errors.ts';
import { compareItems, removedItems } from '../domain/plan/index.ts';
import { type Item, itemRef } from '../domain/types.ts';
import { yearArgument } from './arguments/year-argument.ts';
import type { Command, CommandArgs } from './command.ts';
import { answerCommand } from './question.ts';

/** `/obiettivi`: the card of an item, lists and counts. */
export const objectives: Command = {
  name: '/obiettivi',
  help: {
    purpose: 'La scheda di un obiettivo o processo, elenchi e conteggi.',
    examples: ({ objective, process, department, hasWeights }) => [
      objective,
      `${objective} storia`,
      process && `processo ${process}`,
      department,
      'trasversali',
      'miei',
      hasWeights ? `simula ${objective}=30` : null,
    ],
  },
  asks: (text) => (historyWanted(text) === undefined ? 'items' : undefined),
  async run(args, services) {
    const history = historyWanted(args.command.text);
    if (history !== undefined) return tellHistory(args, services, history);
    await answerCommand(args, services, 'items');
  },
};

/** Of what a text asks for the history; undefined where it asks for none. */
function historyWanted(text: string): string | undefined {
  const said = /^(.*\S)\s+(?:storia|dossier)$|^(?:storia|dossier)\s+(\S.*)$/i.exec(text.trim());
  return said?.[1] ?? said?.[2];
}

/** "24" is also the process of that number. */
const otherHistory = (year: number, item: Item) =>
  section(
    `Lo stesso numero è anche di *${escapeMrkdwn(itemTitle(item))}*.`,
    button('Storia', ACTIONS.itemHistory, withinPlan(year, itemRef(item))),
  );

/** `/obiettivi 24 storia`: the dossier of an item. Without a kind the number is an objective's, where there is one. */
async function tellHistory(
  { command, respond }: CommandArgs,
  current: Services,
  text: string,
): Promise<void> {
  const { year, rest } = yearArgument(text);
  const services = await current.years.of(year);
  const { person } = await knownPerson(services, command.user_id);
  const named = await current.questions.itemIn(rest);
  const wanted = named === null || (named.named && services.year !== current.year) ? null : named.wanted;
  const plan = await services.plans.current();
  const found = [...plan.items, ...removedItems(plan)].filter(
    (item) =>
      wanted !== null &&
      (wanted.kind === null || item.kind === wanted.kind) &&
      (wanted.code === null ? item.number === wanted.number : item.code === wanted.code),
  );
  const [item, ...others] = [...found].sort(compareItems);
  if (!item) throw new Problem('item_unknown', { item: text });
  const { text: said, blocks } = buildDossier(await services.dossiers.of(item, person.code));
  await respond({
    response_type: 'ephemeral',
    text: said,
    blocks: [...blocks, ...others.map((other) => otherHistory(services.year, other))],
  });
}
