import { the } from '../../words/articles.ts';
import { figuresOf } from '../figures/expressions.ts';
import type { Expr, FiguresQuery } from '../figures/figures-query.ts';
import { spansYears, yearsOf } from '../figures/years.ts';
import { compose } from '../grammar/compose.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';

/** «Andamento dello stanziamento», «come è cambiato …», «confronta …»: what asks for a figure of several years. */
const HOW_IT_GOES =
  /^(?:(?:dammi|dimmi|mostrami|fammi vedere|vorrei|qual (?:è|e) (?:stato |stata )?)\s*)?(?:l[’']|il |la )?(?:andamento|evoluzione|trend|serie storica|storico)\s+(?:d(?:i|el|ella|ello|ei|egli|elle)\s+|dell[’'])/iu;
const HOW_IT_WENT = /^com(?:e\s+(?:è|e[’']|e|sono)|[’'](?:è|e))\s+(?:andat|cambiat|variat|evolut)[oaie]\s+/iu;
const HELD_AGAINST = /^(?:confronta(?:mi)?|paragona|metti a confronto)\s+/iu;

/** "Negli anni": of all the plans. */
const ALL_YEARS =
  /\s+(?:negli anni|nel tempo|nel corso degli anni|(?:di )?anno (?:per|in) anno|da un anno all[’']altro)$/iu;
/** "Dal 2025 al 2026", "2025 vs 2026": of two. */
const TWO_YEARS =
  /\s+(?:(?:dal|dell[’']anno|del|nel|tra il|fra il|tra|fra) )?(20\d\d) (?:al|e|e il|e nel|e del|e al|e quello del|vs|contro|rispetto al|con il|con quello del) (20\d\d)$/iu;

/** A longer text is no such question. */
const MOST_CHARACTERS = 200;

/**
 * One figure over the years of the plans: «andamento dell’impegnato», «come è andata la spesa dal 2025 al 2026?»,
 * «impegnato 2025 vs 2026». Null for anything else.
 */
export function recogniseSeries(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { years } = context.vocabulary.index;
  const said = text.trim().replace(/[?.!]+$/u, '');
  if (context.lens !== null || said.length > MOST_CHARACTERS) return null;
  const frame = [HOW_IT_GOES, HOW_IT_WENT, HELD_AGAINST].find((one) => one.test(said)) ?? null;
  const rest = frame === null ? said : said.replace(frame, '');
  const two = TWO_YEARS.exec(rest);
  if (two === null && frame !== HOW_IT_GOES && !(frame === HOW_IT_WENT && ALL_YEARS.test(rest))) return null;
  const subject = rest.replace(two === null ? ALL_YEARS : TWO_YEARS, '');
  const named = two === null ? [...years.keys()] : [Number(two[1]), Number(two[2])];
  const wanted = [...new Set(named)].sort((a, b) => a - b);
  if (wanted.length < 2 || !wanted.every((year) => years.has(year))) return null;
  // «Di quanto è cambiato … tra il 2025 e il 2026?» is read as it stands.
  if (frame === null && saysYears(said, context)) return null;
  const query = changeOf(subject, wanted, context);
  const isClear = query !== null && (frame !== null || isMoney(query));
  if (!isClear)
    return frame === null || two === null ? null : refuse({ reason: 'between_years', years: wanted });
  return ask(two === null || frame === null || frame === HELD_AGAINST ? inEachYear(query, wanted) : query);
}

/** «Come è andato l’impegnato dal 2025 al 2026?»: how it changed, and no attainment. */
export function withChangeSaid(text: string): string {
  const said = text.trim().replace(/[?.!]+$/u, '');
  if (said.length > MOST_CHARACTERS || !HOW_IT_WENT.test(said)) return text;
  return TWO_YEARS.test(said) || ALL_YEARS.test(said)
    ? text.replace(/\bandat(?=[oaie]\b)/iu, 'cambiat')
    : text;
}

/** The question put as one that is composed: by how much the figure changed between the first and the last year. */
function changeOf(
  subject: string,
  years: readonly number[],
  { vocabulary, cut }: Omit<Context, 'reading'>,
): FiguresQuery | null {
  const question = `di quanto è cambiato ${subject} tra ${the(years[0] ?? '')} e ${the(years.at(-1) ?? '')}`;
  const { queries, unexplained, guessed } = compose(question, vocabulary, cut);
  const [only, ...more] = queries;
  if (only?.type !== 'figures' || more.length > 0 || unexplained.length > 0 || guessed) return null;
  const [column, ...others] = only.columns;
  return column?.type === 'op' && others.length === 0 && yearsOf(column).length === 2 ? only : null;
}

/** The same figure in the plan of each year. */
function inEachYear(query: FiguresQuery, years: readonly number[]): FiguresQuery {
  const [column] = query.columns;
  const one = column?.type === 'op' ? column.left : column;
  if (one?.type !== 'over') return query;
  return { ...query, columns: years.map((year): Expr => ({ ...one, year })) };
}

/** Items that end in two years are no figure of two plans. */
const isMoney = ({ columns }: Pick<FiguresQuery, 'columns'>): boolean =>
  columns.every((column) => figuresOf(column).every((figure) => figure !== 'items'));

const saysYears = (text: string, { vocabulary, cut }: Omit<Context, 'reading'>): boolean =>
  compose(text, vocabulary, cut).queries.some((query) => query.type === 'figures' && spansYears(query));
