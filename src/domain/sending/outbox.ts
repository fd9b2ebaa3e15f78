/** Where a message is in Slack. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/** A row of the outbox: something that one recipient is owed. Rows of one matter may be told in one message. */
export interface OutboxRow {
  readonly id: number;
  /** Opaque; the oldest row's travels in the message's metadata, so that the message can be found again. */
  readonly key: string;
  /** Code of a person, or a channel (`recipients.ts`). */
  readonly person: string;
  readonly status: 'waiting' | 'claimed' | 'sent' | 'failed' | 'skipped';
  /** How often sending it did not succeed. */
  readonly attempts: number;
  /** When a waiting row may be tried again; null for at once. */
  readonly retryAt: Date | null;
  /** Null for one that nobody has claimed yet. */
  readonly claimedAt: Date | null;
  readonly claimedBy: string | null;
  readonly settledAt: Date | null;
  /** The thread in which it is being, or was, sent. */
  readonly thread: MessagePlace | null;
  readonly place: MessagePlace | null;
  /** A newer message took its place. */
  readonly retired: boolean;
  /** How many changes of what it shows have not reached Slack yet. */
  readonly stale: number;
  /** Why it failed or waits, or why it was settled without a message of its own. */
  readonly reason: string | null;
}

/** The rows of some kinds. Each call is one statement or one transaction: two processes on one database never both win. */
export interface OutboxStore<Row extends OutboxRow> {
  /** Rows whose sending is not settled, waiting or claimed; oldest first. */
  unsettled(): Promise<readonly Row[]>;
  /** Rows whose message is in Slack and that nothing newer has replaced, of all unless it is said; oldest first. */
  living(of?: {
    readonly phase?: string;
    readonly person?: string;
    readonly stale?: true;
  }): Promise<readonly Row[]>;
  /** Rows whose message is in Slack though a newer one has replaced it, and nothing hangs from it; oldest first. */
  replaced(): Promise<readonly Row[]>;
  /** The row that has this key. */
  byKey(key: string): Promise<Row | null>;
  /**
   * Takes rows from their wait, from whoever had them (a crashed process) or, to begin the lease anew, from oneself;
   * says in which thread they are about to be told.
   * @returns those that nobody else has taken meanwhile
   */
  takeOver(rows: readonly Row[], by: string, at: Date, thread?: MessagePlace | null): Promise<readonly Row[]>;
  /** Forgets rows of one's own whose message surely did not go out: what is due then is found anew. */
  release(rows: readonly Row[]): Promise<void>;
  markSent(ids: readonly number[], place: MessagePlace, at: Date): Promise<void>;
  /** Nothing had to be sent: another message says it, at the given place, or there is nothing to say any more. */
  markShown(ids: readonly number[], place: MessagePlace | null, at: Date): Promise<void>;
  markFailed(ids: readonly number[], reason: string, at: Date): Promise<void>;
  /** The message surely did not go out and is tried again later. */
  markWaiting(ids: readonly number[], reason: string, retryAt: Date): Promise<void>;
  /** Nobody knows whether it went out: the claim stays open. */
  markUnknown(ids: readonly number[], reason: string): Promise<void>;
  markRetired(ids: readonly number[]): Promise<void>;
  /** The message is in Slack no more. */
  markRemoved(ids: readonly number[]): Promise<void>;
  /** What these messages show has changed. */
  markStale(ids: readonly number[]): Promise<void>;
  /** A message shows the state it had when it was `seen` so often stale; what changed since is still to be drawn. */
  markDrawn(id: number, seen: number): Promise<void>;
}

export type Delivery =
  | { readonly status: 'sent'; readonly place: MessagePlace }
  /** It will never go out (no such account, archived channel, refused blocks). */
  | { readonly status: 'refused'; readonly reason: string }
  /** It surely did not go out, and may later: at the earliest after the given time. */
  | { readonly status: 'retry'; readonly reason: string; readonly afterMs: number | null }
  /** Nobody knows (time-out, lost reply): look before sending again. */
  | { readonly status: 'unknown'; readonly reason: string };

/** Slack, as far as the outbox goes. */
export interface Courier<Message> {
  /** Whether a person has a working account now. */
  isReachable(person: string): Promise<boolean>;
  send(message: Message, thread?: MessagePlace | null): Promise<Delivery>;
  /** Looks for a message already sent with this key; `unsearchable` where the app may not read. */
  find(
    person: string,
    key: string,
    thread?: MessagePlace | null,
  ): Promise<MessagePlace | null | 'unsearchable'>;
  /**
   * Redraws a message that was sent; one that is there no more stays away.
   * @returns whether it is there, and shows it
   */
  redraw(message: Message, place: MessagePlace): Promise<boolean>;
  /** Takes a message out of Slack; one that is there no more, or may not be taken, is left alone. */
  remove(place: MessagePlace): Promise<void>;
}

/** What becomes of rows whose turn has come. */
export type Verdict<Message> =
  | { readonly do: 'send'; readonly message: Message; readonly thread?: MessagePlace | null }
  /** Another message shows it by now, or there is nothing to tell any more. */
  | { readonly do: 'settle'; readonly place: MessagePlace | null }
  | { readonly do: 'fail'; readonly reason: string }
  | { readonly do: 'wait'; readonly reason: string; readonly until: Date }
  /** The row is forgotten; what is due is found anew. */
  | { readonly do: 'release' };

/** What is particular to some kinds of message; the rest is the sender's. */
export interface Rules<Row extends OutboxRow, Message> {
  /** Rows of one name are told in one message. */
  matterOf(row: Row): string;
  /** Whether a row that waits may go out at this hour. */
  mayGoOut(row: Row): Promise<boolean>;
  decide(rows: readonly [Row, ...Row[]], drawing: Drawing<Row>): Promise<Verdict<Message>>;
  /** The message of a sent row as things stand now; null when there is nothing to show. */
  compose(row: Row): Promise<Message | null>;
  /** @param message null when it was found in Slack: what it shows may be old */
  sent(rows: readonly [Row, ...Row[]], message: Message | null, drawing: Drawing<Row>): Promise<void>;
}

/** Keeps what Slack shows as the store says. */
export interface Drawing<Row extends OutboxRow> {
  /**
   * Draws messages again as things stand now.
   * @returns the rows that were redrawn; the others are redrawn by a later tick
   */
  redraw(rows: readonly Row[]): Promise<readonly Row[]>;
  /** Draws a message as one that a newer one has replaced; `others` are told in it too. */
  retire(row: Row, others?: readonly Row[]): Promise<void>;
  /** Takes the message of a row that was retired out of Slack. */
  remove(row: Row): Promise<void>;
}

/** How many messages went out, will not, and may later. */
export type TickReport = Readonly<Record<'sent' | 'failed' | 'postponed', number>>;
