import type { Logger } from 'pino';
import type { FeedbackStore } from '../answers/feedback.ts';
import type { ModelUses, QuestionService } from '../answers/question-service.ts';
import type { AbsenceService } from '../domain/absence-service.ts';
import type { ApprovalService } from '../domain/approval-service.ts';
import type { Clock } from '../domain/clock.ts';
import type { ClosingService } from '../domain/closing-service.ts';
import type { DossierService, EvidenceStore } from '../domain/dossier-service.ts';
import type { PhaseExports } from '../domain/export-tables.ts';
import type { NoticeService } from '../domain/notice-service.ts';
import type { PhaseService } from '../domain/phase-service.ts';
import type { PlanSource } from '../domain/plan-source.ts';
import type { PostponementService } from '../domain/postponement-service.ts';
import type { ReminderService } from '../domain/reminder-service.ts';
import type { UpdateService } from '../domain/update-service.ts';
import type { HomePublisher } from './home-publisher.ts';
import type { PeopleDirectory } from './people-directory.ts';

/** What listeners and commands work with; made once, in main.ts. */
export interface Services {
  readonly plans: PlanSource;
  readonly phases: PhaseService;
  readonly questions: QuestionService;
  readonly updates: UpdateService;
  readonly approvals: ApprovalService;
  readonly closing: ClosingService;
  readonly dossiers: DossierService;
  readonly evidence: Pick<EvidenceStore, 'add'>;
  readonly exports: PhaseExports;
  /** Tells what was saved. */
  readonly notices: NoticeService;
  readonly homes: HomePublisher;
  readonly reminders: ReminderService;
  readonly absences: AbsenceService;
  readonly postponements: PostponementService;
  readonly feedback: FeedbackStore;
  readonly modelUses: Pick<ModelUses, 'summary'>;
  readonly people: PeopleDirectory;
  /** Decides which of repeated deliveries is handled. */
  readonly handled: { claim(key: string, at: Date): Promise<boolean> };
  readonly clock: Clock;
  readonly logger: Logger;
}
