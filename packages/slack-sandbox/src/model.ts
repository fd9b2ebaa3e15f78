import type { Json } from './json.ts';

/** A person as the workspace knows them. */
export interface Person {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly group: string;
  readonly active: boolean;
}

/** A channel, or the direct messages between one person and the app. */
export interface Conversation {
  readonly id: string;
  readonly kind: 'channel' | 'im';
  /** Channel name without "#"; for direct messages the handle of the person. */
  readonly name: string;
  readonly topic: string;
  /** People only; the app's membership is kept apart since it may leave. */
  readonly memberIds: ReadonlySet<string>;
}

/** The app's identities in this team. */
export interface Bot {
  readonly userId: string;
  readonly botId: string;
  readonly appId: string;
  readonly name: string;
}

export interface Reaction {
  readonly name: string;
  readonly users: readonly string[];
}

/** A message as stored. Text is in Slack's encoding: `&`, `<`, `>` escaped, mentions as `<@U…>`. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** A person's id, or the bot's user id. */
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly attachments?: readonly Json[];
  readonly metadata?: Json;
  readonly threadTs?: string;
  /** A reply also shown in the conversation. */
  readonly broadcast?: boolean;
  /** Ids of files. */
  readonly files?: readonly string[];
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reactions?: readonly Reaction[];
  /** Only this person sees it; such messages are gone after a restart, as in Slack. */
  readonly ephemeralFor?: string;
  /** The slash command an in-channel answer belongs to. */
  readonly command?: string;
  /** True for the workspace's own notices ("Slackbot"). */
  readonly notice?: boolean;
}

/** A person at one open page: modals belong to the page they were opened from, as in Slack. */
export interface Visitor {
  readonly person: Person;
  readonly pageId: string;
}

/** A modal on someone's screen, or someone's App Home. */
export interface View {
  readonly id: string;
  readonly userId: string;
  /** The page that shows a modal; empty for a Home, which every page of the person shows. */
  readonly pageId: string;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId?: string;
  /** As the app sent it, with the missing ids filled in. */
  readonly content: Json;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly mimetype: string;
  readonly user: string;
  /** Seconds. */
  readonly created: number;
}
