import type { Json } from '../json.ts';
import type { Conversation } from '../model.ts';
import type { Team } from '../team.ts';

export function slackConversation(team: Team, conversation: Conversation): Json {
  const { bot } = team.directory;
  if (conversation.kind === 'im') {
    const [user] = conversation.memberIds;
    return {
      id: conversation.id,
      created: 0,
      is_im: true,
      is_org_shared: false,
      user,
      is_archived: false,
      is_open: true,
      priority: 0,
    };
  }
  const botIsMember = !team.store.appHasLeft(conversation.id);
  return {
    id: conversation.id,
    name: conversation.name,
    name_normalized: conversation.name,
    created: 0,
    creator: bot.userId,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: false,
    is_member: botIsMember,
    num_members: conversation.memberIds.size + (botIsMember ? 1 : 0),
    topic: { value: conversation.topic, creator: '', last_set: 0 },
    purpose: { value: conversation.topic, creator: '', last_set: 0 },
  };
}
