import { walkBlocks } from '../blocks/blocks.ts';
import { elementsOf } from '../blocks/elements.ts';
import { slackMessage } from '../formats/messages.ts';
import { slackView } from '../formats/views.ts';
import { asArray, asString, isObject, type Json, parseJson } from '../json.ts';
import type { Message, Person, View, Visitor } from '../model.ts';
import type { Team } from '../team.ts';
import { sendPayload } from './send.ts';

/** Where a person acts: a message, a modal or the Home. */
export type Place = { readonly message: Message } | { readonly view: View };

/** What every interaction payload begins with: https://docs.slack.dev/reference/interaction-payloads */
export function commonPayload(team: Team, person: Person): Json {
  const { directory } = team;
  return {
    user: { id: person.id, username: person.handle, name: person.handle, team_id: directory.teamId },
    api_app_id: directory.bot.appId,
    token: 'verification-token-is-deprecated',
    team: { id: directory.teamId, domain: directory.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function blocksOf(place: Place): readonly Json[] {
  const blocks = 'message' in place ? (place.message.blocks ?? []) : asArray(place.view.content.blocks);
  return walkBlocks(blocks, '')
    .map(({ block }) => block)
    .filter(isObject)
    .flatMap((block) => (block.type === 'carousel' ? asArray(block.elements).filter(isObject) : [block]));
}

/** The element with these ids, if it is there. */
export function findElement(place: Place, blockId: string, actionId: string): Json | undefined {
  const block = blocksOf(place).find(({ block_id }) => block_id === blockId);
  return block && elementsOf(block).find(({ action_id }) => action_id === actionId);
}

/** The part of a payload that says where it comes from. */
function placeFields(team: Team, place: Place, values: Json): Json {
  if ('view' in place) {
    const { view } = place;
    return { container: { type: 'view', view_id: view.id }, view: slackView(team, view, values) };
  }
  const { message } = place;
  const conversation = team.directory.conversation(message.channel);
  const threadTs = message.threadTs ? { thread_ts: message.threadTs } : {};
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.ephemeralFor !== undefined,
      ...threadTs,
    },
    channel: {
      id: message.channel,
      name: conversation?.kind === 'im' ? 'directmessage' : conversation?.name,
    },
    message: slackMessage(team, message, true),
    state: { values },
  };
}

/** An URL at which the app may answer what was done in a message. */
function responseUrl(team: Team, person: Person, message: Message): string {
  const id = team.responseUrls.issue({
    channel: message.channel,
    userId: person.id,
    messageTs: message.ts,
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
  });
  return `${team.url()}/response/${id}`;
}

/** Sends `block_actions`; the answer says why it failed, if it did. */
export async function sendAction(
  team: Team,
  { person, pageId }: Visitor,
  place: Place,
  action: Json,
  values: Json,
): Promise<'ok' | 'not_found' | 'failed'> {
  const element = findElement(place, asString(action.block_id), asString(action.action_id));
  if (!element) return 'not_found';
  const trigger = 'view' in place && place.view.content.type === 'modal' ? { viewId: place.view.id } : {};
  const payload = {
    type: 'block_actions',
    ...commonPayload(team, person),
    ...placeFields(team, place, values),
    trigger_id: team.triggers.issue({ userId: person.id, pageId, ...trigger }),
    ...('message' in place ? { response_url: responseUrl(team, person, place.message) } : {}),
    actions: [{ ...described(element), ...action, action_ts: team.timestamps.next() }],
  };
  const answer = await sendPayload(team, `block_actions ${asString(action.action_id)}`, payload);
  return answer.failure ? 'failed' : 'ok';
}

/** The parts of an element that Slack repeats in its action. */
function described(element: Json): Json {
  const fields = ['type', 'text', 'value', 'style', 'placeholder'] as const;
  return Object.fromEntries(
    fields.filter((field) => element[field] !== undefined).map((field) => [field, element[field]]),
  );
}

/** Asks the app for the options of an external menu. Undefined when it does not answer well. */
export async function askOptions(
  team: Team,
  person: Person,
  place: Place,
  ids: { readonly blockId: string; readonly actionId: string },
  typed: string,
): Promise<Json | undefined> {
  const payload = {
    type: 'block_suggestion',
    ...commonPayload(team, person),
    ...placeFields(team, place, {}),
    block_id: ids.blockId,
    action_id: ids.actionId,
    value: typed,
  };
  const answer = await sendPayload(team, `block_suggestion ${ids.actionId}`, payload);
  const body = parseJson(answer.body);
  return answer.failure || !isObject(body) ? undefined : body;
}
