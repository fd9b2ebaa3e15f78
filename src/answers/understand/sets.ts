import type { ItemRef } from '../../domain/types.ts';
import { EVERYTHING, type Filter, type GroupBy, type Measure, type Query, type Subject } from '../query.ts';
import { filterOf } from './filter-of.ts';
import { expandMeasure, expandMeasures, speaksOfDeadline } from './filters.ts';
import { askedMeasures } from './items.ts';
import { looseNoun } from './nouns.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import { recogniseRanking } from './rankings.ts';
import type { Reading } from './reading.ts';
import type { SaidMeasure } from './said-measures.ts';

const isEverything = (filter: Filter): boolean =>
  JSON.stringify({ ...filter, kind: null }) === JSON.stringify(EVERYTHING);

/** Rankings, comparisons, totals, averages, counts and lists over many items. */
export function recogniseSets(context: Context, topic: readonly ItemRef[]): Outcome | null {
  const { reading } = context;
  const unknown = reading.unknownStructures[0];
  if (unknown !== undefined) return refuse({ reason: 'unknown_structure', said: unknown });
  if (reading.concepts.has('filter:mine') && filterOf(context).filter.mine === false)
    return refuse({ reason: 'unknown_asker' });
  return (
    recogniseComparison(context) ??
    recogniseRanking(context, topic) ??
    recogniseCount(context, topic) ??
    recogniseTotal(context, topic) ??
    recogniseList(context, topic)
  );
}

function recogniseComparison(context: Context): Outcome | null {
  const { reading, lens } = context;
  const { concepts } = reading;
  const cue = ['ask:compare', 'ask:difference', 'rank:max', 'rank:min'].some((concept) =>
    concepts.has(concept),
  );
  const measures = askedMeasures(reading, lens);
  const structures = reading.structures.filter((one) => one.strong || reading.structures.length > 1);
  const subjects: Subject[] =
    structures.length > 1
      ? structures.map((one) => ({ type: one.level, code: one.code }))
      : reading.goals.length > 1
        ? reading.goals.map((number) => ({ type: 'goal', number }))
        : reading.kinds.length > 1
          ? reading.kinds.map((kind) => ({ type: 'kind', kind }))
          : [];
  const distinct = subjects.filter(
    (one, at) => subjects.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at,
  );
  if (distinct.length < 2) return null;
  if (
    !cue &&
    !(measures.length > 0 && structures.length > 1) &&
    !(concepts.has('ask:count') && structures.length > 1)
  )
    return null;
  const count =
    measures.length === 0 &&
    (concepts.has('ask:count') || reading.kinds.length > 0 || reading.goals.length > 1);
  return ask({
    type: 'compare',
    subjects: distinct.slice(0, 20),
    measures: measures.length > 0 ? [...measures] : [...expandMeasures(['cost'])],
    kind: subjects[0]?.type !== 'kind' && reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null,
    count,
  });
}

/** "Per settore", "per tipo". */
export function groupOf(reading: Reading): GroupBy | null {
  for (const group of ['department', 'unit', 'kind', 'goal', 'weight', 'deadline'] as const)
    if (reading.concepts.has(`group:${group}`)) return group;
  return null;
}

/** "Quanti soldi", "quante entrate" ask for money, not for a count. */
export function countsMoney(reading: Reading): boolean {
  const count = reading.spans.find((span) => span.concept === 'ask:count');
  if (!count) return false;
  let next = count.to;
  while (reading.tokens[next]?.light) next += 1;
  return reading.spans.some((span) => span.from === next && span.concept.startsWith('measure:'));
}

function recogniseCount(context: Context, topic: readonly ItemRef[]): Outcome | null {
  const { reading } = context;
  if (!reading.concepts.has('ask:count') || countsMoney(reading)) return null;
  const { filter, used } = filterOf(context, topic);
  const extra = reading.measures.filter((measure) => !used.has(measure));
  const noun = looseNoun(reading);
  const of = noun === 'unit' || noun === 'department' ? (countedFirst(reading) ? noun : 'item') : 'item';
  if (countsGoals(reading)) return ask({ type: 'count', filter, groupBy: 'goal', of: 'item' });
  const counted =
    reading.kinds.length > 0 || reading.concepts.has('kind:any') || !isEverything(filter) || of !== 'item';
  if (!counted) return null;
  // "Quanti processi hanno riscosso": those that declare it.
  const declared = extra.flatMap((measure) => (isMoney(measure) ? [condition(measure)] : []));
  const withMoney = extra.includes('revenue') ? { ...filter, revenue: true } : filter;
  return ask({
    type: 'count',
    filter: { ...withMoney, conditions: [...withMoney.conditions, ...declared] },
    groupBy: groupOf(reading) ?? (reading.kinds.length > 1 ? 'kind' : null),
    of,
  });
}

/** Measures that some items declare and others do not; nearly all have a personnel cost. */
const isMoney = (measure: SaidMeasure): boolean =>
  !['weight', 'attainment', 'revenue', 'cost', 'personnel', 'resources'].includes(measure);

const condition = (measure: SaidMeasure): Filter['conditions'][number] => ({
  measure: expandMeasure(measure)[0] ?? 'personnel',
  op: 'declared',
  value: null,
  to: null,
});

/** "Quanti goal ha il settore 2": the goals that its items serve. */
function countsGoals(reading: Reading): boolean {
  const count = reading.spans.find((span) => span.concept === 'ask:count');
  return (
    reading.goals.length === 0 &&
    reading.spans.some((span) => span.concept === 'noun:goal' && span.from === count?.to)
  );
}

/** "Quanti settori…" counts structures; "quanti obiettivi per settore" does not. */
function countedFirst(reading: Reading): boolean {
  const count = reading.spans.find((span) => span.concept === 'ask:count');
  let next = count?.to ?? 0;
  while (reading.tokens[next]?.light) next += 1;
  return reading.spans.some(
    (span) => span.from === next && /^(noun:(unit|department|structure)|group:)/.test(span.concept),
  );
}

function recogniseTotal(context: Context, topic: readonly ItemRef[]): Outcome | null {
  const { reading, lens } = context;
  const { concepts } = reading;
  const { filter, used } = filterOf(context, topic);
  const remaining = reading.measures.filter((measure) => !used.has(measure));
  const fromLens = reading.measures.length === 0 && (lens === 'costs' || concepts.has('filter:revenue'));
  const measures =
    remaining.length > 0 ? expandMeasures(remaining) : fromLens ? askedMeasures(reading, lens) : [];
  if (measures.length === 0) return null;
  const filtered = !isEverything(filter) || filter.kind !== null;
  if (
    concepts.has('ask:list') &&
    !concepts.has('ask:total') &&
    filtered &&
    groupOf(reading) === null &&
    lens !== 'costs'
  )
    return ask(listQuery(withDeclared(filter, reading, remaining), measures, false));
  if (fromLens && concepts.has('filter:revenue') && lens !== 'costs') return null;
  // "Processi con riscosso": those that declare it, not its sum.
  if (
    filtered &&
    reading.setLike &&
    withMeasure(reading) &&
    !concepts.has('ask:total') &&
    groupOf(reading) === null
  )
    return ask(listQuery(withDeclared(filter, reading, remaining), measures, false));
  const rated = measures.every((measure) => measure.endsWith('_rate') || measure.endsWith('_share'));
  const mode = concepts.has('ask:average')
    ? 'average'
    : (concepts.has('ask:share') || (concepts.has('ask:percent') && !isEverything(filter))) && !rated
      ? 'share'
      : 'sum';
  return ask({
    type: 'total',
    filter,
    measures: [...measures],
    mode,
    groupBy: groupOf(reading) ?? (reading.kinds.length > 1 ? 'kind' : null),
  });
}

const withMeasure = (reading: Reading): boolean =>
  !reading.tokens.some((token) => /^(quanto|quanta|quanti|quante|how)$/.test(token.text)) &&
  reading.spans.some(
    (span) =>
      span.concept.startsWith('measure:') && /^(con|with)$/.test(reading.tokens[span.from - 1]?.text ?? ''),
  );

/** "Elenca gli obiettivi con impegni": only those that declare it. */
function withDeclared(filter: Filter, reading: Reading, measures: readonly SaidMeasure[]): Filter {
  const says = reading.tokens.some((token) => /^(con|hanno|ha|with|che)$/.test(token.text));
  const extra = says ? measures.flatMap((measure) => (isMoney(measure) ? [condition(measure)] : [])) : [];
  return { ...filter, conditions: [...filter.conditions, ...extra] };
}

const listQuery = (filter: Filter, columns: readonly Measure[], deadlines: boolean): Query => ({
  type: 'list',
  filter,
  columns: [...columns],
  deadlines,
});

function recogniseList(context: Context, topic: readonly ItemRef[]): Outcome | null {
  const { reading, lens } = context;
  const { filter } = filterOf(context, topic);
  // "Quali goal segue il settore 2?"
  if (reading.concepts.has('attr:goals') && !isEverything(filter))
    return ask({ type: 'count', filter, groupBy: 'goal', of: 'item' });
  const group = groupOf(reading);
  const kinded = reading.kinds.length > 0 || reading.concepts.has('kind:any');
  if (group !== null && kinded) return ask({ type: 'count', filter, groupBy: group, of: 'item' });
  const deadlines = speaksOfDeadline(reading) || lens === 'deadlines';
  const columns = filter.conditions.map((one) => one.measure);
  if (isEverything(filter) && !(kinded && (reading.setLike || reading.concepts.has('ask:list')))) return null;
  return ask(listQuery(filter, [...new Set(columns)], deadlines));
}
