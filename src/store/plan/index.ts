export { describeImportError, readPlan } from './import/read-plan.ts';
export { createPlanRegister } from './plan-register.ts';
export { listPlans, savePlan } from './plan-store.ts';
