export {
  answerReports,
  handleConfirmIntent,
  handleDismissIntent,
  handleOpenIntent,
} from './intent-listeners.ts';
export { itemButton, oneClickButtons, undoButtons } from './item-buttons.ts';
export { buildItemChoice, buildOtherItems } from './item-choice-view.ts';
export { buildOwed } from './owed-view.ts';
export { handleProposalSubmission, handleProposeItem, openProposal } from './proposal-listeners.ts';
export {
  handleBulkSubmission,
  handleCancelUpdate,
  handleConfirmMany,
  handleQuickReport,
} from './quick-update-listeners.ts';
export { problemWords } from './update-form.ts';
export {
  handleDiscardDraft,
  handleFormClosed,
  handleFormReshape,
  handleFormTyped,
  handleUpdateButton,
  handleUpdateSubmission,
  openUpdateForm,
} from './update-listeners.ts';
