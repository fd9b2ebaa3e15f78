import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { Problem } from '../../domain/errors.ts';
import { ITEM_KINDS, type ItemKey } from '../../domain/types.ts';
import { knownPerson } from '../asking.ts';
import type { Services } from '../services.ts';
import { escapeMrkdwn } from '../views/blocks.ts';
import { buildUpdateForm, draftErrors, parseUpdateForm } from '../views/update-form.ts';
import { capital, itemName, stateWords } from '../views/words.ts';
import { publishHome } from './home.ts';

/** The button of an item, in a reminder, a list or the Home: opens its form. */
export const handleUpdateButton =
  (services: Services) =>
  async ({
    ack,
    action,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    await openUpdateForm(services, client, body.user.id, body.trigger_id, parseRef(action.value ?? ''));
  };

/**
 * Opens the form of an item for whoever may report on it.
 * @throws Problem when the account is unknown, or may not report on it now
 */
export async function openUpdateForm(
  services: Services,
  client: AllMiddlewareArgs['client'],
  userId: string,
  triggerId: string,
  item: ItemKey,
): Promise<void> {
  const { person } = await knownPerson(services, userId);
  const form = await services.updates.open(person.code, item);
  const plan = await services.plans.current();
  const author = plan.people.find(({ code }) => code === form.previous?.author)?.name ?? null;
  await client.views.open({ trigger_id: triggerId, view: buildUpdateForm(form, author, plan.head.timezone) });
}

/** The form is sent: saved first, then the modal closes, then the messages that list the item show the outcome. */
export const handleUpdateSubmission =
  (services: Services) =>
  async ({
    ack,
    body,
    view,
    client,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { item, metadata, draft } = parseUpdateForm(view);
    const result = await services.updates.submit(person.code, item, metadata.phase, metadata.basedOn, draft);
    if (!result.ok) {
      await ack({ response_action: 'errors', errors: draftErrors(result.problems) });
      return;
    }
    await ack();
    const shownTo = await services.reminders.refresh(metadata.phase, item);
    if (!shownTo.includes(person.code)) {
      const title = `${capital(itemName(item))} – ${result.item.shortTitle}`;
      const text = `Ricevuto: ${title}: ${stateWords(result.update)}.`;
      await client.chat.postMessage({ channel: body.user.id, text: escapeMrkdwn(text) });
    }
    await publishHome(services, client, body.user.id);
  };

/** Reads an item ref from a button's value: whatever it says, rights are checked afterwards. */
function parseRef(value: string): ItemKey {
  const [kind, number] = value.split(':');
  const known = ITEM_KINDS.find((candidate) => candidate === kind);
  if (!known || !/^\d{1,6}$/.test(number ?? '')) throw new Problem('item_unknown', { item: value });
  return { kind: known, number: Number(number) };
}
