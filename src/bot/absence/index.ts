export { handleAbsenceSubmission, handleCancelAbsence, handleNewAbsence } from './absence-listeners.ts';
export { buildAbsenceNotice, buildAbsences } from './absence-view.ts';
