import type { App } from '@slack/bolt';
import {
  ACTIONS,
  CHOICE_ACTIONS,
  FOLLOW_UP_ACTIONS,
  FORM_ACTIONS,
  SUGGESTED_ACTIONS,
  VIEWS,
} from '../ids.ts';
import type { Years } from '../services.ts';
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
import { inCurrentYear, inItsYear } from './in-its-year.ts';
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
export function registerListeners(app: App, years: Years): void {
  const current = inCurrentYear(years);
  const its = inItsYear(years);

  app.event('message', current(handleDirectMessage));
  app.event('app_mention', current(handleMention));
  app.event('app_home_opened', current(handleHomeOpened));
  app.event('app_home_opened', current(handleMessagesOpened));

  app.action(ACTIONS.updateItem, its(handleUpdateButton));
  app.action(ACTIONS.showProof, current(handleShowProof));
  app.action(ACTIONS.shareAnswer, current(handleShareAnswer));
  for (const id of CHOICE_ACTIONS)
    app.action(
      id,
      current((services) => handleChosenQuery(services, 'choices')),
    );
  for (const id of FOLLOW_UP_ACTIONS)
    app.action(
      id,
      current((services) => handleChosenQuery(services, 'followUps')),
    );
  for (const id of SUGGESTED_ACTIONS) app.action(id, current(handleSuggestedQuestion));

  app.action(ACTIONS.rateAnswer, current(handleRating));
  app.view(VIEWS.reportForm, current(handleReport));

  app.view(VIEWS.updateForm, its(handleUpdateSubmission));
  app.view({ callback_id: VIEWS.updateForm, type: 'view_closed' }, its(handleFormClosed));
  for (const id of FORM_ACTIONS.reshape) app.action(id, its(handleFormReshape));
  for (const id of FORM_ACTIONS.typed) app.action(id, its(handleFormTyped));
  app.action(ACTIONS.discardDraft, its(handleDiscardDraft));

  app.action(
    ACTIONS.noChange,
    its((services) => handleQuickReport(services, 'no_change')),
  );
  app.action(
    ACTIONS.achieved,
    its((services) => handleQuickReport(services, 'achieved')),
  );
  app.action(ACTIONS.cancelUpdate, its(handleCancelUpdate));
  app.action(ACTIONS.confirmMany, its(handleConfirmMany));
  app.view(VIEWS.bulkForm, its(handleBulkSubmission));
  app.action(ACTIONS.confirmIntent, its(handleConfirmIntent));
  app.action(ACTIONS.openIntent, its(handleOpenIntent));
  app.action(ACTIONS.dismissIntent, current(handleDismissIntent));

  app.action(ACTIONS.approve, its(handleApprove));
  app.action(ACTIONS.approveAll, its(handleApprove));
  app.action(ACTIONS.giveBack, its(handleGiveBack));
  app.view(VIEWS.returnForm, its(handleReturnSubmission));
  app.view(VIEWS.reopenForm, its(handleReopenSubmission));

  app.action(ACTIONS.snooze, its(handleSnooze));
  app.view(VIEWS.snoozeForm, its(handleSnoozeSubmission));
  app.action(ACTIONS.takeInCharge, its(handleTakeInCharge));
  app.view(VIEWS.inChargeForm, its(handleInChargeSubmission));

  app.view(VIEWS.phaseForm, its(handlePhaseForm));
  app.view(VIEWS.phasePreview, its(handlePhasePreview));
  app.view(VIEWS.phaseExtendForm, its(handleExtendSubmission));
  app.view(VIEWS.phaseReopenForm, its(handlePhaseReopenSubmission));
  app.action(ACTIONS.nudge, its(handleNudge));

  app.action(ACTIONS.newAbsence, current(handleNewAbsence));
  app.action(ACTIONS.cancelAbsence, current(handleCancelAbsence));
  app.view(VIEWS.absenceForm, current(handleAbsenceSubmission));

  app.action(ACTIONS.itemHistory, its(handleItemHistory));
  app.action(ACTIONS.chooseDossier, its(handleChooseDossier));
  app.action(ACTIONS.showInconsistencies, its(handleShowInconsistencies));
  app.action(ACTIONS.addEvidence, its(handleAddEvidence));
  app.view(VIEWS.evidenceForm, its(handleEvidenceSubmission));
  app.action(ACTIONS.proposeItem, its(handleProposeItem));
  app.view(VIEWS.proposalForm, its(handleProposalSubmission));

  app.action(ACTIONS.sendExport, its(handleSendExport));
  app.view(VIEWS.opinionForm, its(handleOpinionSubmission));
  app.view(VIEWS.actForm, its(handleActSubmission));
  app.view(VIEWS.closeForm, its(handleCloseSubmission));
}
