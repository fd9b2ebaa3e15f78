import type { MessagePlace } from './outbox.ts';

/** Of reports: to the author that one came in, to the head what to approve, to the author what was decided. */
export type ReportNoticeKind = 'receipt' | 'approval' | 'outcome';

/** Of absences, to whoever is concerned and did not do it themselves: that one was recorded, that it was taken back. */
export type AbsenceNoticeKind = 'absence' | 'absence_over';

/** What must be told. */
export type NoticeKind = ReportNoticeKind | AbsenceNoticeKind;

/** Those that wait for working hours: what answers its reader goes out at once. */
export const isAbsenceNotice = (kind: NoticeKind): kind is AbsenceNoticeKind =>
  kind === 'absence' || kind === 'absence_over';

/** A row of the outbox, written together with what it tells. */
export interface NewNotice {
  readonly kind: ReportNoticeKind;
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
  /** Empty for an absence, which is no phase's. */
  readonly phase: string;
  readonly updates: readonly number[];
  /** Null for reports. */
  readonly absence: number | null;
  readonly status: 'waiting' | 'claimed' | 'sent' | 'failed';
  readonly attempts: number;
  readonly claimedAt: Date | null;
  readonly claimedBy: string | null;
  readonly place: MessagePlace | null;
}

/** At night only what answers its reader. */
export type WhichNotices = 'all' | 'reports';

/** The outbox of notices. Each call is one statement or one transaction: two processes never both win. */
export interface NoticeStore {
  /** Takes everything that waits for one person on one matter, so that it is told in one message; null when nothing does. */
  claimNext(by: string, at: Date, which: WhichNotices): Promise<readonly Notice[] | null>;
  /** Claims left open since before an instant, taken over. */
  takeOver(before: Date, by: string, at: Date, which: WhichNotices): Promise<readonly Notice[]>;
  markSent(ids: readonly number[], place: MessagePlace | null, at: Date): Promise<void>;
  markFailed(ids: readonly number[], reason: string, at: Date): Promise<void>;
  /** Gives the claims back: the message surely did not go out and may be tried again. */
  release(ids: readonly number[]): Promise<void>;
  /** The newest message of a kind sent to a person in a phase. */
  newestSent(kind: NoticeKind, person: string, phase: string): Promise<Notice | null>;
  /** The newest message to a person that shows a version of theirs: a receipt, or a reminder that lists its item. */
  threadOf(person: string, phase: string, update: number, item: string): Promise<MessagePlace | null>;
}
