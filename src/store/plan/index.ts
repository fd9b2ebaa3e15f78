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
