export { createActivityReader } from './activity-store.ts';
export { type Backlog, readBacklog } from './backlog.ts';
export { createIncidentStore } from './incident-store.ts';
export { createLetterNotes } from './letter-notes.ts';
export { addAbsenceNotices, addNotices, createNoticeStore, withdrawAbsenceNotices } from './notice-store.ts';
export { createReminderStore } from './reminder-store.ts';
