import type { Measure } from '../../words/measures.ts';
import { unique } from '../knowledge/plan-index.ts';
import { EVERYTHING, type Query, type QueryOf, type Subject } from '../query.ts';
import { measuresOf, sameItems } from './carry-over.ts';
import { askedMeasures, kindOf } from './items.ts';
import type { Context } from './outcome.ts';
import { expandMeasures } from './said-measures.ts';

const GAPS: readonly (readonly [Measure, Measure, Measure])[] = [
  ['assessed', 'collected', 'uncollected'],
  ['committed', 'settled', 'unsettled'],
];

/** "E la differenza?", "confrontali", "e la somma?": the two things that were asked one after the other. */
export function followPair(context: Context, previous: Query): Query | null {
  const { reading, conversation, lens } = context;
  const { concepts } = reading;
  const compares =
    concepts.has('ask:compare') ||
    concepts.has('ask:difference') ||
    reading.tokens.some((token) => token.text.startsWith('differenz'));
  const adds = concepts.has('ask:total') && !compares;
  const bare =
    reading.items.length + reading.structures.length + reading.goals.length + reading.kinds.length === 0;
  if ((!compares && !adds) || !bare || reading.topic.length > 0) return null;
  const earlier = conversation?.earlier[0] ?? null;
  const own = askedMeasures(reading, lens);
  const measures = own.length > 0 ? own : measuresOf(previous);
  // "E di quanto?": the comparison says it.
  if (compares && previous.type === 'compare')
    return own.length > 0 ? { ...previous, measures: [...own], count: false } : previous;
  const gap =
    previous.type === 'item' && compares && measures.length === 2 && own.length === 0
      ? GAPS.find(([one, other]) => measures.includes(one) && measures.includes(other))
      : undefined;
  if (gap && previous.type === 'item') return { ...previous, measures: [gap[2]], attributes: [] };
  const apart = compares && own.length === 0 ? gapInTurn(previous, earlier) : null;
  if (apart) return apart;
  const items = pairOfItems(previous, earlier, conversation?.items ?? [], reading.limit);
  if (items.length > 1 && adds)
    return {
      type: 'total',
      filter: { ...EVERYTHING, kind: oneKind(items), items: [...items] },
      measures: measures.length > 0 ? [...measures] : [...expandMeasures(['cost'])],
      mode: 'sum',
      groupBy: null,
    };
  const sets = adds && items.length < 2 ? pairOfSets(previous, earlier) : [];
  if (
    sets.length > 1 &&
    isSet(previous) &&
    sets.every(({ type }) => type === 'department' || type === 'unit')
  )
    return {
      type: 'total',
      filter: {
        ...previous.filter,
        departments: sets.flatMap((one) => (one.type === 'department' ? [one.code] : [])),
        units: sets.flatMap((one) => (one.type === 'unit' ? [one.code] : [])),
      },
      measures: measures.length > 0 ? [...measures] : [...expandMeasures(['cost'])],
      mode: 'sum',
      groupBy: null,
    };
  if (!compares) return null;
  const subjects: readonly Subject[] =
    items.length > 1 ? items.map((ref) => ({ type: 'item', ref })) : pairOfSets(previous, earlier);
  if (subjects.length < 2) return null;
  const counts = previous.type === 'count' && own.length === 0;
  return {
    type: 'compare',
    subjects: [...subjects],
    measures: measures.length > 0 ? [...measures] : [...expandMeasures(['cost'])],
    kind: subjects[0]?.type === 'kind' ? null : kindOfSet(previous),
    count: counts,
  };
}

/** "Liquidato del 43", "e impegnato?", "differenza?": the two figures of the same items. */
function gapInTurn(previous: Query, earlier: Query | null): Query | null {
  if (!earlier || !sameItems(earlier, previous)) return null;
  const both = [...measuresOf(earlier), ...measuresOf(previous)];
  const gap = GAPS.find(([one, other]) => both.includes(one) && both.includes(other));
  if (!gap) return null;
  if (previous.type === 'item') return { ...previous, measures: [gap[2]], attributes: [] };
  return previous.type === 'total' ? { ...previous, measures: [gap[2]] } : null;
}

const oneKind = (items: QueryOf<'item'>['items']): ReturnType<typeof kindOf> => {
  const kinds = unique(items.map(kindOf));
  return kinds.length === 1 ? (kinds[0] ?? null) : null;
};

/** The items of the last answer, with that of the one before if each was about a single one; "i primi due" of a list. */
export function pairOfItems(
  previous: Query,
  earlier: Query | null,
  shown: QueryOf<'item'>['items'],
  limit: number | null,
): QueryOf<'item'>['items'] {
  if (previous.type === 'item' && previous.items.length > 1) return previous.items.slice(0, 12);
  if (previous.type === 'item' && earlier?.type === 'item' && earlier.items.length === 1)
    return [...unique([...earlier.items, ...previous.items])];
  if (limit !== null && limit > 1 && shown.length >= limit) return shown.slice(0, limit);
  return previous.type === 'ranking' && previous.of === 'item' && shown.length === 2 ? [...shown] : [];
}

type SetQuery = QueryOf<'total'> | QueryOf<'count'> | QueryOf<'list'>;
const isSet = (query: Query | null): query is SetQuery =>
  query !== null && ['total', 'count', 'list'].includes(query.type);

const kindOfSet = (query: Query): SetQuery['filter']['kind'] => (isSet(query) ? query.filter.kind : null);

/** Two structures, or two kinds, about which the same was asked. */
function pairOfSets(previous: Query, earlier: Query | null): readonly Subject[] {
  if (!isSet(previous) || !isSet(earlier)) return [];
  const [before, now] = [earlier, previous].map((query): Subject | null => {
    const { departments, units, kind } = query.filter;
    if (departments.length + units.length === 1)
      return departments[0] === undefined
        ? { type: 'unit', code: units[0] ?? '' }
        : { type: 'department', code: departments[0] };
    return departments.length + units.length === 0 && kind !== null ? { type: 'kind', kind } : null;
  });
  if (!before || !now || JSON.stringify(before) === JSON.stringify(now)) return [];
  return (before.type === 'kind') === (now.type === 'kind') ? [before, now] : [];
}
