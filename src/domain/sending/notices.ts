import type { MessagePlace, OutboxRow, OutboxStore } from './outbox.ts';

/** Of reports: to the author that one came in, to the head what to approve, to the author what was decided. */
export type ReportNoticeKind = 'receipt' | 'approval' | 'outcome';

/** Of absences, to whoever is concerned and did not do it themselves: that one was recorded, that it was taken back. */
export type AbsenceNoticeKind = 'absence' | 'absence_over';

/** Of what keeps messages from going out, to the control office. */
type IncidentNoticeKind = 'incident';

/** What must be told because something happened, each at once. */
export type NoticeKind = ReportNoticeKind | AbsenceNoticeKind | IncidentNoticeKind;

/** A row of the outbox, written together with what it tells. */
export interface NewNotice {
  readonly kind: ReportNoticeKind;
  readonly person: string;
  readonly phase: string;
  /** The versions it is about; filled in with the new version when it is left out. */
  readonly updates?: readonly number[];
}

export interface Notice extends OutboxRow {
  readonly kind: NoticeKind;
  /** Empty for an absence or an incident, which are no phase's. */
  readonly phase: string;
  /** Versions of reports; empty for anything else. */
  readonly updates: readonly number[];
  /** Null for anything else. */
  readonly absence: number | null;
  /** Null for anything else. */
  readonly incident: number | null;
}

export interface NoticeStore extends OutboxStore<Notice> {
  /** The notices of a phase, and those of no phase; oldest first. */
  ofPhase(phase: string): Promise<readonly Notice[]>;
  /** The newest message to a person that shows a version of theirs: a receipt, or a reminder that lists its item. */
  threadOf(person: string, phase: string, update: number, item: string): Promise<MessagePlace | null>;
}
