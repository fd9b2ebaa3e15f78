import type { Fact } from '../../domain/types.ts';
import { type Asked, type FactQuery, isWhole, kinds, labelOf, query, units } from './asked.ts';

/** "Di quanto è cresciuta dal 2019 al 2020?", "donne in più degli uomini": one figure less another. */
export function changed(asked: Asked): FactQuery | null {
  const { does, table, cells, periods, dated, request } = asked;
  const relative = isRelative(asked);
  if (!does('difference') && !does('change') && !relative) return null;
  if (request.order && !dated) return null;
  const operation = relative ? 'change' : 'difference';
  const parts = cells.filter((fact) => cells.length === 2 || !isWhole(asked, fact));
  const [first, second] = parts;
  if (parts.length === 2 && first && second && first.unit === second.unit)
    return query(laterOrLarger(first, second), { operation });
  const single = kinds(parts, 'subject') === 1 && kinds(parts, 'measure') === 1;
  // "Quanto è cambiata negli ultimi tre anni?": from the first of them to the last.
  if (first && parts.length > 2 && single && (does('change') || relative)) {
    const inTime = [...parts].sort((one, other) => one.period.localeCompare(other.period));
    const [early, late] = [inTime[0], inTime.at(-1)];
    return early && late ? query([late, early], { operation }) : null;
  }
  if (!first || parts.length !== 1) return null;
  const same = (fact: Fact): boolean => fact.subject === first.subject && fact.measure === first.measure;
  // "È aumentata rispetto al 2020?": the latest against that one.
  const latest = table.facts.find((fact) => same(fact) && fact.period === table.periods[0]?.text);
  if ((does('difference') || request.against) && dated && latest && latest !== first)
    return query([latest, first], { operation });
  // "È cresciuta nel 2020?": against the period before.
  const before = periodBefore(asked, periods[0]);
  const earlier = table.facts.find((fact) => same(fact) && fact.period === before);
  return earlier && (dated || does('change') || relative) ? query([first, earlier], { operation }) : null;
}

const isRelative = ({ does }: Asked): boolean => does('relative') || (does('change') && does('share'));

const periodBefore = ({ table }: Asked, period: string | undefined): string | undefined =>
  table.periods[table.periods.findIndex(({ text }) => text === period) + 1]?.text;

/** "In quali anni è calata?", "è sempre cresciuta?": one figure from each period to the next. */
export function stepped(asked: Asked): FactQuery | null {
  const { does, request, cells, table, dated, periods, tokens } = asked;
  const always =
    does('steady') || (does('trend') && ASKS_EACH.test(tokens.map(({ text }) => text).join(' ')));
  const inYears = tokens.some(
    ({ text }, at) => /^ann[oi]$/.test(text) && /^(quali|quale|che|qual)$/.test(tokens[at - 1]?.text ?? ''),
  );
  const [first] = cells;
  if (!first || !does('change') || !(always || inYears)) return null;
  if (kinds(cells, 'subject') * kinds(cells, 'measure') !== 1) return null;
  const inTime = dated ? [...periods].sort() : [];
  // "Dal 2018": from then on.
  const from = inTime.length === 1 && !inYears ? inTime[0] : undefined;
  const span = inTime.length > 1 ? new Set(inTime) : null;
  const facts = table.facts.filter(
    ({ subject, measure, period }) =>
      subject === first.subject &&
      measure === first.measure &&
      (span === null || span.has(period)) &&
      (from === undefined || period >= from),
  );
  if (facts.length < 3) return null;
  const { order, falls } = request;
  if (order !== null)
    return query(facts, {
      by: 'period',
      rows: 'steps',
      order: (order.direction === 'max') === falls ? 'min' : 'max',
      limit: order.limit ?? 1,
    });
  const bound = { op: falls ? 'lt' : 'gt', value: 0, to: null, than: null } as const;
  return query(facts, { by: 'period', rows: 'steps', bound, always });
}

/** "È cresciuta ogni anno?", and not how much each year. */
const ASKS_EACH = /\b(ogni anno|di anno in anno|anno dopo anno)\b/;

/** "Chi è cresciuto di più dal 2016?", "quali sono calati rispetto al 2019?": each row by how much it changed. */
export function grown(asked: Asked): FactQuery | null {
  const { does, request, rows, columns, table, over } = asked;
  if (!does('change') || isRelative(asked)) return null;
  const one = rows.named && rows.labels.length === 1;
  const asks = request.order !== null || request.bound !== null || over === 'subject';
  if (one || !asks || columns.labels.length !== 1) return null;
  const ends = endsOf(asked);
  const named = rows.named ? rows.labels : table.rows;
  const facts = table.facts.filter(
    (fact) =>
      ends.includes(fact.period) &&
      columns.labels.some(({ text }) => text === fact.measure) &&
      named.some(({ text }) => text === fact.subject) &&
      labelOf({ labels: table.rows }, fact.subject)?.whole === false,
  );
  if (ends.length < 2 || units(facts) !== 1 || kinds(facts, 'subject') < 2) return null;
  return query(facts, { by: 'subject', rows: 'change', ...limitsOf(asked) });
}

/** How rows of changes are ordered and limited: who fell most has the lowest change. */
function limitsOf({ request: { order, bound, falls } }: Asked): Partial<FactQuery> {
  if (order !== null)
    return {
      order: (order.direction === 'max') === falls ? 'min' : 'max',
      from: order.place,
      limit: order.limit ?? (order.place > 1 ? 1 : null),
    };
  const value = bound?.value ?? 0;
  if (bound !== null && bound.op !== 'gt' && bound.op !== 'gte')
    return { bound: { op: bound.op, value, to: bound.to, than: null }, order: 'max' };
  const op = bound?.op === 'gte' ? (falls ? 'lte' : 'gte') : falls ? 'lt' : 'gt';
  return { bound: { op, value: falls ? -value : value, to: null, than: null }, order: falls ? 'min' : 'max' };
}

/** The two periods between which a change is asked: those that are said, else the last two. */
function endsOf(asked: Asked): readonly string[] {
  const { table, periods, dated, request } = asked;
  const inTime = [...(dated ? periods : [])].sort();
  const [first, last] = [inTime[0], inTime.at(-1)];
  const latest = table.periods[0]?.text;
  if (first !== undefined && last !== undefined && first !== last) return [first, last];
  const said = first ?? latest;
  if (said === undefined || latest === undefined) return [];
  if (said !== latest && request.against) return [said, latest];
  const before = periodBefore(asked, said);
  return before === undefined ? [] : [before, said];
}

/** A later period comes first, and else the larger figure. */
const laterOrLarger = (one: Fact, other: Fact): readonly [Fact, Fact] => {
  if (one.period !== other.period) return one.period > other.period ? [one, other] : [other, one];
  return one.value >= other.value ? [one, other] : [other, one];
};
