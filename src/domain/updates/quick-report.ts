import { joined } from '../../words/articles.ts';
import { attainmentOfIndicators } from '../plan/index.ts';
import { bareContent, type StatusUpdate, stands, type UpdateContent } from '../record/index.ts';
import {
  type Indicator,
  type Item,
  type ItemKey,
  type ItemRef,
  itemRef,
  type Percent,
  type Phase,
  type Plan,
} from '../types.ts';

/** A report in one click. */
export type QuickReport = 'no_change' | 'achieved';

/** How a report begins that says again what is known. */
export const NO_CHANGE = 'Nessuna variazione';

/** Whether a version says that nothing has changed, and nothing else. */
export const repeats = ({ note }: Pick<StatusUpdate, 'note'>): boolean =>
  note !== null && new RegExp(`^${NO_CHANGE}(?: rispetto [^.]+)?\\.$`).test(note);

/** What indicators give: from 0 to 100, with two decimals at most; null where they give nothing. */
export function measuredPercent(indicators: readonly Indicator[], year: number): Percent | null {
  const percent = attainmentOfIndicators(indicators, year);
  return percent === null ? null : Math.min(100, Math.round(percent * 100) / 100);
}

/** The same for those of an item. */
export const measuredIn = (plan: Plan, item: ItemKey): Percent | null =>
  measuredPercent(
    plan.indicators.filter((one) => itemRef(one) === itemRef(item)),
    plan.head.year,
  );

/**
 * Whether anything is known of an item before a phase asks about it: a report of another phase, its indicators, or how
 * far it was in the former year.
 * @param answered by phase, the chains of each item whose report stands
 * @param formerProgress how far an item was in the former year, where it goes on from there
 */
export const isKnownBefore = (
  plan: Plan,
  phase: Phase,
  item: Item,
  chain: string,
  answered: ReadonlyMap<string, ReadonlyMap<ItemRef, ReadonlySet<string>>>,
  formerProgress: (item: Item) => Percent | null,
): boolean =>
  plan.phases.some(
    ({ code }) => code !== phase.code && answered.get(code)?.get(itemRef(item))?.has(chain) === true,
  ) ||
  measuredIn(plan, item) !== null ||
  formerProgress(item) !== null;

/**
 * Whether "nothing has changed" says something. What was sent back is to be put right, not said again.
 * @param newest the newest version of the phase; null where it has none
 */
export const mayRepeat = (newest: Pick<StatusUpdate, 'outcome'> | null, knownBefore: boolean): boolean =>
  newest === null ? knownBefore : stands(newest) || newest.outcome === 'reopened';

/**
 * What one click reports: the item as achieved today, or what is known of it again.
 * @param last the report that this one goes on from; null where only the indicators, or the former year, say something
 * @param known what those say
 * @param since the former year, where it is what says so
 */
export function quickContent(
  report: QuickReport,
  last: StatusUpdate | null,
  known: Percent | null,
  since: number | null,
  phase: Phase,
  today: string,
): UpdateContent {
  if (report === 'achieved')
    return { ...bareContent('achieved', 100), achievedOn: today, evidence: last?.evidence ?? null };
  if (last === null)
    return {
      ...bareContent('in_progress', known),
      note: `${NO_CHANGE} rispetto ${joined('a', since ?? 'piano')}.`,
    };
  const isOfThisPhase = last.phase === phase.code;
  const isFinal = last.state === 'achieved' || last.state === 'withdrawn';
  return {
    state: isOfThisPhase || isFinal ? last.state : 'in_progress',
    percent: last.percent,
    note: `${NO_CHANGE}.`,
    achievedOn: last.achievedOn,
    criticalPoints: last.criticalPoints,
    correctiveActions: isOfThisPhase ? last.correctiveActions : null,
    changes: isOfThisPhase ? last.changes : [],
    sheet: null,
    reason: isOfThisPhase || isFinal ? last.reason : null,
    act: isOfThisPhase || isFinal ? last.act : null,
    evidence: last.evidence,
    actionsDone: [],
    results: isOfThisPhase ? last.results : [],
    milestonesDone: isOfThisPhase ? last.milestonesDone : [],
  };
}
