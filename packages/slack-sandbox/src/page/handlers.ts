import { withoutReaction, withReaction } from '../api/reactions.ts';
import { runCommand } from '../delivery/commands.ts';
import { tellAppHomeOpened } from '../delivery/home-events.ts';
import { askOptions, findElement, type Place, sendAction } from '../delivery/interactions.ts';
import { closeView, submitView } from '../delivery/submissions.ts';
import { amendMessage, deleteMessage, markRead, postMessage } from '../messages.ts';
import type { Conversation, Message, Person, View } from '../model.ts';
import type { Team } from '../team.ts';
import { encodeUserText, richTextOf } from '../user-text.ts';
import { type ClockBar, instantAfter, parseWallTime } from './clock.ts';
import { withSlackFiles } from './form-values.ts';
import type { PageRequest, PlaceReference, RequestName } from './requests.ts';
import { sentSince } from './sent.ts';

/** What the page does on behalf of a person. Each answers an object; a PageError becomes an HTTP error. */

export class PageError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'PageError';
    this.status = status;
  }
}

export interface PageContext {
  readonly team: Team;
  readonly clockBar: ClockBar;
}

/** A request of one open page. */
export interface PageRequestContext extends PageContext {
  readonly pageId: string;
}

type Handler<Name extends RequestName> = (
  context: PageRequestContext,
  request: PageRequest<Name>,
) => object | Promise<object>;

export function personOf(team: Team, id: string): Person {
  const person = team.directory.person(id);
  if (!person) throw new PageError(404, `Persona sconosciuta: "${id}"`);
  if (!person.active) throw new PageError(403, `Account disattivato: ${person.name}`);
  return person;
}

function conversationOf(team: Team, person: Person, id: string): Conversation {
  const conversation = team.directory.conversation(id);
  if (!conversation?.memberIds.has(person.id)) throw new PageError(404, `Conversazione sconosciuta: "${id}"`);
  return conversation;
}

function messageOf(team: Team, person: Person, channel: string, ts: string): Message {
  const message = team.store.message(conversationOf(team, person, channel).id, ts);
  const hidden = message?.ephemeralFor !== undefined && message.ephemeralFor !== person.id;
  if (!message || hidden) throw new PageError(410, 'Il messaggio non c’è più.');
  return message;
}

function viewOf(team: Team, person: Person, viewId: string): View {
  const home = team.store.home(person.id);
  const view = home?.id === viewId ? home : team.modals.find(viewId);
  if (!view || view.userId !== person.id) throw new PageError(410, 'La finestra non è più aperta.');
  return view;
}

function placeOf(team: Team, person: Person, place: PlaceReference): Place {
  return 'viewId' in place
    ? { view: viewOf(team, person, place.viewId) }
    : { message: messageOf(team, person, place.channel, place.ts) };
}

/** The same, or undefined when it has just gone: a click or a search can cross its closing on the way. */
function placeStill(team: Team, person: Person, place: PlaceReference): Place | undefined {
  try {
    return placeOf(team, person, place);
  } catch (error) {
    if (error instanceof PageError && error.status === 410) return undefined;
    throw error;
  }
}

const message: Handler<'message'> = ({ team }, request) => {
  const person = personOf(team, request.user);
  const conversation = conversationOf(team, person, request.channel);
  const text = encodeUserText(request.text.trim(), team.directory);
  const files = request.files ?? [];
  if (text === '' && files.length === 0) throw new PageError(400, 'Il messaggio è vuoto.');
  const posted = postMessage(team, {
    channel: conversation.id,
    user: person.id,
    text,
    ...(text ? { blocks: richTextOf(text) } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(request.threadTs ? { threadTs: request.threadTs } : {}),
  });
  return { ts: posted.ts };
};

const command: Handler<'command'> = async ({ team, pageId }, request) => {
  const person = personOf(team, request.user);
  const conversation = conversationOf(team, person, request.channel);
  return {
    accepted: await runCommand(team, { person, pageId }, conversation, request.command, request.text.trim()),
  };
};

const action: Handler<'action'> = async ({ team, pageId }, request) => {
  const person = personOf(team, request.user);
  const place = placeStill(team, person, request.place);
  if (!place) return { outcome: 'not_found' };
  const values = withSlackFiles(team, request.values);
  return { outcome: await sendAction(team, { person, pageId }, place, request.action, values) };
};

const options: Handler<'options'> = async ({ team }, request) => {
  const person = personOf(team, request.user);
  const place = placeStill(team, person, request.place);
  const found = place && findElement(place, request.blockId, request.actionId);
  return (found && (await askOptions(team, person, place, request, request.typed))) ?? { failed: true };
};

const submit: Handler<'submit'> = ({ team }, request) => {
  const person = personOf(team, request.user);
  return submitView(team, person, viewOf(team, person, request.viewId), withSlackFiles(team, request.values));
};

const close: Handler<'close'> = async ({ team }, request) => {
  const person = personOf(team, request.user);
  // Closed twice, or by the app just before: it is closed.
  if (team.modals.find(request.viewId)) await closeView(team, person, viewOf(team, person, request.viewId));
  return {};
};

const opened: Handler<'opened'> = ({ team }, request) => {
  tellAppHomeOpened(team, personOf(team, request.user).id, request.tab);
  return {};
};

const read: Handler<'read'> = ({ team }, request) => {
  const person = personOf(team, request.user);
  markRead(team, person.id, conversationOf(team, person, request.channel).id, request.ts);
  return {};
};

const reaction: Handler<'reaction'> = ({ team }, request) => {
  const person = personOf(team, request.user);
  const target = messageOf(team, person, request.channel, request.ts);
  const change = request.on ? withReaction : withoutReaction;
  const reactions = change(target.reactions ?? [], request.name, person.id);
  if (reactions) amendMessage(team, { ...target, reactions });
  return {};
};

/** "Chiudi messaggio" of an ephemeral message. */
const dismiss: Handler<'dismiss'> = ({ team }, request) => {
  const target = messageOf(team, personOf(team, request.user), request.channel, request.ts);
  if (!target.ephemeralFor)
    throw new PageError(403, 'Si possono chiudere solo i messaggi visibili solo a te.');
  deleteMessage(team, target);
  return {};
};

/** Where a request wants the clock. */
async function destination({ team, clockBar }: PageContext, request: PageRequest<'clock'>): Promise<Date> {
  const { timezone } = team.clock;
  if ('step' in request) return instantAfter(request.step, team.clock.now(), timezone);
  if ('next' in request) {
    const next = await clockBar.nextOf(request.next);
    if (!next)
      throw new PageError(409, 'Non c’è più niente di simile davanti: ciò che era in calendario è passato.');
    return next;
  }
  const instant = parseWallTime(request.to, timezone);
  if (!instant) throw new PageError(400, 'La data non è valida: serve per esempio 2021-09-15T09:00.');
  return instant;
}

/** How often the page that moves the clock hears what went out meanwhile, in milliseconds. */
const TELL_SENT_MS = 500;

const clock: Handler<'clock'> = async (context, request) => {
  const { team, clockBar, pageId } = context;
  const instant = await destination(context, request);
  const before = team.store.newestTs();
  const moved = async () => ({ ...(await clockBar.read()), sent: sentSince(team, before) });
  const tell = async () => {
    const soFar = await moved();
    if (soFar.moving) team.hub.publish({ type: 'sent', pageId, moved: soFar }, 'all');
  };
  const telling = setInterval(() => void tell().catch(() => undefined), TELL_SENT_MS);
  try {
    if (!(await clockBar.moveTo(instant)))
      throw new PageError(409, 'L’orologio va solo in avanti, uno spostamento alla volta.');
  } finally {
    clearInterval(telling);
  }
  return moved();
};

export const HANDLERS: { readonly [Name in RequestName]: Handler<Name> } = {
  message,
  command,
  action,
  options,
  submit,
  close,
  opened,
  read,
  reaction,
  dismiss,
  clock,
};
