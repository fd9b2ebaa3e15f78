import { formatDay } from '../../words/days.ts';
import { daysIn, parseDay } from '../plan/index.ts';
import type { IsoDay } from '../types.ts';
import { newestOfChains } from './chains.ts';
import { type ActionRef, notCancelled, type StatusUpdate, stands } from './versions.ts';

/** azione correttiva: what will be done, by whom, by when. */
interface CorrectiveAction {
  readonly what: string;
  readonly owner: string;
  readonly due: IsoDay;
}

/** More than this is a plan of its own, and would not fit in a menu of Slack's. */
const MAX_ACTIONS = 10;

export type ActionProblem =
  | 'action_incomplete'
  | 'action_day_unreadable'
  | 'action_day_out_of_horizon'
  | 'action_day_past'
  | 'action_of_two_days'
  | 'too_many_actions';

/** Every end of a line that Unicode knows: text is pasted from anywhere. Source: UAX #14, class BK, and CR, LF, NL. */
export const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** The first wrong line of the actions typed in a form, from 1. */
interface WrongAction {
  readonly line: number;
  readonly problem: ActionProblem;
}

/**
 * Reads corrective actions as typed: one a line, "cosa; chi; entro quando" (also with " - " or " – " between).
 * @param horizon first and last day that an action may be due on
 * @param today what is promised only now is due from today on
 * @param before the actions of the version before, as kept: they may be late by now
 */
export function parseActions(
  text: string,
  horizon: { readonly from: IsoDay; readonly to: IsoDay },
  today: IsoDay,
  before: string | null = null,
): readonly CorrectiveAction[] | WrongAction {
  const lines = text
    .split(LINE_END)
    .map((line) => line.replace(/^\s*(?:[-•*]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '');
  if (lines.length > MAX_ACTIONS) return { line: MAX_ACTIONS + 1, problem: 'too_many_actions' };
  const known = new Set(readActions(before).map(({ due }) => due));
  const actions: CorrectiveAction[] = [];
  for (const [index, line] of lines.entries()) {
    const parts = (line.includes(';') ? line.split(';') : line.split(/\s[-–—]\s/)).map((part) => part.trim());
    const wrong = (problem: ActionProblem): WrongAction => ({ line: index + 1, problem });
    const [owner, typed] = parts.slice(-2);
    const what = parts.slice(0, -2).join('; ');
    if (parts.length < 3 || what === '' || !owner || !typed) return wrong('action_incomplete');
    // More than one day is more than one action.
    if (daysIn(line).length > 1) return wrong('action_of_two_days');
    const due = parseDay(typed.replace(/^(entro\s+)?(il\s+)?/i, ''));
    if (due === null) return wrong('action_day_unreadable');
    if (due < horizon.from || due > horizon.to) return wrong('action_day_out_of_horizon');
    if (due < today && !known.has(due)) return wrong('action_day_past');
    actions.push({ what, owner, due });
  }
  return actions;
}

/** The one form in which actions are kept; `readActions` gives them back. */
export const writeActions = (actions: readonly CorrectiveAction[]): string =>
  actions.map(({ what, owner, due }) => `${what}; ${owner}; ${due}`).join('\n');

/** The actions of a version, as kept. Text of earlier programs that is no list of actions is one without owner. */
export function readActions(text: string | null): readonly CorrectiveAction[] {
  if (text === null || text.trim() === '') return [];
  return text.split('\n').map((line) => {
    const parts = line.split('; ');
    const due = parts.at(-1) ?? '';
    return parts.length >= 3 && /^\d{4}-\d{2}-\d{2}$/.test(due)
      ? { what: parts.slice(0, -2).join('; '), owner: parts.at(-2) ?? '', due }
      : { what: line, owner: '', due: '' };
  });
}

/** Actions are kept with ISO days, and typed with Italian ones; text that is no list of actions stays as it is. */
export function actionsAsTyped(text: string): string {
  const actions = readActions(text);
  return actions.some(({ due }) => due === '')
    ? text
    : writeActions(actions.map((action) => ({ ...action, due: formatDay(action.due) })));
}

/** An action with where it was declared and whether it was done. */
export interface TrackedAction extends CorrectiveAction {
  readonly ref: ActionRef;
  readonly phase: string;
  /** Id of the version that says it is done; null while it is open. */
  readonly doneIn: number | null;
}

/**
 * Every action declared on an item, oldest first, with its state. Only the actions of the newest standing version of
 * each phase and chain count: a new version replaces what the one before it promised.
 * @param versions all the item's versions, oldest first
 */
export function trackActions(versions: readonly StatusUpdate[]): readonly TrackedAction[] {
  const live = notCancelled(versions);
  const done = new Map(
    live.flatMap(({ id, actionsDone }) => actionsDone.map(({ update, line }) => [`${update}|${line}`, id])),
  );
  return newestOfChains(versions)
    .filter(stands)
    .flatMap((version) =>
      readActions(version.correctiveActions).map((action, line) => ({
        ...action,
        ref: { update: version.id, line },
        phase: version.phase,
        doneIn: done.get(`${version.id}|${line}`) ?? null,
      })),
    );
}
