export { buildActForm, buildOpinionForm } from './closing-forms.ts';
export {
  handleActSubmission,
  handleCloseSubmission,
  handleOpinionSubmission,
  handleRecordOpinion,
  handleSendExport,
  sendExport,
} from './closing-listeners.ts';
export {
  handleClosePhase,
  handleExtendPhase,
  handleOpenPhase,
  handlePreviewNudge,
  handleShowDeliveries,
} from './cockpit-listeners.ts';
export { type Failure, failuresOf } from './deliveries-view.ts';
export { buildIncidents } from './incident-view.ts';
export { buildMinutes } from './minutes-view.ts';
export { buildMonitoring } from './monitoring-view.ts';
export { isNudge, takeUpNudge } from './nudges.ts';
export { buildExtendForm, buildPhaseForm, buildPhaseReopenForm, stepLines } from './phase-forms.ts';
export {
  handleExtendSubmission,
  handleNudge,
  handleNudgeSubmission,
  handlePausePhase,
  handlePhaseForm,
  handlePhasePreview,
  handlePhaseReopenSubmission,
  phaseChanged,
} from './phase-listeners.ts';
export { buildCoverage, buildNudge, buildPause } from './running-view.ts';
export { closeFormOf, deliveriesOf, deliveryRows, nudgePreview } from './shown-phase.ts';
