import type { LadderStep } from '../types.ts';
import type { PhaseProblem } from './phases.ts';

/** A step is at most this many working days from the due date: about half a year. */
const FARTHEST_STEP = 120;
/** Each step is a message to each person: more would be nagging. */
const MAX_STEPS = 12;

type ParsedLadder =
  | { readonly ok: true; readonly ladder: readonly LadderStep[] }
  | { readonly ok: false; readonly problem: PhaseProblem };

/** Who is told besides the contact, as written after a step. */
const AUDIENCES: readonly { readonly words: RegExp; readonly audience: LadderStep['audience'] }[] = [
  { words: /^$|^referent[ei]$/, audience: ['contact'] },
  { words: /^dirigent[ei]$/, audience: ['contact', 'head'] },
  { words: /^(ufficio )?controllo$/, audience: ['contact', 'head', 'controller'] },
];

/**
 * Reads a ladder written on one line: working days before (-) or after (+) the due date, separated by commas, each
 * followed by who is told besides the contact. "+3 dirigente, +5 controllo": the control office's step tells the head
 * as well.
 */
export function parseLadder(text: string): ParsedLadder {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
  if (parts.length === 0) return failed('ladder_empty');
  if (parts.length > MAX_STEPS) return failed('ladder_too_long', String(parts.length));
  const ladder: LadderStep[] = [];
  for (const part of parts) {
    // A minus may have been typed as a dash.
    const match = /^([+\-−–]?) ?(\d{1,3})(?: ?(?:gg|giorni|g))?(?: (.*))?$/.exec(part.toLowerCase());
    const [, sign = '', days = '', words = ''] = match ?? [];
    const audience = AUDIENCES.find((known) =>
      known.words.test(words.replace(/^(e |il |anche )+/, '')),
    )?.audience;
    if (!match || !audience || (sign === '' && Number(days) !== 0))
      return failed('ladder_not_understood', part);
    const offset = Number(days) === 0 ? 0 : (sign === '+' ? 1 : -1) * Number(days);
    if (Math.abs(offset) > FARTHEST_STEP) return failed('ladder_out_of_range', part);
    if (ladder.some((step) => step.offset === offset)) return failed('ladder_step_twice', part);
    ladder.push({ offset, audience });
  }
  return { ok: true, ladder: ladder.sort((a, b) => a.offset - b.offset) };
}

const failed = (code: PhaseProblem['code'], found?: string): ParsedLadder => ({
  ok: false,
  problem: { code, ...(found === undefined ? {} : { found }) },
});

/** Writes a ladder as `parseLadder` reads it. */
export const formatLadder = (ladder: readonly LadderStep[]): string =>
  [...ladder]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, audience }) =>
      [
        offset > 0 ? `+${offset}` : String(offset),
        audience.includes('controller') ? 'controllo' : audience.includes('head') ? 'dirigente' : '',
      ]
        .join(' ')
        .trim(),
    )
    .join(', ');
