export { APPROVAL_LADDER, APPROVALS } from './approval-notes.ts';
export { DAILY } from './daily-line.ts';
export { DEADLINES } from './deadline-notes.ts';
export { dueReminders, forecastReminders } from './due-reminders.ts';
export type {
  ApprovalsMessage,
  DailyMessage,
  DeadlinesMessage,
  DigestMessage,
  ListedItem,
  PhaseMessage,
  ReminderMessage,
  ReturnMessage,
} from './messages.ts';
export { DIGEST, FINAL_DIGEST, RETURN } from './notes.ts';
export { createPostponementService, type PostponementService } from './postponement-service.ts';
export type { ReminderRow, ReminderStore } from './reminder-rows.ts';
export { createReminderService, type ReminderService, type UpcomingStep } from './reminder-service.ts';
export { type ActivityReader, NOT_REACHED, readReminderState } from './reminder-state.ts';
export {
  AGAIN,
  BY_HAND,
  type DueReminder,
  type NextStep,
  type ReminderState,
  type Work,
} from './reminders.ts';
export type { Unasked } from './unasked.ts';
