import type { AppDescription, SuggestedPrompt } from '../manifest.ts';
import type { Bot, Message, Person, StoredFile, View } from '../model.ts';
import type { Milestone, Timeline, TourStep } from '../options.ts';
import type { LogEntry } from '../request-log.ts';
import type { AgentStatus } from '../statuses.ts';
import type { Team } from '../team.ts';

/** What travels between the server and the page. The page imports these types and nothing else of the server. */

export interface PageFile extends StoredFile {
  readonly url: string;
}

export type PageMessage = Omit<Message, 'files'> & { readonly files?: readonly PageFile[] };

export interface PageConversation {
  readonly id: string;
  readonly kind: 'channel' | 'im';
  readonly name: string;
  readonly topic: string;
  readonly memberIds: readonly string[];
  readonly readTs: string;
  readonly prompts: readonly SuggestedPrompt[];
  readonly statuses: readonly AgentStatus[];
  readonly messages: readonly PageMessage[];
}

export interface PageClock {
  /** ISO instant. */
  readonly now: string;
  readonly timezone: string;
  /** True while the clock is being moved. */
  readonly moving: boolean;
  /** Oldest first. */
  readonly milestones: readonly PageMilestone[];
  readonly jumps: Timeline['jumps'];
}

/** A milestone with its instant in ISO. */
export interface PageMilestone extends Omit<Milestone, 'at'> {
  readonly at: string;
}

/** A message the app sent while the clock was moving. */
export interface PageSent {
  readonly ts: string;
  readonly text: string;
  /** A person's name or "#channel". */
  readonly to: string;
  /** The person's handle; null for a channel. */
  readonly handle: string | null;
}

/** The answer to a page that moved the clock. */
export interface PageClockMoved extends PageClock {
  readonly sent: readonly PageSent[];
}

/** What the page knows before anyone is chosen. */
export interface PageTeam {
  readonly name: string;
  readonly bot: Bot;
  readonly app: AppDescription;
  readonly people: readonly Person[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly clock: PageClock;
  readonly tour: readonly TourStep[];
}

/** Everything one person sees. */
export interface PageSnapshot {
  readonly type: 'snapshot';
  readonly userId: string;
  readonly conversations: readonly PageConversation[];
  readonly home: View | null;
  readonly modals: readonly View[];
  readonly clock: PageClock;
  /** How many requests Slack would have refused so far. */
  readonly refused: number;
}

/** A change told to open pages. */
export type Change =
  | { readonly type: 'message'; readonly message: PageMessage }
  | { readonly type: 'message_removed'; readonly channel: string; readonly ts: string }
  | { readonly type: 'read'; readonly channel: string; readonly ts: string }
  | { readonly type: 'home'; readonly view: View }
  | { readonly type: 'modals'; readonly pageId: string; readonly stack: readonly View[] }
  | { readonly type: 'statuses'; readonly channel: string; readonly statuses: readonly AgentStatus[] }
  | { readonly type: 'prompts'; readonly channel: string; readonly prompts: readonly SuggestedPrompt[] }
  | { readonly type: 'clock'; readonly clock: PageClock }
  /** What went out so far, to the page that is moving the clock. */
  | { readonly type: 'sent'; readonly pageId: string; readonly moved: PageClockMoved }
  /** To pages with the developer panel open. */
  | { readonly type: 'log'; readonly entry: LogEntry }
  /** How many requests Slack would have refused so far. */
  | { readonly type: 'refused'; readonly count: number };

/** An option of an external menu, as the app gave it. */
export interface PageOption {
  readonly text: { readonly text: string };
  readonly value: string;
  readonly description?: { readonly text: string };
}

export function pageFile(file: StoredFile): PageFile {
  return { ...file, url: `/files/${file.id}/${encodeURIComponent(file.name)}` };
}

export function pageMessage(team: Pick<Team, 'store'>, message: Message): PageMessage {
  const { files, ...rest } = message;
  if (!files) return rest;
  return { ...rest, files: files.flatMap((id) => team.store.file(id) ?? []).map(pageFile) };
}
