import { amendMessage } from '../messages.ts';
import type { Reaction } from '../model.ts';
import { findMessage, joinedConversation } from './lookup.ts';
import { ApiError, type Call, type Method } from './method.ts';

/** The reactions of a message with one person's added; undefined when it was there already. */
export function withReaction(
  reactions: readonly Reaction[],
  name: string,
  userId: string,
): readonly Reaction[] | undefined {
  const known = reactions.find((reaction) => reaction.name === name);
  if (!known) return [...reactions, { name, users: [userId] }];
  if (known.users.includes(userId)) return undefined;
  return reactions.map((reaction) =>
    reaction === known ? { name, users: [...known.users, userId] } : reaction,
  );
}

export function withoutReaction(
  reactions: readonly Reaction[],
  name: string,
  userId: string,
): readonly Reaction[] | undefined {
  if (!reactions.some((reaction) => reaction.name === name && reaction.users.includes(userId)))
    return undefined;
  return reactions
    .map((reaction) =>
      reaction.name === name ? { name, users: reaction.users.filter((id) => id !== userId) } : reaction,
    )
    .filter(({ users }) => users.length > 0);
}

function reactionMethod(change: typeof withReaction, whenUnchanged: string): Method {
  return {
    scopes: ['reactions:write'],
    run(call: Call) {
      const conversation = joinedConversation(call, call.args.required('channel'));
      const message = findMessage(call, conversation.id, call.args.required('timestamp'));
      const name = call.args.required('name').replaceAll(':', '');
      const reactions = change(message.reactions ?? [], name, call.team.directory.bot.userId);
      if (!reactions) throw new ApiError(whenUnchanged);
      amendMessage(call.team, { ...message, reactions });
      return {};
    },
  };
}

export const REACTIONS: Readonly<Record<string, Method>> = {
  'reactions.add': reactionMethod(withReaction, 'already_reacted'),
  'reactions.remove': reactionMethod(withoutReaction, 'no_reaction'),
};
