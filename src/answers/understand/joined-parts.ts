import { unique } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import { EVERYTHING, type Query, type QueryOf } from '../query.ts';
import { kindOf } from './items.ts';
import type { Context } from './outcome.ts';
import { type Part, type QueryOutcome, standing, type Understand } from './part.ts';
import { type Reading, readTokens } from './reading.ts';

const TOGETHER = /^ask:(compare|difference|total|average|share|discrepancies)$/;
const SETS: ReadonlySet<Query['type']> = new Set(['total', 'count', 'list', 'ranking']);

/**
 * "Quanto ha speso il settore 2 e quanti obiettivi ha?", "quanti ne ha il 5 e quanti di questi sono al 100 %?": another
 * thing asked of the same, which read together would narrow what was asked first.
 */
export function continuing(
  before: Part,
  tokens: readonly Token[],
  context: Omit<Context, 'reading'>,
  understand: Understand,
): Part | null {
  const { query } = before.outcome;
  const reading = readTokens(context.vocabulary, tokens);
  if (!asksMore(before, reading)) return null;
  if (query.type === 'item') return ofOffice(query, tokens, reading);
  const { year } = context.vocabulary.index.plan.head;
  const conversation = { query, earlier: [], items: [], unanswered: null, year };
  const followed = understand(tokens, { ...context, conversation });
  return followed.type === 'query' && SETS.has(followed.query.type)
    ? { tokens, outcome: { ...followed, assumed: false }, reading, continued: true }
    : null;
}

/** "E quanto tutto il settore 3?": the figures asked of the item, of an office. */
function ofOffice({ measures }: QueryOf<'item'>, tokens: readonly Token[], reading: Reading): Part {
  const codes = (level: 'department' | 'unit'): string[] =>
    reading.structures.filter((one) => one.level === level).map((one) => one.code);
  const filter = { ...EVERYTHING, departments: codes('department'), units: codes('unit') };
  const query: Query = { type: 'total', filter, measures, mode: 'sum', groupBy: null };
  return {
    tokens,
    reading,
    continued: true,
    outcome: { type: 'query', query, assumed: false, alternatives: [] },
  };
}

function asksMore({ outcome, reading: first }: Part, next: Reading): boolean {
  const { query } = outcome;
  const names = next.items.length + next.goals.length + next.topic.length > 0;
  // "Quanto costa l'obiettivo 24 e quanto tutto il settore 3?"
  if (query.type === 'item')
    return (
      query.measures.length > 0 &&
      /^quant[oaie]$/.test(next.tokens[0]?.text ?? '') &&
      !names &&
      next.structures.some((one) => one.strong) &&
      next.measures.length + next.kinds.length === 0
    );
  if (!SETS.has(query.type) || names || next.structures.length > 0) return false;
  if (!next.concepts.has('ask:count') || next.measures.length > 0) return false;
  if (next.concepts.has('follow:those')) return query.type === 'count' || query.type === 'list';
  if (next.kinds.length === 0) return false;
  return (
    first.kinds.length === 0 &&
    (query.type === 'total'
      ? first.structures.length > 0
      : query.type === 'ranking' && query.of !== 'item' && query.measure !== 'count' && query.limit === 1)
  );
}

/** "Nel settore 5 qual è l'obiettivo più caro e qual è il processo più caro?": the office said first is of both. */
export function scoped(
  before: Part,
  next: Part,
  context: Omit<Context, 'reading'>,
  understand: Understand,
): Part | null {
  const [office, ...others] = before.reading.structures;
  const ranks = next.reading.concepts.has('rank:max') || next.reading.concepts.has('rank:min');
  if (!office || others.length > 0 || !ranks || next.reading.kinds.length === 0) return null;
  const noun = before.tokens[office.from]?.type === 'number' ? 1 : 0;
  const scope = before.tokens.slice(office.from - noun, office.to);
  return standing([...next.tokens, ...scope], { ...context, conversation: null }, understand);
}

/** "Quanti obiettivi ha il settore 5 e quanti processi?": of the same department. */
export const isContinued = (before: Reading, next: Reading): boolean =>
  leavesKindOut(before, next) ||
  (next.items.length + next.structures.length + next.goals.length + next.topic.length === 0 &&
    !next.concepts.has('noun:body') &&
    (before.structures.length + before.goals.length + before.topic.length > 0 || before.items.length > 0));

/** "Quanti processi ha il settore 9, quanti il settore 2?": processes too. */
const leavesKindOut = (before: Reading, next: Reading): boolean =>
  next.concepts.has('ask:count') &&
  before.concepts.has('ask:count') &&
  before.kinds.length > 0 &&
  next.structures.length > 0 &&
  next.kinds.length + next.measures.length === 0;

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

/** The same figures of several items are one table. */
export function inOne(outcomes: readonly QueryOutcome[]): readonly QueryOutcome[] | null {
  const queries = outcomes.flatMap(({ query }) => (query.type === 'item' ? [query] : []));
  const [first] = queries;
  const shape = (query: QueryOf<'item'>): string =>
    JSON.stringify([query.measures, query.attributes, query.department]);
  if (!first || queries.length < outcomes.length || queries.some((one) => shape(one) !== shape(first)))
    return null;
  const query = { ...first, items: [...unique(queries.flatMap(({ items }) => items))] };
  return [{ type: 'query', query, assumed: false, alternatives: [] }];
}
