import { dayBefore } from '../../domain/plan/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { FAR_FUTURE, FAR_PAST } from '../../words/days.ts';
import { type FiguresQuery, NO_FIGURES } from '../figures/figures-query.ts';
import { raise } from '../follow/raise.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { recogniseLaw } from '../lookups/index.ts';
import { type DaysSaid, MONTHS_OF, readDays } from '../parts/read-days.ts';
import type { Query } from '../query.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { readTokens } from './reading.ts';

/** An end of something is asked. */
const ENDS =
  /\b(?:scad\p{L}*|in scadenza|termin(?:a|ano|ati|ate|are)|finisc\p{L}*|(?:si )?(?:chiud|conclud)(?:e|ono|eranno|era)|(?:da|vanno|va|essere) (?:chius|complet|conclus|realizz)\p{L}*)(?!\p{L})/iu;
/** "Che vanno conclusi", "da completare": an end to come, and no result that was reached. */
const TO_END =
  /\b(?:da|va|vanno|(?:dev(?:e|ono) )?essere) (?:chius|chiud|complet|conclus|conclud|realizz)\p{L}*/giu;
/** "Scaduti": of which the day has gone by. */
const OVERDUE = /\b(?:(?:già|gia|ormai)\s+)?scadut[oaie](?!\p{L})/iu;
const NOT_OVERDUE = /\bnon\s+(?:(?:ancora|sono|è|siano|sia)\s+)*scadut[oaie](?!\p{L})/iu;
const YEAR = /\b(?:19|20)\d\d\b/;
/** A beginning is. */
const BEGINS =
  /\b(?:inizi\p{L}*|avvi\p{L}*|cominci\p{L}*|part(?:e|ono|iti|ite|ita|ito)|decorr\p{L}*)(?!\p{L})/iu;
/** Terms of law and phases have days of their own. */
const OF_RULES =
  /\b(?:ademp\p{L}+|legg[ei]|legali|norm[ae]|normativ[aei]|obbligh?[oi]|monitoragg\p{L}+|fas[ei]|ciclo)(?!\p{L})/iu;

/**
 * "Quali obiettivi scadono il 30 giugno 2026?", "quanti terminano entro settembre?": the items of the rest of the question,
 * by the day on which they are due. A day that cannot be held against anything is asked about, never dropped. Null for
 * any other question.
 * @param understandRest understands the question without its days
 */
export function recogniseDueDays(
  text: string,
  context: Omit<Context, 'reading'>,
  understandRest: (rest: string) => readonly Outcome[],
): Outcome | null {
  const { vocabulary, today } = context;
  const { plan } = vocabulary.index;
  const { days, rest } = overdue(text, today) ?? readDays(text, plan.head.year, today);
  // «Da chiudere nel 2022»: the year is that of the end.
  const toEnd = days === null && YEAR.test(text) ? text.replace(TO_END, 'in scadenza') : text;
  if (toEnd !== text) {
    const [only, ...more] = understandRest(toEnd);
    return only?.type === 'query' && more.length === 0 ? only : null;
  }
  const ends = ENDS.test(rest);
  if (days === null || OF_RULES.test(rest) || !(ends || BEGINS.test(rest))) return null;
  // "La validazione scade il 30 giugno?": a term of law has its own day.
  if (recogniseLaw({ ...context, reading: readTokens(vocabulary, context.cut(text)) }) !== null) return null;
  const [only, ...more] = understandRest(
    rest
      .replace(TO_END, 'in scadenza')
      .replace(/\s+(?=[?.!,]|$)/gu, ' ')
      .trim(),
  );
  if (only?.type !== 'query' || more.length > 0) return null;
  const query = setOf(only.query, vocabulary.index);
  if (query === null) return null;
  const denied = /\bnon\b/iu.test(rest);
  if (!ends || denied)
    return { type: 'clarification', what: 'subject', choices: [only.query], unused: [saidIn(text, rest)] };
  if (only.isWide) return null;
  const due = ask({ ...query, select: [...query.select, { type: 'due', ...days }] });
  // «Nel secondo semestre»: the day says it.
  const points = Object.keys(MONTHS_OF).filter((part) =>
    context.cut(text).some((word) => word.text === part),
  );
  return due.type === 'query' && points.length > 0 ? { ...due, points } : due;
}

/** The days before today, or those from today, of what is overdue or not, and is asked for by no other day or year. */
function overdue(text: string, today: IsoDay): DaysSaid | null {
  if (
    !OVERDUE.test(text) ||
    YEAR.test(text) ||
    readDays(text, Number(today.slice(0, 4)), today).days !== null
  )
    return null;
  return NOT_OVERDUE.test(text)
    ? { days: { from: today, to: FAR_FUTURE }, rest: text.replace(NOT_OVERDUE, 'in scadenza') }
    : { days: { from: FAR_PAST, to: dayBefore(today) }, rest: text.replace(OVERDUE, 'in scadenza') };
}

/** The items meant, and what is asked of them; "che cosa scade?" is of all that the body works on. */
function setOf(query: Query, index: PlanIndex): FiguresQuery | null {
  const isCalendar =
    query.type === 'term' || (query.type === 'date' && query.acts.length + query.phases.length === 0);
  const set = raise(isCalendar ? EVERYTHING_DUE : query, index);
  if (set === null || set.select.some(({ type }) => type === 'items')) return null;
  if (set.select.some(({ type }) => type === 'kind')) return set;
  const kinds = [...new Set(index.worked.map(({ item }) => item.kind))];
  return kinds.length === 0 ? null : { ...set, select: [{ type: 'kind', kinds }, ...set.select] };
}

const EVERYTHING_DUE: FiguresQuery = { ...NO_FIGURES, by: 'item' };

/** The words that the rest lacks. */
function saidIn(text: string, rest: string): string {
  let start = 0;
  while (start < rest.length && text[start] === rest[start]) start += 1;
  let end = 0;
  while (end < rest.length - start && text.at(-1 - end) === rest.at(-1 - end)) end += 1;
  return text.slice(start, text.length - end).trim();
}
