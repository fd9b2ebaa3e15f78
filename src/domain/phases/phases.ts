import { ITEM_KINDS, type ItemKind } from '../../words/kinds.ts';
import type { IsoDay, Phase, Plan } from '../types.ts';
import { parseLadder } from './ladder-text.ts';

/** What a form says of a phase, as typed. */
export interface PhaseDraft {
  readonly name: string;
  readonly kinds: readonly string[];
  readonly opensOn: string | null;
  readonly dueOn: string | null;
  /** One line: "-15, -7, -2, 0, +2, +3 dirigente, +5 controllo". */
  readonly ladder: string;
  /** Slack channel of the weekly digest. */
  readonly channel: string | null;
}

type PhaseField = 'name' | 'kinds' | 'opensOn' | 'dueOn' | 'ladder';

/** What is wrong with a field; `found` is the part that was not understood. */
export interface PhaseProblem {
  readonly code:
    | 'name_missing'
    | 'name_too_long'
    | 'name_taken'
    | 'kinds_missing'
    | 'day_missing'
    | 'due_before_opening'
    | 'due_in_the_past'
    | 'due_too_far'
    | 'ladder_empty'
    | 'ladder_not_understood'
    | 'ladder_step_twice'
    | 'ladder_too_long'
    | 'ladder_out_of_range';
  readonly found?: string;
}

export type PhaseProblems = ReadonlyMap<PhaseField, PhaseProblem>;

export const MAX_PHASE_NAME = 75;

export type CheckedPhase =
  | { readonly ok: true; readonly phase: Phase }
  | { readonly ok: false; readonly problems: PhaseProblems };

/** The last day on which a phase may be due: one that lies further is a year that was mistyped. */
export const lastDueDay = ({ head }: Plan, today: IsoDay): IsoDay =>
  `${Math.max(head.year, Number(today.slice(0, 4))) + 2}-12-31`;

/** Where a name does not say the plan's year, it is said beside it: with and without it is the same name. */
const withoutYear = (name: string, { head }: Plan): string =>
  name.toLowerCase().replaceAll(String(head.year), ' ').replace(/\s+/g, ' ').trim();

/**
 * Checks a draft whole, so that every wrong field is told at once.
 * @param today a phase may open in the past, but not be due there
 */
export function checkPhase(draft: PhaseDraft, plan: Plan, today: IsoDay): CheckedPhase {
  const problems = new Map<PhaseField, PhaseProblem>();
  const name = draft.name.trim().replace(/\s+/g, ' ');
  if (name === '') problems.set('name', { code: 'name_missing' });
  else if (name.length > MAX_PHASE_NAME) problems.set('name', { code: 'name_too_long' });
  else if (plan.phases.some((phase) => withoutYear(phase.name, plan) === withoutYear(name, plan)))
    problems.set('name', { code: 'name_taken' });
  const kinds = ITEM_KINDS.filter((kind) => draft.kinds.includes(kind));
  if (kinds.length === 0) problems.set('kinds', { code: 'kinds_missing' });
  const { opensOn, dueOn } = draft;
  if (opensOn === null) problems.set('opensOn', { code: 'day_missing' });
  if (dueOn === null) problems.set('dueOn', { code: 'day_missing' });
  else if (opensOn !== null && dueOn < opensOn) problems.set('dueOn', { code: 'due_before_opening' });
  else if (dueOn < today) problems.set('dueOn', { code: 'due_in_the_past' });
  else if (dueOn > lastDueDay(plan, today)) problems.set('dueOn', { code: 'due_too_far' });
  const ladder = parseLadder(draft.ladder);
  if (!ladder.ok) problems.set('ladder', ladder.problem);
  if (problems.size > 0 || opensOn === null || dueOn === null || !ladder.ok) return { ok: false, problems };
  return {
    ok: true,
    phase: {
      year: plan.head.year,
      code: freeCode(name, plan),
      name,
      kinds,
      opensOn,
      dueOn,
      closesOn: null,
      source: null,
      ladder: ladder.ladder,
      channel: draft.channel,
      paused: false,
    },
  };
}

/** "Monitoraggio finale 2021" gives `monitoraggio-finale-2021`; with a number behind it where that is taken. */
function freeCode(name: string, plan: Plan): string {
  const base =
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'fase';
  const taken = new Set(plan.phases.map(({ code }) => code));
  let code = base;
  for (let next = 2; taken.has(code); next++) code = `${base}-${next}`;
  return code;
}

/** The kinds of a plan that a phase can ask about, those that have items first. */
export const kindsOf = (plan: Plan): readonly ItemKind[] =>
  ITEM_KINDS.filter((kind) => plan.items.some((item) => item.kind === kind));
