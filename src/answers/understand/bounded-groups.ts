import { MEASURE_UNITS } from '../knowledge/measures.ts';
import type { Amount } from './amounts.ts';
import { isMoney, missingMeasures } from './declared.ts';
import { filterOf } from './filter-of.ts';
import { looseNoun } from './nouns.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { expandMeasure } from './said-measures.ts';

/** "Quali settori hanno impegnato più di un milione?", "uffici con più di 5 processi": structures by their own figure. */
export function recogniseBoundedGroups(context: Context): Outcome | null {
  const { reading } = context;
  const of = looseNoun(reading);
  const having = of === 'unit' || of === 'department' ? declaring(context, of) : null;
  if (having) return having;
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
    also: null,
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

/** "Quali U.O. hanno riscosso qualcosa?", "uffici con entrate": those that declare any. */
function declaring(context: Context, of: 'unit' | 'department'): Outcome | null {
  const { reading } = context;
  const { concepts } = reading;
  if (reading.amounts.length + reading.kinds.length + reading.structures.length + reading.topic.length > 0)
    return null;
  if (
    ['rank:max', 'rank:min', 'ask:compare', 'ask:total', 'ask:average', 'kind:any'].some((one) =>
      concepts.has(one),
    )
  )
    return null;
  const noun = reading.spans.find((span) => /^(noun|group):(unit|department|structure)$/.test(span.concept));
  const verb = reading.tokens
    .slice(noun?.to ?? 0)
    .some(({ text }) => /^(con|senza|hanno|ha|che)$/.test(text));
  const first = reading.tokens.findIndex(({ light }) => !light);
  if (!noun || noun.from > Math.max(first, 1) || !verb) return null;
  const lacking = missingMeasures(reading).length > 0 || concepts.has('filter:no_revenue');
  // Those that declare nothing are no ranking.
  if (lacking) return { type: 'clarification', what: 'subject', choices: [] };
  const said =
    reading.measures.find((one) => isMoney(one)) ?? (concepts.has('filter:revenue') ? 'revenue' : undefined);
  if (said === undefined || reading.tokens.some(({ text }) => /^quant[oaie]$/.test(text))) return null;
  return ask({
    type: 'ranking',
    of,
    filter: { ...filterOf(context).filter, revenue: null, conditions: [] },
    measure: expandMeasure(said)[0] ?? 'assessed',
    direction: 'max',
    limit: 200,
    from: 1,
    also: null,
    bound: { op: 'gt', value: 0 },
  });
}
