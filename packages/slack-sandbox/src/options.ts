/** A person of the workspace, as the caller declares it. */
export interface WorkspaceUser {
  /** Unique and stable, e.g. "anna-rossi": the Slack id is derived from it. */
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  /** Heading under which the "Chi sei?" picker lists the person. */
  readonly group: string;
  /** An inactive person is `deleted` for the Web API and cannot be impersonated. */
  readonly active: boolean;
}

/** A public channel. The app is a member of every channel, as if it had been invited. */
export interface WorkspaceChannel {
  readonly name: string;
  readonly topic: string;
  /** "all", or the handles of the members. */
  readonly members: 'all' | readonly string[];
}

/** The clock every date of the workspace comes from. */
export interface WorkspaceClock {
  now(): Date;
  /** Moves ahead; resolves when what falls due in between has happened. */
  moveTo(instant: Date): Promise<void>;
  /** IANA zone, e.g. "Europe/Rome". */
  readonly timezone: string;
}

/** A moment worth knowing on the clock bar. */
export interface Milestone {
  /** A few words: "Consegna". */
  readonly label: string;
  readonly at: Date;
  /** Groups milestones for the jumps, in the caller's own words. */
  readonly kind: string;
}

/** What the clock bar shows beside today. */
export interface Timeline {
  /** Read anew each time the clock is shown: milestones may move. */
  milestones(): Promise<readonly Milestone[]>;
  /** A button for each: to the next milestone of a kind. */
  readonly jumps: readonly { readonly kind: string; readonly label: string }[];
}

/** Something a newcomer can try with one click. */
export interface TourStep {
  readonly title: string;
  /** What one will see or do, in a sentence or two. */
  readonly text: string;
  /** Handle of the person one becomes. */
  readonly user: string;
  /** A channel's name, or "app". */
  readonly place: string;
  readonly tab?: 'messages' | 'home' | 'about';
  /** Sent as if the person had typed it; words or a command. */
  readonly say?: string;
  /** Words of a message to bring into sight. */
  readonly look?: string;
}

export interface WorkspaceOptions {
  /** One the system chooses, unless told. */
  readonly port?: number;
  /** Loopback address to listen on; 127.0.0.1 unless told. */
  readonly host?: string;
  /**
   * Folder that keeps messages, views, reads and files across restarts; the caller deletes it for a reset. Unless told,
   * they are forgotten when the workspace closes.
   */
  readonly stateDir?: string;
  readonly teamName: string;
  readonly users: readonly WorkspaceUser[];
  /** None, unless told: there are always the direct messages with the app. */
  readonly channels?: readonly WorkspaceChannel[];
  /** The app's parsed Slack manifest. */
  readonly manifest: unknown;
  /** Where the app's HTTP receiver listens, asked at each delivery: it may come up after the workspace. */
  readonly requestUrl: string | (() => string);
  readonly signingSecret: string;
  /** The machine's, unless told. */
  readonly clock?: WorkspaceClock;
  readonly timeline?: Timeline;
  /** Shown at the first visit, and whenever wanted. */
  readonly tour?: readonly TourStep[];
}

/** The options of a workspace that cannot do without. */
export type WorkspaceSettings = WorkspaceOptions &
  Required<Pick<WorkspaceOptions, 'stateDir' | 'channels' | 'clock'>>;

export interface Workspace {
  readonly url: string;
  /** Base for `WebClient`, ends with `/api/`. */
  readonly slackApiUrl: string;
  readonly botToken: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Durations of the platform, in real milliseconds. Tests shorten them; a slow machine may need longer ones. */
export interface Timings {
  /** How long Slack waits for the answer to a command or an interaction. */
  readonly ackMs: number;
  /** Life of a trigger id. */
  readonly triggerMs: number;
  /** Waits before each repetition of an undelivered event. Slack waits nothing, a minute, five minutes; a trial cannot. */
  readonly eventRetryMs: readonly number[];
}

/** https://docs.slack.dev/interactivity/handling-user-interaction and https://docs.slack.dev/apis/events-api */
export const SLACK_TIMINGS: Timings = { ackMs: 3_000, triggerMs: 3_000, eventRetryMs: [1_000, 3_000, 6_000] };
