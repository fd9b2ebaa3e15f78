export {
  handleApprove,
  handleGiveBack,
  handleReopenSubmission,
  handleReturnSubmission,
} from './approval-listeners.ts';
export { buildReopenForm } from './decision-forms.ts';
export { idList, pendingBlocks } from './notice-view.ts';
export { createSlackMessenger } from './slack-messenger.ts';
