import { MEASURE_UNITS } from '../knowledge/measures.ts';
import type { Amount } from './amounts.ts';
import { filterOf } from './filter-of.ts';
import { expandMeasure } from './filters.ts';
import { looseNoun } from './nouns.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';

/** "Quali settori hanno impegnato più di un milione?", "uffici con più di 5 processi": structures by their own figure. */
export function recogniseBoundedGroups(context: Context): Outcome | null {
  const { reading } = context;
  const of = looseNoun(reading);
  const [amount, ...others] = reading.amounts;
  if ((of !== 'unit' && of !== 'department') || !amount || others.length > 0 || !nounFirst(reading))
    return null;
  if (reading.structures.length + reading.topic.length > 0) return null;
  const { op } = amount;
  if (op === 'ne' || op === 'between') return null;
  const counted = kindAfter(reading, amount);
  const said = reading.measures.find((one) => one !== 'weight' && one !== 'attainment');
  const measure = counted ? 'count' : said === undefined ? null : (expandMeasure(said)[0] ?? null);
  // "Settori con obiettivi sopra i 100.000 euro": the bound is on the items.
  if (measure === null || (!counted && reading.kinds.length > 0)) return null;
  const { filter } = filterOf(context);
  const scale = measure !== 'count' && MEASURE_UNITS[measure] === 'eur' ? 100 : 1;
  return ask({
    type: 'ranking',
    of,
    filter: { ...filter, conditions: [] },
    measure,
    direction: op === 'lt' || op === 'lte' ? 'min' : 'max',
    limit: 200,
    from: 1,
    bound: { op, value: Math.round(amount.value * scale) },
  });
}

/** "Più di 10 obiettivi": the number counts items. */
function kindAfter({ tokens, spans }: Reading, amount: Amount): boolean {
  let next = amount.at + 1;
  while (tokens[next]?.light) next += 1;
  return spans.some((span) => span.from === next && span.concept.startsWith('kind:'));
}

/** The structures are what is asked for: their noun comes before the bound and before any item. */
const nounFirst = ({ spans, amounts }: Reading): boolean => {
  const noun = spans.find((span) => /^(noun|group):(unit|department|structure)$/.test(span.concept))?.from;
  const kind = spans.find((span) => span.concept.startsWith('kind:'))?.from ?? Number.POSITIVE_INFINITY;
  return noun !== undefined && noun < kind && noun < (amounts[0]?.at ?? 0);
};
