/*
 * Every id that ties a view to its listener, in one place. Slash commands are named in `src/commands`.
 * A test checks that each id below is registered and that the manifest names no other.
 */

/** `block_actions`: what a button does when it is pressed. */
export const ACTIONS = {
  /** Opens the form of one item; the value is an item ref. */
  updateItem: 'item.update',
  /** Reports without opening a form; the value is `item ref|version on screen`. */
  noChange: 'item.no-change',
  achieved: 'item.achieved',
  /** Takes back one's own report, for ten minutes; the value is the version's id. */
  cancelUpdate: 'item.cancel',
  /** Opens the form that confirms several items; the value is a phase. */
  confirmMany: 'item.confirm-many',
  /** Opens the dossier of an item; the value is an item ref. */
  itemHistory: 'item.history',
  /** Opens the form for a link or a file; the value is `item ref|phase`. */
  addEvidence: 'item.add-evidence',
  /** Opens the sheet of an item that is not in the plan; the value is a phase. */
  proposeItem: 'item.propose',
  /** Throws away what was typed and not sent; the value is `item ref|phase`. */
  discardDraft: 'item.discard-draft',
  /** What a message was understood to report: confirms it, opens the form, leaves it. The value is the report. */
  confirmIntent: 'intent.confirm',
  openIntent: 'intent.form',
  dismissIntent: 'intent.dismiss',
  /** Decides on versions; the value is their ids, comma between. */
  approve: 'approval.approve',
  approveAll: 'approval.approve-all',
  giveBack: 'approval.return',
  /** Sends the exports of a phase; the value is the phase. */
  sendExport: 'phase.export',
  /** Imports a plan's file as it was seen; the value is `file id|digest of the report`. */
  confirmImport: 'plan.import',
  /** Opens the form for the Nucleo's opinion; the value is the phase. */
  recordOpinion: 'phase.opinion',
  /** Lists the inconsistencies found. */
  showInconsistencies: 'phase.inconsistencies',
  /** A menu of items: the dossier of the one chosen opens. */
  chooseDossier: 'item.choose-dossier',
  /** Opens the arithmetic of an answer; the value is the answer's id. */
  showProof: 'answer.proof',
  /** Shows an answer's figures as a picture; the value is the answer's id. */
  showChart: 'answer.chart',
  /** 👍/👎 under an answer; the value is `good|answer id` or `bad|answer id`. */
  rateAnswer: 'answer.rate',
  /** Opens the form that answers a report of an error; the value is `answer id|author`. */
  answerReport: 'report.answer',
  /** Posts an answer where it was asked, for all to see; the value is the answer's id. */
  shareAnswer: 'answer.share',
  /** "Ricordamelo" under a reminder; the chosen option is `when|key of the message`. */
  snooze: 'reminder.snooze',
  /** "Preso in carico…" under a reminder; the value is the message's key. */
  takeInCharge: 'reminder.take-in-charge',
  /** "Sollecita ora"; the value is the phase's code. */
  nudge: 'phase.nudge',
  /** The control office's buttons in its Home, each opening its form or its list; the value is the phase. */
  openPhase: 'phase.open',
  previewNudge: 'phase.preview-nudge',
  extendPhase: 'phase.extend',
  closePhase: 'phase.close',
  showDeliveries: 'phase.deliveries',
  /** Opens the menu of standard pictures. */
  showCharts: 'phase.charts',
  /** Stops the reminders of a phase; the value is the phase. */
  pausePhase: 'phase.pause',
  /** Sends one's own days as a calendar; the value is the plan. */
  sendCalendar: 'agenda.send',
  /** Opens the form for a new absence. */
  newAbsence: 'absence.new',
  /** Takes an absence back; the value is its id. */
  cancelAbsence: 'absence.cancel',
} as const;

/** `block_actions` of the update form's own fields: each is named after its field. */
export const FORM_ACTIONS = {
  /** The fields shown follow what is chosen here. */
  reshape: ['state', 'changeField'],
  /** What is typed here is kept, should the form be closed. */
  typed: [
    'percent',
    'note',
    'achievedOn',
    'criticalPoints',
    'correctiveActions',
    'newValue',
    'reason',
    'act',
    'evidence',
    'actionsDone',
  ],
} as const;

/** Buttons of the same row need different ids: one per position. */
const positions = <const P extends string>(prefix: P, count: number): readonly `${P}.${number}`[] =>
  Array.from({ length: count }, (_, index) => `${prefix}.${index}` as const);

/** "Forse intendevi": the value is `answer id|index`. */
export const CHOICE_ACTIONS = positions('answer.choice', 5);
/** Follow-on questions: the value is `answer id|index`. */
export const FOLLOW_UP_ACTIONS = positions('answer.follow-up', 4);

/** Standard pictures, each on a button of its own; the value is its name. */
export const CHART_ACTIONS = positions('chart.standard', 12);

/** Questions suggested in the Home: the value is the question. */
export const SUGGESTED_ACTIONS = positions('question.suggested', 3);

/** `view_submission`: which form was sent. */
export const VIEWS = {
  updateForm: 'item.update-form',
  bulkForm: 'item.bulk-form',
  evidenceForm: 'item.evidence-form',
  proposalForm: 'item.proposal-form',
  returnForm: 'approval.return-form',
  reopenForm: 'approval.reopen-form',
  opinionForm: 'phase.opinion-form',
  actForm: 'phase.act-form',
  closeForm: 'phase.close-form',
  reportForm: 'answer.report-form',
  outcomeForm: 'report.outcome-form',
  snoozeForm: 'reminder.snooze-form',
  inChargeForm: 'reminder.in-charge-form',
  phaseForm: 'phase.form',
  phasePreview: 'phase.preview',
  phaseExtendForm: 'phase.extend-form',
  phaseReopenForm: 'phase.reopen-form',
  nudgeForm: 'phase.nudge-form',
  absenceForm: 'absence.form',
  importForm: 'plan.import-form',
} as const;

/** `metadata.event_type` of the messages of the outbox, which must be found again. */
export const METADATA = { message: 'traguardo_message' } as const;
