/*
 * Every id that ties a view to its listener, in one place. Slash commands are named in `src/commands`.
 * A test checks that each id below is registered and that the manifest names no other.
 */

/** `block_actions`: what a button does when it is pressed. */
export const ACTIONS = {
  /** Opens the form of one item; the value is an item ref. */
  updateItem: 'item.update',
  /** Opens the arithmetic of an answer; the value is the answer's id. */
  showProof: 'answer.proof',
  /** 👍/👎 under an answer; the value is `good|answer id` or `bad|answer id`. */
  rateAnswer: 'answer.rate',
  /** Posts an answer where it was asked, for all to see; the value is the answer's id. */
  shareAnswer: 'answer.share',
} as const;

/** Buttons of the same row need different ids: one per position. */
const positions = <const P extends string>(prefix: P, count: number): readonly `${P}.${number}`[] =>
  Array.from({ length: count }, (_, index) => `${prefix}.${index}` as const);

/** "Forse intendevi": the value is `answer id|index`. */
export const CHOICE_ACTIONS = positions('answer.choice', 5);
/** Follow-on questions: the value is `answer id|index`. */
export const FOLLOW_UP_ACTIONS = positions('answer.follow-up', 4);

/** Questions suggested in the Home: the value is the question. */
export const SUGGESTED_ACTIONS = positions('question.suggested', 3);

/** `view_submission`: which form was sent. */
export const VIEWS = {
  updateForm: 'item.update-form',
  reportForm: 'answer.report-form',
} as const;

/** `metadata.event_type` of the messages that must be found again. */
export const METADATA = {
  reminder: 'traguardo_reminder',
} as const;
