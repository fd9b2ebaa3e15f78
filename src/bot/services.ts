import type { Logger } from 'pino';
import type { FeedbackStore } from '../answers/feedback.ts';
import type { QuestionService } from '../answers/question-service.ts';
import type { Clock } from '../domain/clock.ts';
import type { PlanSource } from '../domain/plan-source.ts';
import type { ReminderService } from '../domain/reminder-service.ts';
import type { UpdateService } from '../domain/update-service.ts';
import type { PeopleDirectory } from './people-directory.ts';

/** What listeners and commands work with; made once, in main.ts. */
export interface Services {
  readonly plans: PlanSource;
  readonly questions: QuestionService;
  readonly updates: UpdateService;
  readonly reminders: ReminderService;
  readonly feedback: FeedbackStore;
  readonly people: PeopleDirectory;
  /** Decides which of repeated deliveries is handled. */
  readonly handled: { claim(key: string, at: Date): Promise<boolean> };
  readonly clock: Clock;
  readonly logger: Logger;
}
