/// <reference lib="dom" />

import type { View } from '../model.ts';
import type { Change, PageConversation, PageMessage, PageSnapshot, PageTeam } from '../page/shapes.ts';
import type { Names } from './names.ts';
import { PAGE_ID } from './server-calls.ts';

/** What one page knows and shows. It changes only through the functions of this file. */
export interface Model {
  readonly team: PageTeam;
  readonly userId: string;
  conversations: Map<string, ConversationState>;
  home: View | null;
  modals: readonly View[];
  clock: PageTeam['clock'];
  /** Requests that Slack would have refused so far. */
  refused: number;
  connected: boolean;
  /** The conversation on screen. */
  channel: string;
  tab: Tab;
  threadTs: string;
}

export type Tab = 'messages' | 'home' | 'about';

export interface ConversationState
  extends Omit<PageConversation, 'messages' | 'readTs' | 'prompts' | 'statuses'> {
  readonly messages: Map<string, PageMessage>;
  readTs: string;
  prompts: PageConversation['prompts'];
  statuses: PageConversation['statuses'];
}

export function createModel(team: PageTeam, userId: string): Model {
  return {
    team,
    userId,
    conversations: new Map(),
    home: null,
    modals: [],
    clock: team.clock,
    refused: 0,
    connected: false,
    channel: '',
    tab: 'messages',
    threadTs: '',
  };
}

function load(model: Model, snapshot: PageSnapshot): void {
  model.conversations = new Map(
    snapshot.conversations.map((conversation) => [
      conversation.id,
      { ...conversation, messages: new Map(conversation.messages.map((message) => [message.ts, message])) },
    ]),
  );
  model.home = snapshot.home;
  model.modals = snapshot.modals;
  model.clock = snapshot.clock;
  model.refused = snapshot.refused;
}

/** Applies what the server tells. */
export function applyChange(model: Model, change: Change | PageSnapshot): void {
  switch (change.type) {
    case 'snapshot':
      load(model, change);
      return;
    case 'message':
      model.conversations.get(change.message.channel)?.messages.set(change.message.ts, change.message);
      return;
    case 'message_removed':
      model.conversations.get(change.channel)?.messages.delete(change.ts);
      return;
    case 'read': {
      const conversation = model.conversations.get(change.channel);
      if (conversation) conversation.readTs = change.ts;
      return;
    }
    case 'home':
      model.home = change.view;
      return;
    case 'modals':
      if (change.pageId === PAGE_ID) model.modals = change.stack;
      return;
    case 'statuses': {
      const conversation = model.conversations.get(change.channel);
      if (conversation) conversation.statuses = change.statuses;
      return;
    }
    case 'prompts': {
      const conversation = model.conversations.get(change.channel);
      if (conversation) conversation.prompts = change.prompts;
      return;
    }
    case 'clock':
      model.clock = change.clock;
      return;
    case 'refused':
      model.refused = change.count;
  }
}

export const isReply = (message: PageMessage): boolean =>
  message.threadTs !== undefined && message.threadTs !== message.ts;

/** The messages of the conversation itself, oldest first. */
export function topLevel(conversation: ConversationState): readonly PageMessage[] {
  return [...conversation.messages.values()]
    .filter((message) => !isReply(message) || message.broadcast === true)
    .sort(byTs);
}

export function repliesTo(conversation: ConversationState, ts: string): readonly PageMessage[] {
  return [...conversation.messages.values()]
    .filter((message) => isReply(message) && message.threadTs === ts)
    .sort(byTs);
}

function byTs(left: PageMessage, right: PageMessage): number {
  return Number(left.ts) - Number(right.ts) || left.ts.localeCompare(right.ts);
}

/** How many messages of others came since the person last looked. */
export function unreadCount(model: Model, conversation: ConversationState): number {
  return [...conversation.messages.values()].filter(
    (message) =>
      message.user !== model.userId && Number(message.ts) > Number(conversation.readTs) && !message.notice,
  ).length;
}

export function newestTs(conversation: ConversationState): string {
  return [...conversation.messages.values()].reduce(
    (newest, { ts }) => (Number(ts) > Number(newest) ? ts : newest),
    '0',
  );
}

export function appConversation(model: Model): ConversationState | undefined {
  return [...model.conversations.values()].find(({ kind }) => kind === 'im');
}

export function namesOf(model: Model): Names {
  const { team } = model;
  return {
    user: (id) =>
      id === team.bot.userId ? team.bot.name : (team.people.find((person) => person.id === id)?.name ?? id),
    channel: (id) => team.channels.find((channel) => channel.id === id)?.name ?? id,
    me: () => model.userId,
    now: () => new Date(model.clock.now),
    timezone: model.clock.timezone,
  };
}
