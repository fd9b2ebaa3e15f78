import type { MessagePlace } from './outbox.ts';

/** What must be told: to the author that a report came in, to the head what to approve, to the author what was decided. */
export type NoticeKind = 'receipt' | 'approval' | 'outcome';

/** A row of the outbox, written together with what it tells. */
export interface NewNotice {
  readonly kind: NoticeKind;
  readonly person: string;
  readonly phase: string;
  /** The versions it is about; filled in with the new version when it is left out. */
  readonly updates?: readonly number[];
}

export interface Notice {
  readonly id: number;
  /** Opaque; travels in the message's metadata, so that a message can be found again. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly person: string;
  readonly phase: string;
  readonly updates: readonly number[];
  readonly status: 'waiting' | 'claimed' | 'sent' | 'failed';
  readonly attempts: number;
  readonly claimedAt: Date | null;
  readonly claimedBy: string | null;
  readonly place: MessagePlace | null;
}

/** The outbox of notices. Each call is one statement or one transaction: two processes never both win. */
export interface NoticeStore {
  /** Takes everything that waits for one person on one matter, so that it is told in one message; null when nothing does. */
  claimNext(by: string, at: Date): Promise<readonly Notice[] | null>;
  /** Claims left open since before an instant, taken over. */
  takeOver(before: Date, by: string, at: Date): Promise<readonly Notice[]>;
  markSent(ids: readonly number[], place: MessagePlace | null, at: Date): Promise<void>;
  markFailed(ids: readonly number[], reason: string, at: Date): Promise<void>;
  /** Gives the claims back: the message surely did not go out and may be tried again. */
  release(ids: readonly number[]): Promise<void>;
  /** The newest message of a kind sent to a person in a phase. */
  newestSent(kind: NoticeKind, person: string, phase: string): Promise<Notice | null>;
  /** The newest message to a person that shows a version of theirs: a receipt, or a reminder that lists its item. */
  threadOf(person: string, phase: string, update: number, item: string): Promise<MessagePlace | null>;
}
