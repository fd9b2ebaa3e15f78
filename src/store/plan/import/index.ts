export { readMapping, writeMapping } from './column-mapping.ts';
export { describeImportIssue } from './issues.ts';
export { planTables } from './plan-tables.ts';
export { templateTables } from './plan-template.ts';
export { readGrids } from './read-grids.ts';
export { type ReadResult, readPlan, readPlanBytes, readPlanFrom } from './read-plan.ts';
export { summaryOf } from './summary.ts';
