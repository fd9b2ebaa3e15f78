import type { GivenAnswer } from './question-service.ts';

export type Rating = 'good' | 'bad';

/** What somebody thinks of an answer. A second opinion of the same person replaces the first. */
interface Feedback {
  readonly answerId: string;
  /** Code of the person, or the Slack account of somebody the plan does not know. */
  readonly person: string;
  readonly rating: Rating;
  readonly comment: string | null;
  readonly at: Date;
}

/** An answer somebody reported as wrong, with what was asked and understood. */
export interface Report extends Feedback {
  /** What the control office answered; null while it has not. */
  readonly outcome: string | null;
  readonly given: GivenAnswer;
}

export interface FeedbackStore {
  /** @param once the request that brings it: the same one brings it once */
  save(feedback: Feedback, once?: string): Promise<void>;
  /** A report, by its answer and its author; null for none. */
  report(answerId: string, person: string): Promise<Report | null>;
  /**
   * Keeps what came of a report.
   * @returns false when that was told before
   */
  settle(
    report: Pick<Feedback, 'answerId' | 'person'>,
    outcome: { readonly text: string; readonly actor: string; readonly at: Date },
    once?: string,
  ): Promise<boolean>;
  /** The reported answers, newest first. */
  reports(limit: number): Promise<readonly Report[]>;
  counts(): Promise<Readonly<Record<Rating, number>>>;
}
