export { coverageChart } from './coverage-chart.ts';
export { buildNote } from './note-view.ts';
export {
  handleInChargeSubmission,
  handleSnooze,
  handleSnoozeSubmission,
  handleTakeInCharge,
} from './put-off-listeners.ts';
export { buildReminder } from './reminder-view.ts';
