import type { Measure } from '../../words/measures.ts';
import { unique } from '../knowledge/plan-index.ts';
import { EVERYTHING, type Query, type QueryOf } from '../query.ts';
import { measuresOf } from './carry-over.ts';
import { askedMeasures, kindOf } from './items.ts';
import type { Context } from './outcome.ts';
import { expandMeasures } from './said-measures.ts';

const GAPS: readonly (readonly [Measure, Measure, Measure])[] = [
  ['assessed', 'collected', 'uncollected'],
  ['committed', 'settled', 'unsettled'],
];

/** "E la differenza?", "confrontali", "e la somma?": the two items that were asked one after the other. */
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
  const items = pairOfItems(previous, earlier, conversation?.items ?? [], reading.limit);
  if (items.length > 1 && adds)
    return {
      type: 'total',
      filter: { ...EVERYTHING, kind: oneKind(items), items: [...items] },
      measures: measures.length > 0 ? [...measures] : [...expandMeasures(['cost'])],
      mode: 'sum',
      groupBy: null,
    };
  if (!compares) return null;
  if (items.length < 2) return null;
  return {
    type: 'compare',
    subjects: items.map((ref) => ({ type: 'item', ref })),
    measures: measures.length > 0 ? [...measures] : [...expandMeasures(['cost'])],
    kind: null,
    count: false,
  };
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
