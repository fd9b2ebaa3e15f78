import type { Conversation, Message, Person } from '../model.ts';
import { ApiError, type Call } from './method.ts';

/** A conversation the app can see: by id, by "#name", or by a person's id for their direct messages. */
export function findConversation({ team }: Call, reference: string): Conversation {
  const { directory } = team;
  const found =
    directory.conversation(reference) ?? directory.imOf(reference) ?? directory.channelByName(reference);
  if (!found) throw new ApiError('channel_not_found');
  return found;
}

/** As above, where the app must be a member. */
export function joinedConversation(call: Call, reference: string): Conversation {
  const conversation = findConversation(call, reference);
  if (call.team.store.appHasLeft(conversation.id)) throw new ApiError('not_in_channel');
  return conversation;
}

export function findPerson({ team }: Call, id: string): Person {
  const person = team.directory.person(id);
  if (!person) throw new ApiError('user_not_found');
  return person;
}

export function findMessage({ team }: Call, channel: string, ts: string): Message {
  const message = team.store.message(channel, ts);
  if (!message || message.ephemeralFor) throw new ApiError('message_not_found');
  return message;
}

const KIND_SCOPES = { im: 'im', channel: 'channels' } as const;

/** Slack's scopes for conversations depend on their kind: `channels:history`, `im:read` … */
export function requireScope(
  call: Call,
  conversation: Conversation,
  ability: 'read' | 'history' | 'write',
): void {
  const needed = `${KIND_SCOPES[conversation.kind]}:${ability}`;
  if (!call.scopes.has(needed)) {
    throw new ApiError('missing_scope', { needed, provided: [...call.scopes].join(',') });
  }
}

/** One page of a list and the cursor of the next, as Slack's collections do. */
export function paginate<T>(
  { args }: Call,
  items: readonly T[],
  defaultLimit: number,
): { readonly page: readonly T[]; readonly nextCursor: string } {
  const limit = Math.min(Math.max(args.integer('limit', defaultLimit), 1), 1000);
  const decoded = Number(Buffer.from(args.text('cursor'), 'base64url').toString() || '0');
  if (!Number.isInteger(decoded) || decoded < 0) throw new ApiError('invalid_cursor');
  const end = decoded + limit;
  return {
    page: items.slice(decoded, end),
    nextCursor: end < items.length ? Buffer.from(String(end)).toString('base64url') : '',
  };
}
