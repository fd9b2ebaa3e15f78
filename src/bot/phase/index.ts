export { buildActForm, buildCloseForm, buildOpinionForm } from './closing-forms.ts';
export {
  handleActSubmission,
  handleCloseSubmission,
  handleOpinionSubmission,
  handleRecordOpinion,
  handleSendExport,
  sendExport,
} from './closing-listeners.ts';
export { buildDeliveries } from './deliveries-view.ts';
export { buildIncidents } from './incident-view.ts';
export { buildMinutes } from './minutes-view.ts';
export { buildMonitoring } from './monitoring-view.ts';
export { buildExtendForm, buildPhaseForm, buildPhaseReopenForm } from './phase-forms.ts';
export {
  handleExtendSubmission,
  handleNudge,
  handlePhaseForm,
  handlePhasePreview,
  handlePhaseReopenSubmission,
  phaseChanged,
} from './phase-listeners.ts';
export { buildCoverage, buildNudge } from './running-view.ts';
