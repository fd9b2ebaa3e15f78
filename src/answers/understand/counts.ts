import type { ItemRef } from '../../domain/types.ts';
import type { Query } from '../query.ts';
import { declaredBy, isMoney } from './declared.ts';
import { filterOf, isEverything } from './filter-of.ts';
import { groupOf, looseNoun } from './nouns.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { expandMeasures, sharesItems } from './said-measures.ts';

/** "Quanti soldi", "quante entrate" ask for money, not for a count. */
export function countsMoney(reading: Reading): boolean {
  const count = reading.spans.find((span) => span.concept === 'ask:count');
  if (!count) return false;
  let next = count.to;
  while (reading.tokens[next]?.light) next += 1;
  return reading.spans.some((span) => span.from === next && span.concept.startsWith('measure:'));
}

/** How many items, structures or goals; what share of them; how many and for how much. */
export function recogniseCount(context: Context, topic: readonly ItemRef[]): Outcome | null {
  const { reading } = context;
  const { concepts } = reading;
  const ofItems = sharesItems(reading.tokens, reading.spans);
  if ((!concepts.has('ask:count') && !ofItems) || countsMoney(reading)) return null;
  const { filter, used } = filterOf(context, topic);
  const extra = reading.measures.filter((measure) => !used.has(measure));
  // "Che quota del costo degli obiettivi…" is about money.
  if (ofItems && !concepts.has('ask:count') && extra.length > 0) return null;
  const noun = looseNoun(reading);
  const of = noun === 'unit' || noun === 'department' ? (countedFirst(reading) ? noun : 'item') : 'item';
  if (countsGoals(reading)) return ask({ type: 'count', filter, groupBy: 'goal', of: 'item', share: false });
  const counted =
    reading.kinds.length > 0 || concepts.has('kind:any') || !isEverything(filter) || of !== 'item';
  if (!counted) return null;
  // "Quanti processi hanno riscosso": those that declare it.
  const declared = extra.flatMap((measure) => (isMoney(measure) ? [declaredBy(measure)] : []));
  const withMoney = extra.includes('revenue') ? { ...filter, revenue: true } : filter;
  const counting = { ...withMoney, conditions: [...withMoney.conditions, ...declared] };
  const sums = asksSumToo(reading) ? addedUp(context, counting) : null;
  if (sums) return ask(sums);
  const grouped = groupOf(reading) !== null && groupOf(reading) !== 'kind';
  const share =
    of === 'item' && !grouped && (ofItems || concepts.has('ask:percent') || concepts.has('ask:share'));
  return ask({
    type: 'count',
    filter: counting,
    groupBy: share ? null : (groupOf(reading) ?? (reading.kinds.length > 1 ? 'kind' : null)),
    of,
    share: share && !isEverything(counting),
  });
}

/** "Quanti e per quanto in totale?", "quanti sono e a quanto ammonta?": the number and the sum. */
const asksSumToo = ({ tokens, concepts }: Reading): boolean =>
  concepts.has('ask:count') &&
  (concepts.has('ask:total') || tokens.some(({ text }) => /^(quanto|quanta|ammont\w*)$/.test(text)));

/** The list with its number and the sums of what was asked or of what its items must declare. */
function addedUp({ reading }: Context, filter: Extract<Query, { type: 'list' }>['filter']): Query | null {
  const said = expandMeasures(reading.measures);
  const columns = filter.conditions.flatMap((one) => (one.op === 'declared' ? [one.measure] : []));
  const measures = [...new Set([...columns, ...said])].filter(
    (one) => one !== 'weight' && one !== 'attainment',
  );
  return measures.length === 0 ? null : { type: 'list', filter, columns: measures, deadlines: false };
}

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
