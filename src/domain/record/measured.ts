import { the } from '../../words/articles.ts';
import { formatExact } from '../../words/formats.ts';
import { parseDay } from '../plan/index.ts';
import { type Indicator, type IsoDay, type ItemKey, itemRef, type Milestone, type Plan } from '../types.ts';
import { LINE_END } from './corrective-actions.ts';

/** The value of an indicator, by the indicator's own code. */
export interface ReportedResult {
  readonly code: string;
  readonly value: number;
}

/** The day on which a milestone was done, by the milestone's own code. */
export interface ReportedMilestone {
  readonly code: string;
  readonly doneOn: IsoDay;
}

/** What a version says of an item's indicators and milestones. */
interface Reported extends ItemKey {
  readonly results: readonly ReportedResult[];
  readonly milestonesDone: readonly ReportedMilestone[];
}

/** The plan with what was reported of its indicators and milestones; the newest report of each counts. */
export function withReports(plan: Plan, reports: readonly Reported[]): Plan {
  if (reports.length === 0) return plan;
  const keyOf = (item: ItemKey, code: string): string => `${itemRef(item)} ${code}`;
  const results = new Map(
    reports.flatMap((one) => one.results.map(({ code, value }) => [keyOf(one, code), value] as const)),
  );
  const done = new Map(
    reports.flatMap((one) =>
      one.milestonesDone.map(({ code, doneOn }) => [keyOf(one, code), doneOn] as const),
    ),
  );
  return {
    ...plan,
    indicators: plan.indicators.map((one) => ({
      ...one,
      result: results.get(keyOf(one, one.code)) ?? one.result,
    })),
    milestones: plan.milestones.map((one) => ({
      ...one,
      doneOn: done.get(keyOf(one, one.code)) ?? one.doneOn,
    })),
  };
}

/** Whether a value is worse than the one before, as the indicator has it. */
export function isWorse({ direction, baseline, targets }: Indicator, before: number, now: number): boolean {
  const target = targets.at(-1)?.value ?? null;
  const lower =
    direction === 'lower' ||
    (direction === null && baseline !== null && target !== null && target < baseline);
  return lower ? now > before : now < before;
}

export type MeasuredProblem =
  | 'indicator_unknown'
  | 'indicator_not_a_number'
  | 'milestone_unknown'
  | 'milestone_day_unreadable';

type Lines<T> = readonly T[] | { readonly problem: MeasuredProblem; readonly line: number };

/**
 * The indicators as lines of a form, to be filled in after the colon: "1) Giorni di attesa (giorni): 66".
 * @param values what stands there already, by code
 */
export const writeResults = (indicators: readonly Indicator[], values: ReadonlyMap<string, number>): string =>
  indicators
    .map(({ code, name, unit }, at) => {
      const value = values.get(code);
      return `${at + 1}) ${name}${unit === null ? '' : ` (${unit})`}: ${value === undefined ? '' : formatExact(value)}`;
    })
    .join('\n');

/** Reads such lines back; a line that was left empty reports nothing. */
export function parseResults(text: string, indicators: readonly Indicator[]): Lines<ReportedResult> {
  const found: ReportedResult[] = [];
  for (const { line, rank, value } of filled(text)) {
    const indicator = indicators[rank - 1];
    if (!indicator) return { problem: 'indicator_unknown', line };
    const amount = amountOf(value);
    if (amount === null) return { problem: 'indicator_not_a_number', line };
    found.push({ code: indicator.code, value: amount });
  }
  return found;
}

/** The milestones as lines of a form: "1) Collaudo, entro il 30/09/2026: 12/09/2026". */
export const writeMilestones = (
  milestones: readonly Milestone[],
  days: ReadonlyMap<string, IsoDay>,
): string =>
  milestones
    .map(({ code, name, expectedTo }, at) => {
      const by = expectedTo === null ? '' : `, entro ${the(italianDay(expectedTo))}`;
      return `${at + 1}) ${name}${by}: ${italianDay(days.get(code) ?? '')}`;
    })
    .join('\n');

/** Reads such lines back. */
export function parseMilestones(text: string, milestones: readonly Milestone[]): Lines<ReportedMilestone> {
  const found: ReportedMilestone[] = [];
  for (const { line, rank, value } of filled(text)) {
    const milestone = milestones[rank - 1];
    if (!milestone) return { problem: 'milestone_unknown', line };
    const doneOn = parseDay(value);
    if (doneOn === null) return { problem: 'milestone_day_unreadable', line };
    found.push({ code: milestone.code, doneOn });
  }
  return found;
}

/** The lines that say something: their number in the form, the rank they begin with, what stands after the last colon. */
const filled = (text: string): readonly { line: number; rank: number; value: string }[] =>
  text.split(LINE_END).flatMap((typed, at) => {
    const colon = typed.lastIndexOf(':');
    const value = typed.slice(colon + 1).trim();
    if (typed.trim() === '' || value === '') return [];
    const rank = Number(/^\s*(\d+)\s*\)/.exec(typed)?.[1] ?? Number.NaN);
    return [{ line: at + 1, rank: colon < 0 ? Number.NaN : rank, value }];
  });

/** "66", "66,5 giorni", "1.250", "95 %", "sì"; null for anything else. */
function amountOf(value: string): number | null {
  const word = value.toLowerCase();
  if (word === 'sì' || word === 'si') return 1;
  if (word === 'no') return 0;
  const [, digits] = /^(-?[\d.]+(?:,\d+)?)\s*(?:%|€|\p{L}[\p{L}. €/]*)?$/u.exec(value) ?? [];
  if (digits === undefined) return null;
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits);
  const plain = (grouped || digits.includes(',') ? digits.replaceAll('.', '') : digits).replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

const italianDay = (day: string): string => day.split('-').reverse().join('/');
