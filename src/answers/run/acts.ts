import type { Act, IsoDay, Plan } from '../../domain/types.ts';
import type { QueryOf } from '../query.ts';

/** The acts that a query selects, by day; those without one come last. */
export const selectActs = ({ acts }: Plan, query: QueryOf<'acts'>): readonly Act[] =>
  acts
    .filter((act) => query.organs.length === 0 || query.organs.includes(act.authority ?? ''))
    .filter(({ reference }) => query.form === null || hasForm(reference, query.form))
    .filter((act) => isWithin(act, query))
    .sort((one, other) => (one.date ?? '9999').localeCompare(other.date ?? '9999'));

/** "Deliberazione G.C. n. 167/2021", "Sentenza n. 4779": how an act calls itself. */
const hasForm = (reference: string | null, form: string): boolean =>
  (reference ?? '').toLowerCase().startsWith(form);

/** An act of which only the year is printed counts where all of that year is asked for. */
function isWithin({ date, reference }: Act, { from, to }: QueryOf<'acts'>): boolean {
  if (from === null && to === null) return true;
  if (date !== null) return date <= (to ?? LAST) && date >= (from ?? FIRST);
  const year = /\/(\d{4})\b/.exec(reference ?? '')?.[1];
  return year !== undefined && `${year}-01-01` >= (from ?? FIRST) && `${year}-12-31` <= (to ?? LAST);
}

const FIRST: IsoDay = '0000-01-01';
const LAST: IsoDay = '9999-12-31';
