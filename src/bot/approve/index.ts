export {
  handleApprove,
  handleGiveBack,
  handleReopenSubmission,
  handleReturnSubmission,
} from './approval-listeners.ts';
export { buildReopenForm } from './decision-forms.ts';
export { buildReportNotice, pendingList } from './notice-view.ts';
