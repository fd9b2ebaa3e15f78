import type { Measure } from '../../words/measures.ts';
import { EVERYTHING, type Filter, type Query } from '../query.ts';
import { filterBefore, measuresOf, mergedFilter } from './carry-over.ts';
import { readFilter } from './filters.ts';
import { askedMeasures, itemQuery, kindOf, saidAttributes } from './items.ts';
import { groupOf } from './nouns.ts';
import type { Context } from './outcome.ts';
import { expandMeasures } from './said-measures.ts';
import type { TopicMatch } from './topic.ts';

const FEW = 4;

/** "E quelli del settore 7?", "e i processi?", "solo quelli trasversali", "e le piste ciclabili?". */
export function followSubject(context: Context, previous: Query, topic: TopicMatch): Query | null {
  const { reading, vocabulary, lens } = context;
  const { filter: stated, usedMeasures: used } = readFilter(reading, context.asker, vocabulary.index.plan);
  const own = askedMeasures(
    { ...reading, measures: reading.measures.filter((measure) => !used.has(measure)) },
    lens,
  );
  const attributes = saidAttributes(reading, lens);
  const says =
    reading.structures.length > 0 ||
    reading.kinds.length > 0 ||
    reading.goals.length > 0 ||
    stated.conditions.length > 0 ||
    stated.start !== null ||
    stated.due !== null ||
    [...reading.concepts].some((concept) => concept.startsWith('filter:'));
  if (!says) {
    if (reading.topic.length === 0 || topic.coverage < 0.5) return null;
    // Any of several words finds many items, of which none is meant.
    if (topic.best.length > FEW && topic.coverage < 0.85 && !topic.exact) return null;
    const measures = own.length + attributes.length > 0 ? own : measuresOf(previous);
    return itemQuery(
      topic.best,
      measures,
      attributes.length > 0 || previous.type !== 'item' ? attributes : previous.attributes,
    );
  }
  if (previous.type === 'goal' && reading.goals.length > 0)
    return { type: 'goal', numbers: [...reading.goals] };
  if (
    previous.type === 'structure' &&
    reading.structures.length > 0 &&
    own.length === 0 &&
    reading.kinds.length === 0
  )
    return { ...previous, codes: reading.structures.map((one) => one.code) };
  if (previous.type === 'item' && reading.structures.length > 0) {
    const code = reading.structures[0]?.code ?? '';
    const shared = previous.items.some(
      (ref) =>
        vocabulary.index.byRef.get(ref)?.departments.includes(code) &&
        (vocabulary.index.byRef.get(ref)?.departments.length ?? 0) > 1,
    );
    if (shared) return { ...previous, department: code };
  }
  const filter = mergedFilter(
    context,
    previous.type === 'item' && reading.structures.length > 0
      ? {
          type: 'list',
          filter: { ...EVERYTHING, kind: kindMeant(context, previous) },
          columns: [],
          deadlines: false,
        }
      : previous,
  );
  if (!filter) return null;
  const compares = reading.concepts.has('ask:compare') || reading.concepts.has('ask:difference');
  const before = filterBefore(previous, context);
  if (compares && before && before.departments.length + before.units.length === 1)
    return {
      type: 'compare',
      subjects: [
        ...before.departments.map((code) => ({ type: 'department' as const, code })),
        ...before.units.map((code) => ({ type: 'unit' as const, code })),
        ...reading.structures.map((one) => ({ type: one.level, code: one.code })),
      ],
      measures:
        own.length > 0
          ? [...own]
          : measuresOf(previous).length > 0
            ? [...measuresOf(previous)]
            : [...expandMeasures(['cost'])],
      kind: before.kind,
      count: previous.type === 'count' && own.length === 0,
    };
  if (previous.type === 'compare' && reading.structures.length > 0)
    return {
      ...previous,
      subjects: [
        ...previous.subjects,
        ...reading.structures.map((one) => ({ type: one.level, code: one.code })),
      ],
      measures: own.length > 0 ? [...own] : previous.measures,
    };
  return reshape(context, previous, filter, own);
}

/** The query before with another filter and, if said, other measures or another form. */
export function reshape(
  { reading }: Context,
  previous: Query,
  filter: Filter,
  own: readonly Measure[],
): Query {
  const { concepts } = reading;
  if (concepts.has('ask:count') && own.length === 0)
    return { type: 'count', filter, groupBy: groupOf(reading), of: 'item', share: false };
  const mode = concepts.has('ask:average') ? 'average' : 'sum';
  if (own.length > 0 && previous.type !== 'ranking' && !concepts.has('ask:list'))
    return { type: 'total', filter, measures: [...own], mode, groupBy: groupOf(reading) };
  if (previous.type === 'count') return { ...previous, filter, groupBy: groupOf(reading) };
  if (previous.type === 'total')
    return { ...previous, filter, mode: concepts.has('ask:average') ? 'average' : previous.mode };
  if (previous.type === 'ranking') {
    const measure = own[0] ?? previous.measure;
    return { ...previous, filter, measure };
  }
  if (previous.type === 'item' && previous.measures.length > 0)
    return { type: 'total', filter, measures: previous.measures, mode, groupBy: null };
  return {
    type: 'list',
    filter,
    columns: [
      ...new Set([
        ...(previous.type === 'list' ? previous.columns : own),
        ...filter.conditions.map((one) => one.measure),
      ]),
    ],
    deadlines: previous.type === 'list' && previous.deadlines,
  };
}

/** "E quelli del suo settore?", after an objective: objectives. */
function kindMeant({ reading }: Context, previous: Query): Filter['kind'] {
  const kinds = previous.type === 'item' ? [...new Set(previous.items.map(kindOf))] : [];
  return reading.concepts.has('follow:those') && kinds.length === 1 ? (kinds[0] ?? null) : null;
}
