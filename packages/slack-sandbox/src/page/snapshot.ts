import { visibleMessages } from '../messages.ts';
import type { Conversation, Person, Visitor } from '../model.ts';
import type { Team } from '../team.ts';
import {
  type PageClock,
  type PageConversation,
  type PageSnapshot,
  type PageTeam,
  pageMessage,
} from './shapes.ts';

/** Newest messages of each conversation sent to a page; older ones are out of a trial's sight. */
const KEPT_IN_VIEW = 400;

export function pageTeam(team: Team, clock: PageClock): PageTeam {
  const { directory } = team;
  return {
    name: directory.teamName,
    bot: directory.bot,
    app: team.app,
    people: directory.people,
    channels: directory.conversations
      .filter(({ kind }) => kind === 'channel')
      .map(({ id, name }) => ({ id, name })),
    clock,
    tour: team.tour,
  };
}

function pageConversation(team: Team, person: Person, conversation: Conversation): PageConversation {
  const { id, kind, name, topic, memberIds } = conversation;
  return {
    id,
    kind,
    name,
    topic,
    memberIds: [...memberIds],
    readTs: team.store.read(person.id, id),
    prompts: team.store.prompts(id) ?? team.app.prompts,
    statuses: team.statuses.get(id),
    messages: visibleMessages(team, person.id, id)
      .slice(-KEPT_IN_VIEW)
      .map((message) => pageMessage(team, message)),
  };
}

export function pageSnapshot(team: Team, { person, pageId }: Visitor, clock: PageClock): PageSnapshot {
  return {
    type: 'snapshot',
    userId: person.id,
    conversations: team.directory.conversations
      .filter(({ memberIds }) => memberIds.has(person.id))
      .map((conversation) => pageConversation(team, person, conversation)),
    home: team.store.home(person.id) ?? null,
    modals: team.modals.stack(pageId),
    clock,
    refused: team.log.refused(),
  };
}
