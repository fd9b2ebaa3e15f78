export { handleAbsenceSubmission, handleCancelAbsence, handleNewAbsence } from './absence-listeners.ts';
export { absenceNews, buildAbsences } from './absence-view.ts';
