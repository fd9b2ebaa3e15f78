import { unique } from '../knowledge/plan-index.ts';
import { kindOf } from './items.ts';
import type { Part, QueryOutcome } from './part.ts';
import type { Reading } from './reading.ts';

const TOGETHER = /^ask:(compare|difference|total|average|share|discrepancies)$/;

/** "Quanti obiettivi ha il settore 5 e quanti processi?": of the same department. */
export const isContinued = (before: Reading, next: Reading): boolean =>
  next.items.length + next.structures.length + next.goals.length + next.topic.length === 0 &&
  !next.concepts.has('noun:body') &&
  (before.structures.length + before.goals.length + before.topic.length > 0 || before.items.length > 0);

/** Speaks of the others: a sum, a difference, the dearest of them. */
export const leans = ({ concepts, items, structures, kinds, goals, measures, tokens }: Reading): boolean =>
  concepts.has('follow:those') ||
  ([...concepts].some((concept) => TOGETHER.test(concept)) &&
    measures.length === 0 &&
    !concepts.has('ask:count')) ||
  ((concepts.has('ask:compare') ||
    concepts.has('ask:difference') ||
    tokens.some(({ text }) => text.startsWith('differen'))) &&
    items.length + structures.length + goals.length < 2 &&
    kinds.length < 2 &&
    measures.length < 2) ||
  ((concepts.has('rank:max') || concepts.has('rank:min')) && items.length === 1);

/** "Il liquidato del processo 58 e poi il riscosso del 59": another process. */
export function ofOneKind(parts: readonly Part[]): readonly QueryOutcome[] {
  const kinds = unique(parts.flatMap(({ reading }) => reading.items.flatMap((one) => one.kind ?? [])));
  const [kind] = kinds;
  return parts.map(({ outcome, reading }) => {
    const { query } = outcome;
    if (kinds.length !== 1 || query.type !== 'item' || reading.items.some((one) => one.kind !== null))
      return outcome;
    if (reading.items.length === 0) return outcome;
    const fitting = query.items.filter((ref) => kindOf(ref) === kind);
    return fitting.length === 0 ? outcome : { ...outcome, query: { ...query, items: fitting } };
  });
}
