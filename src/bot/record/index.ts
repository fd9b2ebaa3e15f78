export {
  handleAddEvidence,
  handleChooseDossier,
  handleEvidenceSubmission,
  handleItemHistory,
  handleShowInconsistencies,
} from './dossier-listeners.ts';
export { buildDossier } from './dossier-view.ts';
export { buildInconsistencies } from './inconsistencies-view.ts';
