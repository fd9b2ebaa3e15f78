import { unique } from '../knowledge/plan-index.ts';
import { ordinalWord } from '../language/numbers.ts';
import { searchTerms } from '../language/search.ts';
import { EVERYTHING, type Filter, type Measure, type Query } from '../query.ts';
import { filterBefore, measuresOf, mergedFilter } from './carry-over.ts';
import { expandMeasures } from './filters.ts';
import { askedMeasures, itemQuery, kindOf, saidAttributes } from './items.ts';
import type { Context, Outcome } from './outcome.ts';
import { RATES } from './reading.ts';
import { goodOrBad, groupOf } from './sets.ts';
import type { TopicMatch } from './topic.ts';
/** A question that leans on the one before: what it says replaces, the rest is taken over. */
export function recogniseFollowUp(context: Context, topic: TopicMatch): Outcome | null {
  const previous = context.conversation?.query;
  if (!previous) return null;
  const query =
    followItems(context, previous) ??
    followRanking(context, previous) ??
    followFacts(context, previous) ??
    followTerms(context, previous) ??
    followMonitoring(context, previous) ??
    followSubject(context, previous, topic) ??
    followMeasure(context, previous);
  return query ? { type: 'query', query, assumed: true, alternatives: [] } : null;
}

/** "E il 46?", "confrontalo con il 46", "e il processo?". */
function followItems(context: Context, previous: Query): Query | null {
  const { reading, conversation, vocabulary, lens } = context;
  const goals = filterBefore(previous, context)?.goals ?? [];
  const bare = reading.items.every((one) => one.kind === null && one.number !== null && one.number <= 17);
  if (goals.length > 0 && reading.items.length > 0 && bare && reading.measures.length === 0) {
    // "E del 15?", after the objectives of goal 13.
    const filter = filterBefore(previous, context);
    const numbers = reading.items.map((one) => one.number ?? 0);
    if (filter) return reshape(context, previous, { ...filter, items: null, goals: numbers }, []);
  }
  const kindBefore = kindOf(conversation?.items[0]);
  if (reading.items.length > 0) {
    const refs = unique(
      reading.items.flatMap((one) => {
        const kind = one.kind ?? kindBefore;
        const fitting = one.items.filter((item) => kind === null || item.item.kind === kind);
        return (fitting.length > 0 ? fitting : one.items).map((item) => item.ref);
      }),
    );
    if (refs.length === 0) return null;
    const own = askedMeasures(reading, lens);
    const attributes = saidAttributes(reading, lens);
    const measures = own.length + attributes.length > 0 ? own : measuresOf(previous);
    const compares = reading.concepts.has('ask:compare') || reading.concepts.has('ask:difference');
    const before = conversation?.items ?? [];
    if (compares && before.length > 0 && before.length < 5)
      return {
        type: 'compare',
        subjects: unique([...before, ...refs]).map((ref) => ({ type: 'item' as const, ref })),
        measures: measures.length > 0 ? [...measures] : [...expandMeasures(['cost'])],
        kind: null,
        count: false,
      };
    const kept =
      attributes.length > 0 || own.length > 0
        ? attributes
        : previous.type === 'item'
          ? previous.attributes
          : [];
    return itemQuery(refs, measures, kept);
  }
  if (
    previous.type === 'item' &&
    previous.items.length > 1 &&
    reading.kinds.length === 1 &&
    !reading.setLike
  ) {
    // "Intendo il processo": one of the two that were answered.
    const meant = previous.items.filter((ref) => kindOf(ref) === reading.kinds[0]);
    if (meant.length > 0) return itemQuery(meant, previous.measures, previous.attributes);
  }
  if (
    previous.type === 'item' &&
    previous.items.length === 1 &&
    reading.kinds.length === 1 &&
    !reading.setLike
  ) {
    const number = Number(previous.items[0]?.split(':')[1]);
    const twin = vocabulary.index.byRef.get(`${reading.kinds[0] ?? 'objective'}:${number}`);
    if (twin && twin.ref !== previous.items[0])
      return itemQuery([twin.ref], previous.measures, previous.attributes);
  }
  return null;
}

/** "Qual è il più costoso?", "e il secondo?", "e il meno caro?". */
function followRanking(context: Context, previous: Query): Query | null {
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
  const filter = mergedFilter(context, previous);
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
    of: previous.type === 'ranking' ? previous.of : 'item',
    filter,
    measure,
    direction,
    limit: reading.limit ?? 1,
    from: 1,
  };
}

/** "E nel 2020?", "e il settore 6?", after a number of the context tables. */
function followFacts({ reading, vocabulary }: Context, previous: Query): Query | null {
  if (previous.type !== 'fact') return null;
  const { facts } = vocabulary.index.plan;
  const before = facts.find((fact) => fact.code === previous.codes[0]);
  if (!before) return null;
  const keys = reading.tokens.flatMap((token) => (token.light || token.type === 'sign' ? [] : [token.key]));
  const found = searchTerms(
    vocabulary.factSearch,
    keys.map((key) => ({ key, alternatives: [] })),
    keys,
  );
  const scored = found
    .flatMap((hit) => {
      const fact = facts[hit.doc];
      if (!fact || fact.topic !== before.topic) return [];
      const same =
        Number(fact.subject === before.subject) +
        Number(fact.measure === before.measure) +
        Number(fact.period === before.period);
      return [{ fact, score: hit.score + same * 0.2 }];
    })
    .sort((a, b) => b.score - a.score);
  const top = scored[0];
  if (!top) return null;
  return {
    type: 'fact',
    order: null,
    codes: scored
      .filter((one) => one.score > top.score - 0.01)
      .slice(0, 12)
      .map((one) => one.fact.code),
  };
}

/** "E liquidato?", after "che cosa vuol dire impegno?". */
function followTerms({ reading, vocabulary }: Context, previous: Query): Query | null {
  if (previous.type !== 'term') return null;
  const keys = reading.tokens.flatMap((token) => (token.light || token.type === 'sign' ? [] : [token.key]));
  const hit = searchTerms(
    vocabulary.termSearch,
    keys.map((key) => ({ key, alternatives: [] })),
    keys,
  )[0];
  const entry = hit && hit.coverage > 0.6 ? vocabulary.index.plan.glossary[hit.doc] : undefined;
  return entry ? { type: 'term', terms: [entry.term] } : null;
}

function followMonitoring({ reading }: Context, previous: Query): Query | null {
  if (previous.type !== 'monitoring') return null;
  if (
    reading.kinds.length === 0 &&
    reading.states.length === 0 &&
    reading.structures.length === 0 &&
    !reading.concepts.has('filter:full')
  )
    return null;
  if (reading.measures.length > 0) return null;
  const units = reading.structures.filter((one) => one.level === 'unit').map((one) => one.code);
  const departments = reading.structures.filter((one) => one.level === 'department').map((one) => one.code);
  const states = reading.concepts.has('filter:full') ? ['achieved' as const] : reading.states;
  return {
    ...previous,
    kind: reading.kinds[0] ?? previous.kind,
    states: states.length > 0 ? [...states] : previous.states,
    units: units.length > 0 ? units : previous.units,
    departments: departments.length > 0 ? departments : previous.departments,
  };
}

/** "E quelli del settore 7?", "e i processi?", "solo quelli trasversali", "e le piste ciclabili?". */
function followSubject(context: Context, previous: Query, topic: TopicMatch): Query | null {
  const { reading, vocabulary, lens } = context;
  const own = askedMeasures(reading, lens);
  const attributes = saidAttributes(reading, lens);
  const says =
    reading.structures.length > 0 ||
    reading.kinds.length > 0 ||
    reading.goals.length > 0 ||
    reading.amounts.length > 0 ||
    [...reading.concepts].some((concept) => concept.startsWith('filter:'));
  if (!says) {
    if (reading.topic.length === 0 || topic.coverage < 0.5) return null;
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
      ? { type: 'list', filter: EVERYTHING, columns: [], deadlines: false }
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
function reshape({ reading }: Context, previous: Query, filter: Filter, own: readonly Measure[]): Query {
  const { concepts } = reading;
  if (concepts.has('ask:count') && own.length === 0)
    return { type: 'count', filter, groupBy: groupOf(reading), of: 'item' };
  const mode = concepts.has('ask:average') ? 'average' : 'sum';
  if (own.length > 0 && previous.type !== 'ranking' && !concepts.has('ask:list'))
    return { type: 'total', filter, measures: [...own], mode, groupBy: groupOf(reading) };
  if (previous.type === 'count') return { ...previous, filter, groupBy: groupOf(reading) };
  if (previous.type === 'total') return { ...previous, filter };
  if (previous.type === 'ranking') {
    const measure = own[0] ?? previous.measure;
    return { ...previous, filter, measure };
  }
  if (previous.type === 'item' && previous.measures.length > 0)
    return { type: 'total', filter, measures: previous.measures, mode: 'sum', groupBy: null };
  return {
    type: 'list',
    filter,
    columns: previous.type === 'list' ? previous.columns : [...own],
    deadlines: previous.type === 'list' && previous.deadlines,
  };
}

/** "Che percentuale è dell'impegnato?", after the settled: the two make a rate. */
function rateOf({ reading }: Context, previous: Query): readonly Measure[] | null {
  if (!reading.concepts.has('ask:percent') && !reading.concepts.has('ask:share')) return null;
  const both = [...measuresOf(previous), ...reading.measures];
  const rate = RATES.find(([part, whole]) => both.includes(part) && both.includes(whole));
  return rate && reading.measures.length > 0 ? [rate[2]] : null;
}

/** "Solo il liquidato", "di chi è?", "quanti sono?", "e in totale?", "per settore". */
function followMeasure(context: Context, previous: Query): Query | null {
  const { reading, lens } = context;
  const { concepts } = reading;
  const own = rateOf(context, previous) ?? askedMeasures(reading, lens);
  const attributes = saidAttributes(reading, lens);
  const filter = filterBefore(previous, context);
  const group = groupOf(reading);
  if (
    previous.type === 'item' ||
    (previous.type === 'ranking' && previous.of === 'item' && previous.limit === 1)
  ) {
    const items = previous.type === 'item' ? previous.items : (context.conversation?.items.slice(0, 1) ?? []);
    if (items.length > 0 && (own.length + attributes.length > 0 || concepts.has('attr:title')))
      return itemQuery(items, own, attributes, previous.type === 'item' ? previous.department : null);
  }
  if (!filter) return null;
  if (previous.type === 'compare' && own.length > 0) return { ...previous, measures: [...own], count: false };
  if (previous.type === 'ranking' && own[0] !== undefined) return { ...previous, measure: own[0] };
  if (concepts.has('ask:count') && own.length === 0)
    return { type: 'count', filter, groupBy: group, of: 'item' };
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
      groupBy: group,
    };
  }
  if (group !== null) {
    const measures = measuresOf(previous);
    return measures.length > 0
      ? { type: 'total', filter, measures: [...measures], mode: 'sum', groupBy: group }
      : { type: 'count', filter, groupBy: group, of: 'item' };
  }
  if (concepts.has('ask:list'))
    return { type: 'list', filter, columns: [...measuresOf(previous)].slice(0, 4), deadlines: false };
  return null;
}
