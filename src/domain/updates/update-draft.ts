import type { ChangeField } from '../../words/changes.ts';
import { formatExact } from '../../words/formats.ts';
import type { Role } from '../../words/roles.ts';
import type { ItemState } from '../../words/states.ts';
import { daysIn, parseDay, parseWeight } from '../plan/index.ts';
import {
  type ActionProblem,
  type ActionRef,
  isWorse,
  type MeasuredProblem,
  type ProposedChange,
  parseActions,
  parseMilestones,
  parseResults,
  type ReportedMilestone,
  type ReportedResult,
  type StatusUpdate,
  type UpdateContent,
  writeActions,
} from '../record/index.ts';
import type { Indicator, IsoDay, Milestone, Percent } from '../types.ts';
import { measuredPercent } from './quick-report.ts';
import { type ChangeChoice, readChanges, SEVERAL } from './several-changes.ts';

/** What a form holds before it is checked: text as typed. */
export interface UpdateDraft {
  readonly state: ItemState | null;
  readonly percent: string;
  readonly note: string;
  /** ISO day of the picker, or a day as typed. */
  readonly achievedOn: string;
  readonly criticalPoints: string;
  readonly correctiveActions: string;
  readonly changeField: ChangeChoice | null;
  /** Of several changes: one a line, its value after the colon. */
  readonly newValue: string;
  readonly reason: string;
  readonly act: string;
  readonly evidence: string;
  readonly actionsDone: readonly ActionRef[];
  /** One indicator a line, its value after the colon. */
  readonly results: string;
  /** One milestone a line, the day on which it was done after the colon. */
  readonly milestonesDone: string;
}

export type DraftField = keyof UpdateDraft;

/** A form in which nothing was typed. */
export const EMPTY_DRAFT: UpdateDraft = {
  state: null,
  percent: '',
  note: '',
  achievedOn: '',
  criticalPoints: '',
  correctiveActions: '',
  changeField: null,
  newValue: '',
  reason: '',
  act: '',
  evidence: '',
  actionsDone: [],
  results: '',
  milestonesDone: '',
};

/** Slack's own limit for a text field, and more than a monitoring note ever needs. */
export const MAX_TEXT = 3_000;
/** Enough for the number, date and title of an act. */
export const MAX_ACT = 300;

/** What decides the fields of the form, besides the state chosen. */
export interface FormShape {
  /** Actions promised in an earlier phase and not yet done: the form asks about them first. */
  readonly openActions: boolean;
  /** The control office changes what another reported: it must say why. */
  readonly correction: boolean;
  /** The plan declares indicators, or milestones, of the item: the form asks for their values and days. */
  readonly indicators: boolean;
  readonly milestones: boolean;
  /** A sheet of paper has room for every field; absent for a form, which has not. */
  readonly roomy?: boolean;
}

/**
 * The fields of the form for a state, in order: never more than six, and those of indicators and milestones.
 * With open actions the question about them takes the place of the least needed field; a correction asks the reason
 * in place of the evidence, which a button of the form adds anyway.
 */
export function fieldsOf(state: ItemState | null, shape: FormShape): readonly DraftField[] {
  const fields = plainFields(state, shape);
  const measured: readonly DraftField[] =
    state === 'in_progress' || state === 'achieved' || state === 'amended'
      ? [
          ...(shape.indicators ? (['results'] as const) : []),
          ...(shape.milestones ? (['milestonesDone'] as const) : []),
        ]
      : [];
  const after = 1 + Math.max(fields.indexOf('state'), fields.indexOf('achievedOn'));
  return [...fields.slice(0, after), ...measured, ...fields.slice(after)];
}

function plainFields(state: ItemState | null, shape: FormShape): readonly DraftField[] {
  const fields = FIELDS_BY_STATE[state ?? 'none'];
  const withReason =
    shape.correction && state !== null && !fields.includes('reason')
      ? shape.roomy
        ? [...fields, 'reason' as const]
        : fields.map((field) => (field === 'evidence' ? 'reason' : field))
      : fields;
  if (!shape.openActions) return withReason;
  const dropped =
    shape.roomy || withReason.length < MAX_FIELDS
      ? null
      : DROPPED_FOR_ACTIONS.find((f) => withReason.includes(f));
  return ['actionsDone', ...withReason.filter((field) => field !== dropped)];
}

const MAX_FIELDS = 6;

const FIELDS_BY_STATE: Readonly<Record<ItemState | 'none', readonly DraftField[]>> = {
  none: ['state'],
  in_progress: ['state', 'percent', 'note', 'criticalPoints', 'correctiveActions', 'evidence'],
  achieved: ['state', 'percent', 'achievedOn', 'note', 'criticalPoints', 'evidence'],
  amended: ['state', 'changeField', 'newValue', 'reason', 'act', 'percent'],
  withdrawn: ['state', 'reason', 'act'],
  new: ['state', 'percent', 'reason', 'act', 'evidence'],
};

const DROPPED_FOR_ACTIONS: readonly DraftField[] = ['evidence', 'criticalPoints', 'percent'];

export type DraftProblem =
  | 'state_missing'
  | 'new_is_for_heads'
  | 'percent_not_a_number'
  | 'percent_out_of_range'
  | 'percent_missing'
  | 'explanation_missing_below_100'
  | 'explanation_missing_for_drop'
  | 'explanation_missing_for_worse'
  | 'milestone_in_the_future'
  | 'day_or_explanation_missing'
  | 'day_unreadable'
  | 'weight_unreadable'
  | 'day_out_of_horizon'
  | 'day_in_the_future'
  | 'change_missing'
  | 'new_value_missing'
  | 'nothing_changes'
  | 'change_unknown'
  | 'reason_missing'
  | 'evidence_not_a_link'
  | 'text_too_long'
  | 'act_too_long'
  | ActProblem
  | 'deadline_past'
  | ActionProblem
  | MeasuredProblem;

/** A wrong field, and for the corrective actions the line. */
export interface FieldProblem {
  readonly problem: DraftProblem;
  readonly line?: number;
}

export type DraftProblems = ReadonlyMap<DraftField, FieldProblem>;

/** What a draft is checked against. */
export interface DraftContext {
  /** The last version, if any: a percent that falls must be explained. */
  readonly previous: StatusUpdate | null;
  readonly roles: readonly Role[];
  readonly shape: FormShape;
  /** First and last day of the plan's horizon, for this item. */
  readonly horizon: { readonly from: IsoDay; readonly to: IsoDay };
  readonly today: IsoDay;
  /** Percent of the last report of an earlier phase, or of the former year where the item goes on; null where there is none. */
  readonly earlier: Percent | null;
  /** Values that indicators reached in the former year and that count on, by code. */
  readonly reached: ReadonlyMap<string, number>;
  /** The item's indicators and milestones, with the last values known. */
  readonly indicators: readonly Indicator[];
  readonly milestones: readonly Milestone[];
  /** The year by whose targets attainment is computed. */
  readonly year: number;
  /** The value that each field of the item has now. */
  readonly current: Readonly<Record<ChangeField, string | null>>;
}

/**
 * Checks a draft against every rule at once. Only the fields that the state's form shows are read; what the others
 * said in the version before still holds.
 * @returns the content to save, or the problem of each wrong field
 */
export function checkDraft(
  draft: UpdateDraft,
  context: DraftContext,
): { ok: true; content: UpdateContent } | { ok: false; problems: DraftProblems } {
  const { state } = draft;
  if (state === null) return { ok: false, problems: new Map([['state', { problem: 'state_missing' }]]) };
  const problems = new Map<DraftField, FieldProblem>();
  const shown = new Set(fieldsOf(state, context.shape));
  const wrong = (field: DraftField, problem: DraftProblem, line?: number): void => {
    if (!problems.has(field)) problems.set(field, line === undefined ? { problem } : { problem, line });
  };
  const text = (field: TextField, limit = MAX_TEXT): string | null => {
    const value = draft[field].trim();
    if (value.length > limit) wrong(field, field === 'act' ? 'act_too_long' : 'text_too_long');
    return value === '' || !shown.has(field) ? null : value;
  };
  const kept = <K extends 'criticalPoints' | 'correctiveActions' | 'evidence'>(field: K): string | null =>
    shown.has(field) || state === 'withdrawn' ? null : (context.previous?.[field] ?? null);

  const note = text('note');
  const reason = text('reason');
  const explained = note ?? reason;
  // The words of the version before explain that one, not this.
  const explainedAnew = [note, reason].some(
    (words) => words !== null && words !== context.previous?.note && words !== context.previous?.reason,
  );
  const results = checkResults();
  const milestonesDone = checkMilestones();
  const percent = checkPercent();
  const achievedOn = checkAchievedOn();
  const changes = checkChange();
  const correctiveActions = checkActions();
  const evidence = checkEvidence();
  const criticalPoints = text('criticalPoints') ?? kept('criticalPoints');
  const act = checkAct();

  if (state === 'new' && !context.roles.some((role) => role === 'head' || role === 'controller'))
    wrong('state', 'new_is_for_heads');
  if (shown.has('reason') && reason === null) wrong('reason', 'reason_missing');

  if (problems.size > 0) return { ok: false, problems };
  return {
    ok: true,
    content: {
      state,
      percent,
      note,
      achievedOn,
      criticalPoints,
      correctiveActions,
      changes,
      sheet: null,
      reason,
      act,
      evidence,
      actionsDone: shown.has('actionsDone') ? draft.actionsDone : [],
      results,
      milestonesDone,
    },
  };

  /** The field under which an explanation goes, in this state's form. */
  function explanationField(): DraftField {
    return shown.has('note') ? 'note' : 'reason';
  }

  function checkPercent(): Percent | null {
    if (!shown.has('percent')) return state === 'withdrawn' ? null : (context.previous?.percent ?? null);
    const typed = parsePercent(draft.percent);
    if (typed === 'not_a_number') wrong('percent', 'percent_not_a_number');
    else if (typed === 'empty') {
      if (state === 'achieved') return 100;
      const computed = computedPercent();
      if (computed !== null) return computed;
      if (state === 'in_progress') wrong('percent', 'percent_missing');
    } else if (typed < 0 || typed > 100) wrong('percent', 'percent_out_of_range');
    else {
      if (state === 'achieved' && typed < 100 && explained === null)
        wrong(explanationField(), 'explanation_missing_below_100');
      else if (typed < (context.previous?.percent ?? context.earlier ?? 0) && !explainedAnew)
        wrong(explanationField(), 'explanation_missing_for_drop');
      return typed;
    }
    return null;
  }

  /** What the indicators give, where no percentage was typed. */
  function computedPercent(): Percent | null {
    const told = new Map(results.map(({ code, value }) => [code, value]));
    return measuredPercent(
      context.indicators.map((one) => ({ ...one, result: told.get(one.code) ?? one.result })),
      context.year,
    );
  }

  /** The values of the indicators; one that is worse than the last known wants its reason. */
  function checkResults(): readonly ReportedResult[] {
    if (!shown.has('results')) return context.previous?.results ?? [];
    const typed = parseResults(draft.results, context.indicators);
    if ('problem' in typed) {
      wrong('results', typed.problem, typed.line);
      return [];
    }
    const worse = typed.some(({ code, value }) => {
      const indicator = context.indicators.find((one) => one.code === code);
      const before = indicator?.result ?? context.reached.get(code);
      return indicator !== undefined && before != null && isWorse(indicator, before, value);
    });
    if (worse && !explainedAnew) wrong(explanationField(), 'explanation_missing_for_worse');
    return typed;
  }

  function checkMilestones(): readonly ReportedMilestone[] {
    if (!shown.has('milestonesDone')) return context.previous?.milestonesDone ?? [];
    const typed = parseMilestones(draft.milestonesDone, context.milestones);
    if ('problem' in typed) {
      wrong('milestonesDone', typed.problem, typed.line);
      return [];
    }
    if (typed.some(({ doneOn }) => doneOn > context.today))
      wrong('milestonesDone', 'milestone_in_the_future');
    return typed;
  }

  function checkAchievedOn(): IsoDay | null {
    if (!shown.has('achievedOn')) return null;
    if (draft.achievedOn.trim() === '') {
      if (note === null) wrong('achievedOn', 'day_or_explanation_missing');
      return null;
    }
    const day = parseDay(draft.achievedOn);
    if (day === null) wrong('achievedOn', 'day_unreadable');
    else if (day > context.today) wrong('achievedOn', 'day_in_the_future');
    else if (day < context.horizon.from || day > context.horizon.to)
      wrong('achievedOn', 'day_out_of_horizon');
    return day;
  }

  /** What changes now, next to what earlier versions of the phase changed already. */
  function checkChange(): readonly ProposedChange[] {
    if (state !== 'amended') return [];
    const earlier = context.previous?.state === 'amended' ? context.previous.changes : [];
    const choice = draft.changeField;
    if (choice === null) {
      wrong('changeField', 'change_missing');
      return earlier;
    }
    const typed = text('newValue');
    const several = choice === SEVERAL && typed !== null ? readChanges(typed) : [];
    if ('wrongLine' in several) {
      wrong('newValue', 'change_unknown', several.wrongLine);
      return earlier;
    }
    const wanted = choice === SEVERAL || typed === null ? several : [{ field: choice, value: typed }];
    if (wanted.length === 0) wrong('newValue', 'new_value_missing');
    return wanted.reduce(withChange, earlier);
  }

  /** The changes with one more, which takes the place of an earlier one of the same thing. */
  function withChange(
    changes: readonly ProposedChange[],
    {
      field,
      value: typed,
      line,
    }: { readonly field: ChangeField; readonly value: string; readonly line?: number },
  ): readonly ProposedChange[] {
    const value = canonicalValue(field, typed);
    if (value === null) wrong('newValue', field === 'weight' ? 'weight_unreadable' : 'day_unreadable', line);
    else if (field === 'deadline' && (value < context.horizon.from || value > context.horizon.to))
      wrong('newValue', 'day_out_of_horizon', line);
    const current = context.current[field];
    // An approved change is the current value already: what it replaced is what this one replaces.
    const replaced = changes.find((change) => change.field === field);
    const old = replaced === undefined || replaced.old === value ? current : replaced.old;
    const isAgain = line !== undefined && replaced?.new === value;
    if (value !== null && value === current && !isAgain) wrong('newValue', 'nothing_changes', line);
    // Moved ahead to a day that has passed, it could never have been met.
    if (
      field === 'deadline' &&
      value !== null &&
      value < context.today &&
      (current === null || value < current)
    )
      wrong('newValue', 'deadline_past', line);
    return [...changes.filter((change) => change.field !== field), { field, old, new: value ?? typed }];
  }

  function checkAct(): string | null {
    const typed = text('act', MAX_ACT);
    const problem = typed === null ? null : actProblem(typed, context.today);
    if (problem !== null) wrong('act', problem);
    return typed;
  }

  function checkActions(): string | null {
    const typed = text('correctiveActions');
    if (typed === null) return kept('correctiveActions');
    const before = context.previous?.correctiveActions;
    const actions = parseActions(typed, context.horizon, context.today, before);
    if ('problem' in actions) {
      wrong('correctiveActions', actions.problem, actions.line);
      return null;
    }
    return writeActions(actions);
  }

  function checkEvidence(): string | null {
    const typed = text('evidence');
    if (typed === null) return kept('evidence');
    const links = typed
      .split(/[\s\u0085]+/)
      .map(bareLink)
      .filter((link) => link !== '');
    if (!links.every(isLink)) wrong('evidence', 'evidence_not_a_link');
    return links.join('\n');
  }
}

/** What cannot be in the reference of an act. */
export type ActProblem = 'act_day_unreal' | 'act_in_the_future';

/** An act of a day that does not exist, or has not come; null for one that may be. */
export function actProblem(reference: string, today: IsoDay): ActProblem | null {
  const days = daysIn(reference).map(({ day }) => day);
  if (days.includes(null)) return 'act_day_unreal';
  return days.some((day) => day !== null && day > today) ? 'act_in_the_future' : null;
}

type TextField = 'note' | 'criticalPoints' | 'correctiveActions' | 'newValue' | 'reason' | 'act' | 'evidence';

/** No address that somebody has a use for is longer. */
const MAX_LINK = 2_000;

/** What does not show in an address, or turns the rest of it round. */
const HIDDEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Whatever a browser takes: a name within the body's own network too. Not with somebody's name or password in it: whoever
 * reads `https://comune.it@elsewhere.example` takes it for an address of the body's.
 */
export function isLink(text: string): boolean {
  if (text.length > MAX_LINK || HIDDEN.test(text) || !/^https?:\/\/[^/\s]\S*$/i.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}

/** A link without what the sentence round it left on it; a bracket that it opened itself is its own. */
export function bareLink(text: string): string {
  const bare = text.replace(/^[(<]+/, '').replace(/[,;.>]+$/, '');
  return bare.endsWith(')') && !bare.includes('(') ? bareLink(bare.replace(/\)+$/, '')) : bare;
}

/** Reads "34,5", "34.5", "34 %"; not "1.000", which is a thousand to some and one to others. */
export function parsePercent(text: string): Percent | 'empty' | 'not_a_number' {
  const typed = text.normalize('NFKC').trim().replace(/\s*%$/, '');
  const bare = typed.replace(',', '.');
  if (bare === '') return 'empty';
  if (/\.\d{3}$/.test(typed)) return 'not_a_number';
  return /^-?\d{1,9}(\.\d{1,4})?$/.test(bare) ? Number(bare) : 'not_a_number';
}

/** A value as it is kept: days as ISO days, weights as numbers; null for what is none. */
function canonicalValue(field: ChangeField, typed: string): string | null {
  if (field === 'deadline') return parseDay(typed);
  if (field !== 'weight') return typed;
  const weight = parseWeight(typed);
  return weight === null ? null : formatExact(weight);
}
