export { readMapping, writeMapping } from './import/column-mapping.ts';
export { describeImportIssue } from './import/issues.ts';
export { type ReadResult, readPlan, readPlanFrom } from './import/read-plan.ts';
export { createPlanRegister } from './plan-register.ts';
export { listPlans, savePlan } from './plan-store.ts';
