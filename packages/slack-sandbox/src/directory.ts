import { stableId } from './ids.ts';
import type { AppDescription } from './manifest.ts';
import type { Bot, Conversation, Person } from './model.ts';
import type { WorkspaceSettings } from './options.ts';

/** Who and what there is in the team; it does not change while the workspace runs. */
export interface Directory {
  readonly teamId: string;
  readonly teamName: string;
  readonly domain: string;
  readonly bot: Bot;
  readonly people: readonly Person[];
  readonly conversations: readonly Conversation[];
  person(id: string): Person | undefined;
  personByEmail(email: string): Person | undefined;
  conversation(id: string): Conversation | undefined;
  channelByName(name: string): Conversation | undefined;
  /** The direct messages between the app and a person. */
  imOf(userId: string): Conversation | undefined;
}

function slug(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'workspace';
}

function requireUnique(what: string, values: readonly string[]): void {
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  if (repeated !== undefined)
    throw new Error(`Workspace ${what} "${repeated}" occurs twice; each must be unique`);
}

/** Builds the directory. Throws when a handle, an e-mail or a channel is repeated or a member is unknown. */
export function createDirectory(
  options: Pick<WorkspaceSettings, 'teamName' | 'users' | 'channels'>,
  app: AppDescription,
): Directory {
  requireUnique(
    'user handle',
    options.users.map(({ handle }) => handle),
  );
  requireUnique(
    'user e-mail',
    options.users.map(({ email }) => email.toLowerCase()),
  );
  requireUnique(
    'channel',
    options.channels.map(({ name }) => name),
  );

  const people = options.users.map((user): Person => ({ ...user, id: stableId('U', user.handle) }));
  const byHandle = new Map(people.map((person) => [person.handle, person]));
  const memberIds = (channel: string, handles: 'all' | readonly string[]) =>
    new Set(
      (handles === 'all' ? people.map(({ handle }) => handle) : handles).map((handle) => {
        const person = byHandle.get(handle);
        if (!person)
          throw new Error(`Workspace channel "${channel}": member "${handle}" is not a user handle`);
        return person.id;
      }),
    );
  const channels = options.channels.map(
    (channel): Conversation => ({
      id: stableId('C', channel.name),
      kind: 'channel',
      name: channel.name,
      topic: channel.topic,
      memberIds: memberIds(channel.name, channel.members),
    }),
  );
  const ims = people.map(
    (person): Conversation => ({
      id: stableId('D', person.handle),
      kind: 'im',
      name: person.handle,
      topic: '',
      memberIds: new Set([person.id]),
    }),
  );

  const conversations = [...channels, ...ims];
  const personById = new Map(people.map((person) => [person.id, person]));
  const personByEmail = new Map(people.map((person) => [person.email.toLowerCase(), person]));
  const conversationById = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  const channelByName = new Map(channels.map((channel) => [channel.name, channel]));
  return {
    teamId: stableId('T', options.teamName),
    teamName: options.teamName,
    domain: slug(options.teamName),
    bot: {
      userId: stableId('U', `bot ${app.name}`),
      botId: stableId('B', app.name),
      appId: stableId('A', app.name),
      name: app.botName,
    },
    people,
    conversations,
    person: (id) => personById.get(id),
    personByEmail: (email) => personByEmail.get(email.toLowerCase()),
    conversation: (id) => conversationById.get(id),
    channelByName: (name) => channelByName.get(name.replace(/^#/, '')),
    imOf: (userId) => ims.find(({ memberIds: members }) => members.has(userId)),
  };
}
