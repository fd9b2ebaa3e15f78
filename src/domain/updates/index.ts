export { type ApprovalService, createApprovalService, type WaitingReport } from './approval-service.ts';
export type { DraftStore } from './draft-store.ts';
export {
  createFormerYears,
  type FormerYears,
  NO_FORMER_YEAR,
  percentGoingOn,
  resultsGoingOn,
} from './former-year.ts';
export { isKnownBefore, mayRepeat, NO_CHANGE, type QuickReport, repeats } from './quick-report.ts';
export { createReportNotices, type ReportMessage } from './report-notices.ts';
export { CHANGE_CHOICES, type ChangeChoice, SEVERAL, writeChanges } from './several-changes.ts';
export {
  type ActProblem,
  actProblem,
  bareLink,
  type DraftField,
  type DraftProblem,
  type DraftProblems,
  EMPTY_DRAFT,
  type FieldProblem,
  fieldsOf,
  isLink,
  MAX_ACT,
  MAX_TEXT,
  parsePercent,
  type UpdateDraft,
} from './update-draft.ts';
export type { ItemWanted, OwedInPhase, OwedItem, Reported, UpdateForm } from './update-model.ts';
export { createUpdateService, type UpdateService } from './update-service.ts';
