export { buildActForm, buildCloseForm, buildOpinionForm } from './closing-forms.ts';
export {
  handleActSubmission,
  handleCloseSubmission,
  handleOpinionSubmission,
  handleSendExport,
  sendExport,
} from './closing-listeners.ts';
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
export { buildCoverage, buildDeliveries, buildNudge } from './running-view.ts';
