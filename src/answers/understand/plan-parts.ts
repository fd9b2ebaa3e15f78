import type { Conversation } from '../conversation.ts';
import { talkOf } from '../follow/follow.ts';
import { memberRefs } from '../follow/shown-set.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Scope } from '../parts/parts-query.ts';
import { readParts } from '../parts/read-parts.ts';
import { isOpen } from '../parts/scope.ts';
import { followRows } from '../rows/follow-rows.ts';
import { readRows } from '../rows/read-rows.ts';
import type { Context, Outcome } from './outcome.ts';

/** A question about indicators, milestones, the budget, the place in the plan, days or other years, for plans that have them. */
export function recogniseParts(
  text: string,
  { vocabulary, lens, today, cut, conversation }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null && lens !== 'deadlines') return null;
  const next = lens === null && conversation ? followRows(text, vocabulary, conversation, today, cut) : null;
  if (next) return { type: 'query', query: next, assumed: true, alternatives: [] };
  const within = lens === null && conversation ? spokenOf(conversation, vocabulary.index) : null;
  const query =
    readRows(text, vocabulary, today, cut, within) ?? readParts(text, vocabulary, today, cut, within);
  if (query === null) return null;
  const goesOn = within !== null && query.scope.items === within.items && query.scope.units === within.units;
  return { type: 'query', query, assumed: goesOn, alternatives: [] };
}

/** The structures or items that the answer before was about; null where it was about all, or about none. */
function spokenOf(conversation: Conversation, index: PlanIndex): Scope | null {
  const { query } = conversation;
  if (query === null) return null;
  if (query.type === 'parts') return isOpen(query.scope) ? null : query.scope;
  if (query.type === 'figures' && query.select.every(({ type }) => type === 'kind' || type === 'structure')) {
    const codesOf = (level: 'department' | 'unit'): string[] =>
      query.select.flatMap((atom) => (atom.type === 'structure' && atom.level === level ? atom.codes : []));
    const [departments, units] = [codesOf('department'), codesOf('unit')];
    return departments.length + units.length === 0 ? null : { ...NOWHERE, departments, units };
  }
  const talk = talkOf(index, conversation);
  const items = talk === null ? [] : memberRefs(talk);
  return items.length === 0 || items.length === index.items.length ? null : { ...NOWHERE, items: [...items] };
}

const NOWHERE: Scope = { kind: null, items: null, departments: [], units: [], where: [] };
