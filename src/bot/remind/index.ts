export {
  handleInChargeSubmission,
  handleSnooze,
  handleSnoozeSubmission,
  handleTakeInCharge,
} from './put-off-listeners.ts';
export { cannotRedraw, createSlackNotifier, failure } from './slack-notifier.ts';
