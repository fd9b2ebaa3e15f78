import type { Conversation, Message } from '../model.ts';
import type { Team } from '../team.ts';
import { compareTs } from '../timestamps.ts';
import type { PageSent } from './shapes.ts';

function describe(team: Team, conversation: Conversation, { ts, text }: Message): PageSent {
  if (conversation.kind === 'channel') return { ts, text, to: `#${conversation.name}`, handle: null };
  const [userId = ''] = conversation.memberIds;
  const person = team.directory.person(userId);
  return { ts, text, to: person?.name ?? userId, handle: person?.handle ?? null };
}

/** What the app posted after `ts`, whoever it was for, oldest first: what happened while the clock was moved. */
export function sentSince(team: Team, ts: string): readonly PageSent[] {
  return team.directory.conversations
    .flatMap((conversation) =>
      team.store
        .messages(conversation.id)
        .filter((message) => message.user === team.directory.bot.userId && compareTs(message.ts, ts) > 0)
        .map((message) => describe(team, conversation, message)),
    )
    .sort((left, right) => compareTs(left.ts, right.ts));
}
