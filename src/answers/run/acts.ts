import type { Act, IsoDay, Plan } from '../../domain/types.ts';
import type { QueryOf } from '../query.ts';

/** The acts that a query selects, by day; those without one come last, and have no place in an order. */
export function selectActs({ acts }: Plan, query: QueryOf<'acts'>): readonly Act[] {
  const { order, beside } = query;
  const byDay = acts
    .filter((act) => query.organs.length === 0 || query.organs.includes(act.authority ?? ''))
    .filter(({ reference }) => query.form === null || hasForm(reference, query.form))
    .filter(({ code }) => query.codes === null || query.codes.includes(code) || beside?.code === code)
    .filter((act) => isWithin(act, query))
    .sort((one, other) => (one.date ?? LAST).localeCompare(other.date ?? LAST));
  // An act and what follows from it bear the same reference: of acts proper each is one.
  const proper = query.form === null && order === null && beside === null ? byDay : eachOnce(byDay);
  const dated = proper.filter(({ date }) => date !== null);
  if (order !== null)
    return order.from === 'first' ? dated.slice(0, order.limit) : dated.slice(-order.limit).reverse();
  if (beside === null) return proper;
  const at = dated.findIndex(({ code }) => code === beside.code);
  const next = at < 0 ? undefined : dated[at + beside.step];
  return next ? dated.filter(({ date }) => date === next.date) : [];
}

/** "Deliberazione G.C. n. 167/2021", "Sentenza n. 4779": how an act calls itself. */
const hasForm = (reference: string | null, form: string): boolean =>
  (reference ?? '').toLowerCase().startsWith(form);

/** Of those with one reference the one on the day that the reference has, else the first. */
function eachOnce(acts: readonly Act[]): readonly Act[] {
  const own = Map.groupBy(acts, ({ reference, code }) => reference ?? code);
  const kept = new Set(
    [...own.values()].map(
      (some) => some.find(isOnItsDay) ?? some.find(({ endDate }) => endDate === null) ?? some[0],
    ),
  );
  return acts.filter((act) => kept.has(act));
}

const isOnItsDay = ({ date, reference }: Act): boolean => {
  const [year, month, day] = date?.split('-') ?? [];
  return (
    year !== undefined &&
    new RegExp(`\\b0?${Number(day)}[./]0?${Number(month)}[./]${year}\\b`).test(reference ?? '')
  );
};

/** An act of which only the year is printed counts where all of that year is asked for. */
function isWithin({ date, reference }: Act, { from, to }: QueryOf<'acts'>): boolean {
  if (from === null && to === null) return true;
  if (date !== null) return date <= (to ?? LAST) && date >= (from ?? FIRST);
  const year = /\/(\d{4})\b/.exec(reference ?? '')?.[1];
  return year !== undefined && `${year}-01-01` >= (from ?? FIRST) && `${year}-12-31` <= (to ?? LAST);
}

const FIRST: IsoDay = '0000-01-01';
const LAST: IsoDay = '9999-12-31';
