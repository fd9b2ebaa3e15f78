import type { Logger } from 'pino';
import type { FeedbackStore } from '../../answers/feedback.ts';
import type { ModelUses, QuestionService } from '../../answers/question-service.ts';
import type { AbsenceService } from '../../domain/absences/index.ts';
import type { AgendaService } from '../../domain/agenda/index.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ClosingService, PhaseExports, PlanDocuments } from '../../domain/closing/index.ts';
import type { IncidentService } from '../../domain/incidents/index.ts';
import type { PhaseService } from '../../domain/phases/index.ts';
import type { PlanImports, PlanSource } from '../../domain/plan/index.ts';
import type { DossierService, EvidenceStore } from '../../domain/record/index.ts';
import type { PostponementService, ReminderService } from '../../domain/reminders/index.ts';
import type { NoticeService } from '../../domain/sending/index.ts';
import type { ReadSheet, SheetService } from '../../domain/sheets/index.ts';
import type { ApprovalService, UpdateService } from '../../domain/updates/index.ts';
import type { Accounts } from './accounts.ts';
import type { HomePublisher } from './home-publisher.ts';
import type { PeopleDirectory } from './people-directory.ts';
import type { Pictures } from './pictures.ts';
import type { Turns } from './turns.ts';

/** Messages that were taken, each open until it is answered. */
interface HandledEvents {
  /** True the first time a key is seen. @param content null for what is done at once, and is never open */
  claim(key: string, content: unknown, at: Date): Promise<boolean>;
  settle(key: string): Promise<void>;
  /** Whether what a request of this key asks was done, by this process or another. @param once as services take it */
  wasDone(once: string): Promise<boolean>;
  /** What was taken up could not be done for reasons of Slack's: the attempt does not count. */
  putBack(key: string): Promise<void>;
  /** What a key was taken for was not done. */
  release(key: string): Promise<void>;
  /** What was left open since before an instant, each for one taker. */
  takeUp(
    claimedBefore: Date,
    mostAttempts: number,
    at: Date,
  ): Promise<readonly { readonly key: string; readonly content: unknown; readonly at: Date }[]>;
}

/** What serves the whole body, whichever its plans. */
export interface SharedServices {
  readonly questions: QuestionService;
  readonly pictures: Pictures;
  readonly accounts: Accounts;
  readonly homes: HomePublisher;
  readonly feedback: FeedbackStore;
  readonly modelUses: Pick<ModelUses, 'summary'>;
  readonly imports: PlanImports;
  /** What a workbook holds that somebody sent: null where it is no sheet of a structure. */
  readonly readSheet: (name: string, bytes: Buffer) => Promise<ReadSheet | null>;
  /** Decides which of repeated deliveries is handled, and keeps what is not answered yet. */
  readonly handled: HandledEvents;
  /** Whose request is served next. */
  readonly turns: Turns;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What listeners and commands work with, on the plan of one year. */
export interface Services extends SharedServices {
  readonly year: number;
  /** The way to the other plans. */
  readonly years: Years;
  readonly plans: PlanSource;
  readonly phases: PhaseService;
  readonly updates: UpdateService;
  readonly approvals: ApprovalService;
  readonly closing: ClosingService;
  readonly dossiers: DossierService;
  readonly evidence: Pick<EvidenceStore, 'add'>;
  readonly exports: PhaseExports;
  /** Days for one's own calendar. */
  readonly agenda: AgendaService;
  /** What structures fill in elsewhere. */
  readonly sheets: SheetService;
  readonly documents: PlanDocuments;
  /** Tells what was saved. */
  readonly notices: NoticeService;
  readonly reminders: ReminderService;
  /** Finds what keeps messages from going out. */
  readonly incidents: IncidentService;
  readonly absences: AbsenceService;
  readonly postponements: PostponementService;
  readonly people: PeopleDirectory;
}

/** The body's plans, each with its services: made when a plan is first seen, and kept. */
export interface Years {
  /** The years that have a plan, the current one first. */
  list(): Promise<readonly number[]>;
  /** The plan that is meant where no year is named. */
  current(): Promise<Services>;
  /** Every plan, the current one first. */
  all(): Promise<readonly Services[]>;
  /** Those that were asked for since the program began. */
  made(): Promise<readonly Services[]>;
  /**
   * @param year null for the current one
   * @throws Problem `plan_unknown`
   */
  of(year: number | null): Promise<Services>;
  /** Does what one request asks for, from one look at what is remembered of the plans. */
  asOne<T>(work: () => Promise<T>): Promise<T>;
}

/** The plans that a request is about, from its payload. */
export type YearsOf = (request: { readonly body: object }) => Years;
