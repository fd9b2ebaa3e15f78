export { dueReminders, forecastReminders } from './due-reminders.ts';
export { channelOf, DIGEST, FINAL_DIGEST, RETURN } from './notes.ts';
export { DEFAULT_LEASE_MS, type TickReport } from './outbox-sender.ts';
export { createPostponementService, type PostponementService } from './postponement-service.ts';
export { createReminderService, type ReminderService, type UpcomingStep } from './reminder-service.ts';
export { type ActivityReader, readReminderState } from './reminder-state.ts';
export {
  AGAIN,
  BY_HAND,
  type DueReminder,
  type NextStep,
  type OutboxClaim,
  type ReminderState,
  type Work,
} from './reminders.ts';
