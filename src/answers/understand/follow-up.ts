import { unique } from '../knowledge/plan-index.ts';
import type { Filter, Query } from '../query.ts';
import { filterBefore, measuresOf } from './carry-over.ts';
import { followDates } from './follow-dates.ts';
import { followFacts, undeclaredRow } from './follow-facts.ts';
import { followMonitoring, followTerms } from './follow-lookups.ts';
import { followMeasure, followRanking } from './follow-measure.ts';
import { followPair } from './follow-pair.ts';
import { followSubject, reshape } from './follow-sets.ts';
import { askedMeasures, itemQuery, kindOf, saidAttributes } from './items.ts';
import type { Context, Outcome } from './outcome.ts';
import { expandMeasures } from './said-measures.ts';
import { findStructureCode } from './structure-codes.ts';
import type { TopicMatch } from './topic.ts';

/** A question that leans on the one before: what it says replaces, the rest is taken over. */
export function recogniseFollowUp(context: Context, topic: TopicMatch): Outcome | null {
  const previous = context.conversation?.query;
  if (!previous) return null;
  const silent = undeclaredRow(context, previous);
  if (silent) return silent;
  const query =
    followYear(context, previous) ??
    // "E la 7?", after a district: a row of the same table, no item.
    followFacts(context, previous) ??
    followPair(context, previous) ??
    followItems(context, previous) ??
    followRanking(context, previous) ??
    followDates(context, previous) ??
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
  const another = anotherDepartment(context, previous);
  if (another && previous.type === 'compare')
    return { ...previous, subjects: [...previous.subjects, { type: 'department', code: another }] };
  const department = sameLevel(context, previous);
  if (department) {
    const filter = filterBefore(previous, context);
    if (filter) return reshape(context, previous, { ...filter, departments: [department] }, []);
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

/** "E il 4?", after something asked of one department: the department of that number. */
function sameLevel(context: Context, previous: Query): string | null {
  if (previous.type === 'item' || previous.type === 'compare') return null;
  const filter = 'filter' in previous ? previous.filter : null;
  if (!filter || filter.items !== null || filter.departments.length !== 1 || filter.units.length > 0)
    return null;
  return departmentOfNumber(context);
}

/** "E il 3?", after a comparison of departments. */
const anotherDepartment = (context: Context, previous: Query): string | null =>
  previous.type === 'compare' && previous.subjects.every(({ type }) => type === 'department')
    ? departmentOfNumber(context)
    : null;

function departmentOfNumber({ reading, vocabulary }: Context): string | null {
  const [number, ...others] = reading.items;
  if (!number || others.length > 0 || number.kind !== null || number.number === null) return null;
  if (reading.measures.length > 0) return null;
  const said = findStructureCode(vocabulary.index, 'department', String(number.number));
  return said?.level === 'department' ? said.code : null;
}

/** "Che proseguono nel 2022", "e nel 2023?". */
function followYear({ reading }: Context, previous: Query): Query | null {
  const [year, ...others] = reading.years;
  if (year === undefined || others.length > 0 || !('filter' in previous) || previous.type === 'total')
    return null;
  if (reading.kinds.length + reading.measures.length + reading.topic.length + reading.structures.length > 0)
    return null;
  if ([...reading.concepts].some((concept) => /^(horizon|attr):/.test(concept))) return null;
  const { start, due } = previous.filter;
  return {
    ...previous,
    filter: { ...previous.filter, start: shifted(start, year), due: shifted(due, year) },
  };
}

/** The same bounds around another year. */
const shifted = (years: Filter['due'], year: number): Filter['due'] =>
  years === null ? null : { from: years.from === 0 ? 0 : year, to: years.to === 9999 ? 9999 : year };
