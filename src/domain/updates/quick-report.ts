import { bareContent, type StatusUpdate, type UpdateContent } from '../record/index.ts';
import type { Phase } from '../types.ts';

/** A report in one click. */
export type QuickReport = 'no_change' | 'achieved';

/** What one click reports: the last version again, or the item as achieved today. */
export function quickContent(
  report: QuickReport,
  last: StatusUpdate | null,
  phase: Phase,
  today: string,
): UpdateContent {
  if (report === 'achieved')
    return { ...bareContent('achieved', 100), achievedOn: today, evidence: last?.evidence ?? null };
  if (last === null)
    // Nobody has declared a percent: it stays undeclared, which is not zero.
    return { ...bareContent('in_progress'), note: 'Nessuna variazione rispetto al piano.' };
  const isOfThisPhase = last.phase === phase.code;
  return {
    state: isOfThisPhase || last.state === 'achieved' ? last.state : 'in_progress',
    percent: last.percent,
    note: 'Nessuna variazione.',
    achievedOn: last.achievedOn,
    criticalPoints: last.criticalPoints,
    correctiveActions: isOfThisPhase ? last.correctiveActions : null,
    changes: isOfThisPhase ? last.changes : [],
    sheet: null,
    reason: isOfThisPhase ? last.reason : null,
    act: isOfThisPhase ? last.act : null,
    evidence: last.evidence,
    actionsDone: [],
    results: isOfThisPhase ? last.results : [],
    milestonesDone: isOfThisPhase ? last.milestonesDone : [],
  };
}
