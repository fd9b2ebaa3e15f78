import type { App } from '@slack/bolt';
import {
  ACTIONS,
  CHOICE_ACTIONS,
  FOLLOW_UP_ACTIONS,
  FORM_ACTIONS,
  SUGGESTED_ACTIONS,
  VIEWS,
} from '../ids.ts';
import type { Services } from '../services.ts';
import { handleAbsenceSubmission, handleCancelAbsence, handleNewAbsence } from './absences.ts';
import {
  handleChosenQuery,
  handleShareAnswer,
  handleShowProof,
  handleSuggestedQuestion,
} from './answer-buttons.ts';
import {
  handleApprove,
  handleGiveBack,
  handleReopenSubmission,
  handleReturnSubmission,
} from './approvals.ts';
import {
  handleActSubmission,
  handleCloseSubmission,
  handleOpinionSubmission,
  handleSendExport,
} from './closing.ts';
import {
  handleAddEvidence,
  handleChooseDossier,
  handleEvidenceSubmission,
  handleItemHistory,
  handleShowInconsistencies,
} from './dossiers.ts';
import { handleRating, handleReport } from './feedback.ts';
import { handleHomeOpened } from './home.ts';
import { handleConfirmIntent, handleDismissIntent, handleOpenIntent } from './intents.ts';
import {
  handleExtendSubmission,
  handleNudge,
  handlePhaseForm,
  handlePhasePreview,
  handlePhaseReopenSubmission,
} from './phases.ts';
import { handleMessagesOpened } from './prompts.ts';
import { handleProposalSubmission, handleProposeItem } from './proposals.ts';
import {
  handleInChargeSubmission,
  handleSnooze,
  handleSnoozeSubmission,
  handleTakeInCharge,
} from './put-off.ts';
import { handleDirectMessage, handleMention } from './questions.ts';
import {
  handleBulkSubmission,
  handleCancelUpdate,
  handleConfirmMany,
  handleQuickReport,
} from './quick-updates.ts';
import {
  handleDiscardDraft,
  handleFormClosed,
  handleFormReshape,
  handleFormTyped,
  handleUpdateButton,
  handleUpdateSubmission,
} from './updates.ts';

/** Where every event, button and form lands. */
export function registerListeners(app: App, services: Services): void {
  app.event('message', handleDirectMessage(services));
  app.event('app_mention', handleMention(services));
  app.event('app_home_opened', handleHomeOpened(services));
  app.event('app_home_opened', handleMessagesOpened(services));

  app.action(ACTIONS.updateItem, handleUpdateButton(services));
  app.action(ACTIONS.showProof, handleShowProof(services));
  app.action(ACTIONS.shareAnswer, handleShareAnswer(services));
  for (const id of CHOICE_ACTIONS) app.action(id, handleChosenQuery(services, 'choices'));
  for (const id of FOLLOW_UP_ACTIONS) app.action(id, handleChosenQuery(services, 'followUps'));
  for (const id of SUGGESTED_ACTIONS) app.action(id, handleSuggestedQuestion(services));

  app.action(ACTIONS.rateAnswer, handleRating(services));
  app.view(VIEWS.reportForm, handleReport(services));

  app.view(VIEWS.updateForm, handleUpdateSubmission(services));
  app.view({ callback_id: VIEWS.updateForm, type: 'view_closed' }, handleFormClosed(services));
  for (const id of FORM_ACTIONS.reshape) app.action(id, handleFormReshape(services));
  for (const id of FORM_ACTIONS.typed) app.action(id, handleFormTyped(services));
  app.action(ACTIONS.discardDraft, handleDiscardDraft(services));

  app.action(ACTIONS.noChange, handleQuickReport(services, 'no_change'));
  app.action(ACTIONS.achieved, handleQuickReport(services, 'achieved'));
  app.action(ACTIONS.cancelUpdate, handleCancelUpdate(services));
  app.action(ACTIONS.confirmMany, handleConfirmMany(services));
  app.view(VIEWS.bulkForm, handleBulkSubmission(services));
  app.action(ACTIONS.confirmIntent, handleConfirmIntent(services));
  app.action(ACTIONS.openIntent, handleOpenIntent(services));
  app.action(ACTIONS.dismissIntent, handleDismissIntent(services));

  app.action(ACTIONS.approve, handleApprove(services));
  app.action(ACTIONS.approveAll, handleApprove(services));
  app.action(ACTIONS.giveBack, handleGiveBack(services));
  app.view(VIEWS.returnForm, handleReturnSubmission(services));
  app.view(VIEWS.reopenForm, handleReopenSubmission(services));

  app.action(ACTIONS.snooze, handleSnooze(services));
  app.view(VIEWS.snoozeForm, handleSnoozeSubmission(services));
  app.action(ACTIONS.takeInCharge, handleTakeInCharge(services));
  app.view(VIEWS.inChargeForm, handleInChargeSubmission(services));

  app.view(VIEWS.phaseForm, handlePhaseForm(services));
  app.view(VIEWS.phasePreview, handlePhasePreview(services));
  app.view(VIEWS.phaseExtendForm, handleExtendSubmission(services));
  app.view(VIEWS.phaseReopenForm, handlePhaseReopenSubmission(services));
  app.action(ACTIONS.nudge, handleNudge(services));

  app.action(ACTIONS.newAbsence, handleNewAbsence(services));
  app.action(ACTIONS.cancelAbsence, handleCancelAbsence(services));
  app.view(VIEWS.absenceForm, handleAbsenceSubmission(services));

  app.action(ACTIONS.itemHistory, handleItemHistory(services));
  app.action(ACTIONS.chooseDossier, handleChooseDossier(services));
  app.action(ACTIONS.showInconsistencies, handleShowInconsistencies(services));
  app.action(ACTIONS.addEvidence, handleAddEvidence(services));
  app.view(VIEWS.evidenceForm, handleEvidenceSubmission(services));
  app.action(ACTIONS.proposeItem, handleProposeItem(services));
  app.view(VIEWS.proposalForm, handleProposalSubmission(services));

  app.action(ACTIONS.sendExport, handleSendExport(services));
  app.view(VIEWS.opinionForm, handleOpinionSubmission(services));
  app.view(VIEWS.actForm, handleActSubmission(services));
  app.view(VIEWS.closeForm, handleCloseSubmission(services));
}
