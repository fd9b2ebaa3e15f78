import type { Measure } from '../../words/measures.ts';
import { ordinalWord } from '../language/numbers.ts';
import { EVERYTHING, type Query, type QueryOf } from '../query.ts';
import { filterBefore, measuresOf, mergedFilter, sameItems } from './carry-over.ts';
import { pairOfItems } from './follow-pair.ts';
import { askedMeasures, itemQuery, saidAttributes } from './items.ts';
import { groupOf } from './nouns.ts';
import type { Context } from './outcome.ts';
import { goodOrBad } from './rankings.ts';
import { expandMeasures, RATES } from './said-measures.ts';

/** "Personale per settore", "chi è primo?": the departments. */
const rankedLevel = (previous: Query): QueryOf<'ranking'>['of'] =>
  previous.type === 'ranking'
    ? previous.of
    : (previous.type === 'total' || previous.type === 'count') &&
        (previous.groupBy === 'department' || previous.groupBy === 'unit' || previous.groupBy === 'goal')
      ? previous.groupBy
      : 'item';

/** "Il più caro dei due": the two items that were asked for one after the other. */
function ofThese({ reading, conversation }: Context, previous: Query): QueryOf<'item'>['items'] {
  const last = reading.tokens.at(-1);
  if (last?.type !== 'number' || !last.spelled) return [];
  return pairOfItems(previous, conversation?.earlier[0] ?? null, conversation?.items ?? [], null);
}

/** "Qual è il più costoso?", "e il secondo?", "e il meno caro?". */
export function followRanking(context: Context, previous: Query): Query | null {
  const { reading } = context;
  const { concepts } = reading;
  const ordinal = reading.tokens.map((token) => ordinalWord(token.text) ?? 0).find((place) => place > 1);
  if (previous.type === 'ranking' && ordinal !== undefined && reading.topic.length <= 1)
    return {
      ...previous,
      direction: concepts.has('rank:min') ? 'min' : concepts.has('rank:max') ? 'max' : previous.direction,
      from: ordinal,
      limit: 1,
    };
  const direction = concepts.has('rank:max') ? 'max' : concepts.has('rank:min') ? 'min' : null;
  if (direction === null) return null;
  const shown = ofThese(context, previous);
  const filter = shown.length > 1 ? { ...EVERYTHING, items: [...shown] } : mergedFilter(context, previous);
  if (!filter) return null;
  const said = expandMeasures(reading.measures)[0];
  const measure =
    said ??
    (concepts.has('ask:deadline_rank') || concepts.has('attr:deadline')
      ? 'deadline'
      : goodOrBad(reading)
        ? 'attainment'
        : (measuresOf(previous)[0] ?? 'personnel'));
  return {
    type: 'ranking',
    of: rankedLevel(previous),
    filter,
    measure,
    direction,
    limit:
      reading.limit ??
      (reading.tokens.some((token) => /^ordin|^classific|^graduator/.test(token.text)) ? 10 : 1),
    from: 1,
    bound: null,
    also: null,
  };
}

const saysMeasure = ({ reading }: Context): boolean =>
  reading.spans.some((span) => span.concept.startsWith('measure:'));

const REST: readonly (readonly [Measure, Measure])[] = [
  ['assessed', 'uncollected'],
  ['collected', 'uncollected'],
  ['committed', 'unsettled'],
  ['settled', 'unsettled'],
];

/** "Quanto manca?", after one part of what was established or set aside, or after both. */
function restOf(context: Context, previous: Query): readonly Measure[] | null {
  if (!context.reading.concepts.has('ask:rest') || saysMeasure(context)) return null;
  const rest = REST.find(([part]) => measuresOf(previous).includes(part));
  return rest ? [rest[1]] : null;
}

/** "Che percentuale è dell'impegnato?", after the settled: the two make a rate. */
function rateOf(context: Context, previous: Query): readonly Measure[] | null {
  const { reading, conversation } = context;
  const spoken = saysMeasure(context) ? reading.measures : [];
  const relates = reading.concepts.has('ask:compare') && spoken.length > 0;
  if (!asksShare(reading.concepts) && !relates) return null;
  const earlier = conversation?.earlier[0];
  // The two figures may have been asked one after the other, of the same items.
  const before = earlier && sameItems(earlier, previous) && spoken.length === 0 ? measuresOf(earlier) : [];
  const both = [...before, ...measuresOf(previous), ...spoken];
  const rate = RATES.find(([part, whole]) => both.includes(part) && both.includes(whole));
  const asked = [...before, ...measuresOf(previous)];
  const known = rate && asked.includes(rate[0] as Measure) && asked.includes(rate[1] as Measure);
  return rate && (spoken.length > 0 || known) ? [rate[2]] : null;
}

const adds = (concepts: ReadonlySet<string>): boolean =>
  concepts.has('ask:total') || concepts.has('ask:average');

const asksShare = (concepts: ReadonlySet<string>): boolean =>
  concepts.has('ask:percent') || concepts.has('ask:share');

/** "Solo il liquidato", "di chi è?", "quanti sono?", "e in totale?", "per settore". */
export function followMeasure(context: Context, previous: Query): Query | null {
  const { reading, lens } = context;
  const { concepts } = reading;
  // "E in percentuale?", after how many: the share of all.
  if (previous.type === 'count' && asksShare(concepts) && !saysMeasure(context))
    return { ...previous, groupBy: null, of: 'item', share: true };
  const own = rateOf(context, previous) ?? restOf(context, previous) ?? askedMeasures(reading, lens);
  const attributes = saidAttributes(reading, lens);
  const before = filterBefore(previous, context);
  const shown = context.conversation?.items ?? [];
  // "I 5 più cari", "quanto fanno in totale?": those five.
  const few =
    previous.type === 'ranking' &&
    previous.of === 'item' &&
    previous.limit > 1 &&
    shown.length > 0 &&
    adds(concepts);
  const filter = before && few ? { ...before, items: shown.slice(0, previous.limit) } : before;
  const group = groupOf(reading);
  if (
    previous.type === 'item' ||
    (previous.type === 'ranking' && previous.of === 'item' && previous.limit === 1)
  ) {
    const items = previous.type === 'item' ? previous.items : (context.conversation?.items.slice(0, 1) ?? []);
    if (items.length > 0 && (own.length + attributes.length > 0 || concepts.has('attr:title')))
      return itemQuery(items, own, attributes, previous.type === 'item' ? previous.department : null);
  }
  // "Perché solo il 50 %?": the figure again, with what the document says of it.
  if (previous.type === 'item' && reading.tokens.some(({ text }) => text === 'perche') && own.length === 0)
    return previous.measures.length > 0 ? previous : { ...previous, measures: ['attainment'] };
  if (!filter) return null;
  if (previous.type === 'compare' && own.length > 0) return { ...previous, measures: [...own], count: false };
  if (previous.type === 'ranking' && own[0] !== undefined) return { ...previous, measure: own[0] };
  // "Top 5 per costo", "e per peso?".
  if (previous.type === 'ranking' && group === 'weight') return { ...previous, measure: 'weight' };
  if (concepts.has('ask:count') && own.length === 0)
    return { type: 'count', filter, groupBy: group, of: 'item', share: false };
  if (attributes.includes('responsible') || attributes.includes('goals')) {
    const items = context.conversation?.items ?? [];
    if (items.length > 0) return itemQuery(items.slice(0, 12), own, attributes);
  }
  if (attributes.includes('deadline')) return { type: 'list', filter, columns: [], deadlines: true };
  const average = concepts.has('ask:average');
  if (own.length > 0 || concepts.has('ask:total') || average || concepts.has('ask:share')) {
    const measures =
      own.length > 0
        ? own
        : measuresOf(previous).length > 0
          ? measuresOf(previous)
          : expandMeasures(['cost']);
    return {
      type: 'total',
      filter,
      measures: [...measures],
      mode: average
        ? 'average'
        : concepts.has('ask:share') && rateOf(context, previous) === null
          ? 'share'
          : 'sum',
      // "Accertato per settore", "e il riscosso?": still by department.
      groupBy:
        group ??
        (own.length > 0 && !concepts.has('ask:total') && previous.type === 'total' ? previous.groupBy : null),
    };
  }
  if (group !== null) {
    const measures = measuresOf(previous);
    return measures.length > 0
      ? { type: 'total', filter, measures: [...measures], mode: 'sum', groupBy: group }
      : { type: 'count', filter, groupBy: group, of: 'item', share: false };
  }
  if (concepts.has('ask:list'))
    return { type: 'list', filter, columns: [...measuresOf(previous)].slice(0, 4), deadlines: false };
  return null;
}
