export { type AuditRow, type ChainBreak, verifyChain } from './audit-chain.ts';
export { newestIn, newestOfChains, newestOfItems } from './chains.ts';
export { changeRegister, type RegisterEntry } from './change-register.ts';
export {
  type ActionProblem,
  actionsAsTyped,
  LINE_END,
  parseActions,
  readActions,
  type TrackedAction,
  trackActions,
  writeActions,
} from './corrective-actions.ts';
export {
  createDossierService,
  type Dossier,
  type DossierService,
  type EvidenceStore,
} from './dossier-service.ts';
export { INCONSISTENCY_RULES, type Inconsistency } from './inconsistencies.ts';
export {
  isWorse,
  type MeasuredProblem,
  parseMilestones,
  parseResults,
  type ReportedMilestone,
  type ReportedResult,
  withReports,
  writeMilestones,
  writeResults,
} from './measured.ts';
export { type PhaseSummary, summaryOf } from './phase-summary.ts';
export { mayRead, type Readers } from './readers.ts';
export type { NewUpdate, UpdateStore } from './update-store.ts';
export {
  type ActionRef,
  type Attachment,
  bareContent,
  chainOf,
  countStates,
  type Decision,
  documentsOf,
  type ItemSheet,
  mayCancel,
  type Origin,
  type ProposedChange,
  type StateCounts,
  type StatusUpdate,
  stands,
  type UpdateContent,
  WHOLE_ITEM,
} from './versions.ts';
