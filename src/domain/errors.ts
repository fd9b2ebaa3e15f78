/** What can go wrong that a user can understand. The words shown for each are in `bot/errors.ts`. */
export type ProblemCode =
  | 'person_unknown'
  | 'plan_unknown'
  | 'workspace_unknown'
  | 'plan_missing'
  | 'item_unknown'
  | 'item_replaced'
  | 'item_not_in_phase'
  | 'no_open_phase'
  | 'phase_closed'
  | 'phase_unknown'
  | 'structure_unknown'
  | 'minutes_not_drawn_up'
  | 'document_not_written'
  | 'phase_ambiguous'
  | 'phase_is_closed'
  | 'phase_not_closed'
  | 'phase_already_paused'
  | 'phase_not_paused'
  | 'phase_changed_meanwhile'
  | 'phase_reason_missing'
  | 'due_not_later'
  | 'due_too_far'
  | 'postponed_too_far'
  | 'put_off_to_the_past'
  | 'put_off_too_late'
  | 'reminder_not_yours'
  | 'reminder_retired'
  | 'not_authorised'
  | 'role_missing'
  | 'changed_meanwhile'
  | 'already_decided'
  | 'too_late_to_cancel'
  | 'approval_not_yours'
  | 'own_report'
  | 'answer_not_yours'
  | 'department_not_yours'
  | 'reason_missing'
  | 'nothing_before'
  | 'too_many_waiting'
  | 'sheet_not_yours'
  | 'command_not_understood';

/** Asking for what is not one's own: each attempt is kept. */
export const REFUSALS: ReadonlySet<ProblemCode> = new Set([
  'person_unknown',
  'not_authorised',
  'role_missing',
  'sheet_not_yours',
  'reminder_not_yours',
  'approval_not_yours',
  'own_report',
  'answer_not_yours',
  'department_not_yours',
]);

/** An expected failure: an outcome to be told, not a defect. `details` name the value and what was expected. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly problem: ProblemCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(
    problem: ProblemCode,
    details: Readonly<Record<string, string>> = {},
    options: ErrorOptions = {},
  ) {
    super(problem, options);
    this.problem = problem;
    this.details = details;
  }
}

/** Nothing could be saved, and nothing was: another had the database for too long, or the disk takes no more. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly reason: 'busy' | 'full';

  constructor(reason: 'busy' | 'full', options?: ErrorOptions) {
    super(reason === 'busy' ? 'the database is busy' : 'the disk takes nothing more', options);
    this.reason = reason;
  }
}

/** The same request came again, by hand or by Slack: it was done, whoever made it was told, and nothing is left to do. */
export class AlreadyDone extends Error {
  override readonly name = 'AlreadyDone';
}
