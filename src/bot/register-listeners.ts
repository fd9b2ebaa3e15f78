import type { App } from '@slack/bolt';
import { handleAbsenceSubmission, handleCancelAbsence, handleNewAbsence } from './absence/index.ts';
import { handleSendCalendar } from './agenda/index.ts';
import {
  handleApprove,
  handleGiveBack,
  handleReopenSubmission,
  handleReturnSubmission,
} from './approve/index.ts';
import {
  handleAnswerReport,
  handleChosenQuery,
  handleDirectMessage,
  handleMention,
  handleMessagesOpened,
  handleOutcomeSubmission,
  handleRating,
  handleReport,
  handleShareAnswer,
  handleShowChart,
  handleShowCharts,
  handleShowProof,
  handleStandardChart,
  handleSuggestedQuestion,
} from './ask/index.ts';
import { handleHomeOpened } from './home/index.ts';
import { handleImportConfirm, handleImportSubmission } from './imports/index.ts';
import { handleTokensRevoked, handleUninstalled, handleUserChange } from './kit/account-listeners.ts';
import {
  ACTIONS,
  CHART_ACTIONS,
  CHOICE_ACTIONS,
  FOLLOW_UP_ACTIONS,
  FORM_ACTIONS,
  SUGGESTED_ACTIONS,
  VIEWS,
} from './kit/ids.ts';
import { inCurrentYear, inItsYear } from './kit/in-its-year.ts';
import type { YearsOf } from './kit/services.ts';
import type { Workspaces } from './kit/workspaces.ts';
import {
  handleActSubmission,
  handleClosePhase,
  handleCloseSubmission,
  handleExtendPhase,
  handleExtendSubmission,
  handleNudge,
  handleNudgeSubmission,
  handleOpenPhase,
  handleOpinionSubmission,
  handlePausePhase,
  handlePhaseForm,
  handlePhasePreview,
  handlePhaseReopenSubmission,
  handlePreviewNudge,
  handleRecordOpinion,
  handleSendExport,
  handleShowDeliveries,
} from './phase/index.ts';
import {
  handleAddEvidence,
  handleChooseDossier,
  handleEvidenceSubmission,
  handleItemHistory,
  handleShowInconsistencies,
} from './record/index.ts';
import {
  handleInChargeSubmission,
  handleSnooze,
  handleSnoozeSubmission,
  handleTakeInCharge,
} from './remind/index.ts';
import {
  handleBulkSubmission,
  handleCancelUpdate,
  handleConfirmIntent,
  handleConfirmMany,
  handleDiscardDraft,
  handleDismissIntent,
  handleFormClosed,
  handleFormReshape,
  handleFormTyped,
  handleOpenIntent,
  handleProposalSubmission,
  handleProposeItem,
  handleQuickReport,
  handleUpdateButton,
  handleUpdateSubmission,
} from './update/index.ts';

/** Where every event, button and form lands. */
export function registerListeners(app: App, yearsOf: YearsOf, workspaces: Pick<Workspaces, 'left'>): void {
  const current = inCurrentYear(yearsOf);
  const its = inItsYear(yearsOf);

  app.event('message', current(handleDirectMessage));
  app.event('app_mention', current(handleMention));
  app.event('app_home_opened', current(handleHomeOpened));
  app.event('app_home_opened', current(handleMessagesOpened));
  app.event('user_change', current(handleUserChange));
  app.event('app_uninstalled', handleUninstalled(workspaces));
  app.event('tokens_revoked', handleTokensRevoked(workspaces));

  app.action(ACTIONS.updateItem, its(handleUpdateButton));
  app.action(ACTIONS.sendCalendar, its(handleSendCalendar));
  app.action(ACTIONS.showProof, current(handleShowProof));
  app.action(ACTIONS.showChart, current(handleShowChart));
  app.action(ACTIONS.shareAnswer, current(handleShareAnswer));
  for (const id of CHART_ACTIONS) app.action(id, current(handleStandardChart));
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
  app.action(ACTIONS.answerReport, current(handleAnswerReport));
  app.view(VIEWS.outcomeForm, current(handleOutcomeSubmission));

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
  app.action(ACTIONS.openPhase, its(handleOpenPhase));
  app.action(ACTIONS.previewNudge, its(handlePreviewNudge));
  app.view(VIEWS.nudgeForm, its(handleNudgeSubmission));
  app.action(ACTIONS.extendPhase, its(handleExtendPhase));
  app.action(ACTIONS.closePhase, its(handleClosePhase));
  app.action(ACTIONS.showDeliveries, its(handleShowDeliveries));
  app.action(ACTIONS.showCharts, current(handleShowCharts));
  app.action(ACTIONS.pausePhase, its(handlePausePhase));

  app.action(ACTIONS.newAbsence, current(handleNewAbsence));
  app.action(ACTIONS.cancelAbsence, current(handleCancelAbsence));
  app.view(VIEWS.absenceForm, current(handleAbsenceSubmission));

  app.view(VIEWS.importForm, current(handleImportSubmission));
  app.action(ACTIONS.confirmImport, current(handleImportConfirm));

  app.action(ACTIONS.itemHistory, its(handleItemHistory));
  app.action(ACTIONS.chooseDossier, its(handleChooseDossier));
  app.action(ACTIONS.showInconsistencies, its(handleShowInconsistencies));
  app.action(ACTIONS.addEvidence, its(handleAddEvidence));
  app.view(VIEWS.evidenceForm, its(handleEvidenceSubmission));
  app.action(ACTIONS.proposeItem, its(handleProposeItem));
  app.view(VIEWS.proposalForm, its(handleProposalSubmission));

  app.action(ACTIONS.sendExport, its(handleSendExport));
  app.action(ACTIONS.recordOpinion, its(handleRecordOpinion));
  app.view(VIEWS.opinionForm, its(handleOpinionSubmission));
  app.view(VIEWS.actForm, its(handleActSubmission));
  app.view(VIEWS.closeForm, its(handleCloseSubmission));
}
