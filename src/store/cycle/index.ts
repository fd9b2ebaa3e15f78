export { createAbsenceStore } from './absence-store.ts';
export { appendAudit, createAuditReader } from './audit-log.ts';
export { createClosingStore } from './closing-store.ts';
export { createDraftStore } from './draft-store.ts';
export { createEvidenceStore } from './evidence-store.ts';
export { createPhaseStore } from './phase-store.ts';
export { importPlan } from './plan-import.ts';
export { createRefusalLog } from './refusal-log.ts';
export { createUpdateStore } from './update-store.ts';
