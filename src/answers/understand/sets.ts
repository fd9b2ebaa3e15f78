import type { ItemRef } from '../../domain/types.ts';
import type { Measure } from '../../words/measures.ts';
import { isAdditive } from '../knowledge/measures.ts';
import type { Filter, Query } from '../query.ts';
import { filterOf, isEverything } from './filter-of.ts';
import { speaksOfDeadline } from './filters.ts';
import { askedMeasures } from './items.ts';
import { groupOf } from './nouns.ts';
import { ask, type Context, OF_WHAT, type Outcome, refuse } from './outcome.ts';
import type { Reading } from './reading.ts';
import { expandMeasures } from './said-measures.ts';

/** Totals, averages, counts and lists over many items. */
export function recogniseSets(context: Context, topic: readonly ItemRef[]): Outcome | null {
  const { reading } = context;
  const unknown = reading.unknownStructures[0];
  if (unknown !== undefined) return refuse({ reason: 'unknown_structure', said: unknown });
  if (reading.concepts.has('filter:mine') && filterOf(context).filter.mine === false)
    return refuse({ reason: 'unknown_asker' });
  // An order is no sum.
  return (asksForOrder(reading) ? null : recogniseTotal(context, topic)) ?? recogniseList(context, topic);
}

/** «Prima che finisca l’anno» asks for none. */
const asksForOrder = ({ spans, tokens }: Reading): boolean =>
  spans.some(
    ({ concept, from, to }) =>
      concept.startsWith('rank:') && (to - from > 1 || !/^prim[aoie]$/.test(tokens[from]?.text ?? '')),
  );

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
  if (!filtered && isBare(context)) return OF_WHAT;
  if (
    concepts.has('ask:list') &&
    !concepts.has('ask:total') &&
    filtered &&
    groupOf(reading) === null &&
    lens !== 'costs'
  )
    return ask(listQuery(filter, measures, false));
  if (fromLens && concepts.has('filter:revenue') && lens !== 'costs') return null;
  // Only what adds up has a share of its total: an average of an average says nothing.
  const rated = !measures.some(isAdditive);
  const mode = concepts.has('ask:average')
    ? 'average'
    : (concepts.has('ask:share') ||
          (concepts.has('ask:percent') && (!isEverything(filter) || groupOf(reading) !== null))) &&
        !rated
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

/** "Quanto costa?": of what, nobody said; "quanto abbiamo speso?", "quanto è stato impegnato?" are of the whole body. */
const isBare = ({ reading, lens }: Context): boolean =>
  lens === null &&
  reading.topic.length + reading.kinds.length + reading.years.length + reading.structures.length === 0 &&
  ![...reading.concepts].some((concept) =>
    /^(noun|kind|group|plan|filter|ask:(total|average|share|percent|list|difference)):?/.test(concept),
  ) &&
  !reading.tokens.some(({ text }) =>
    /^(abbiamo|stat[oaie]|(spend|pagh|incass|impegn|accert|risc[uo]|liquid)[a-z]*iamo|spes[eo]|entrat[ea]|budget|we|total[ei]|lucca)$/.test(
      text,
    ),
  );

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
    return ask({ type: 'count', filter, groupBy: 'goal', of: 'item', share: false });
  const group = groupOf(reading);
  const kinded = reading.kinds.length > 0 || reading.concepts.has('kind:any');
  if (group !== null && kinded)
    return ask({ type: 'count', filter, groupBy: group, of: 'item', share: false });
  const deadlines = speaksOfDeadline(reading) || lens === 'deadlines';
  const columns = filter.conditions.map((one) => one.measure);
  if (isEverything(filter) && !(kinded && (reading.setLike || reading.concepts.has('ask:list')))) return null;
  return ask(listQuery(filter, [...new Set(columns)], deadlines));
}
