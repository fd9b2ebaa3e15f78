export { readMapping, writeMapping } from './import/column-mapping.ts';
export { describeImportIssue } from './import/issues.ts';
export { planTables } from './import/plan-tables.ts';
export { templateTables } from './import/plan-template.ts';
export { readGrids } from './import/read-grids.ts';
export { type ReadResult, readPlan, readPlanBytes, readPlanFrom } from './import/read-plan.ts';
export { summaryOf } from './import/summary.ts';
export { proposedItems } from './plan-changes.ts';
export { createPlanRegister } from './plan-register.ts';
export {
  listBodies,
  listPlans,
  loadPlan,
  loadPlans,
  loadRemoved,
  type StoredBody,
  savePlan,
  writePlan,
} from './plan-store.ts';
