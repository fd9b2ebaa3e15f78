import { isDeepStrictEqual } from 'node:util';
import type { Expr, FiguresQuery } from '../figures/figures-query.ts';
import { spansYears } from '../figures/years.ts';
import { composeTokens, withVerb } from '../grammar/compose.ts';
import type { Category } from '../grammar/pieces.ts';
import { asYears, changeIn, yearsSaid } from '../grammar/read-years.ts';
import { isIdle, onlyOf } from '../grammar/requests/request.ts';
import { single, sum } from '../grammar/values.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { findPhrases } from '../language/phrases.ts';
import { type Context, OF_WHAT, type Outcome } from '../understand/outcome.ts';
import { correctTokens } from '../understand/spans.ts';
import { recogniseEdit, talkOf } from './follow.ts';
import type { Talk } from './shown-set.ts';

/** All that is said of a change whose subject the answer before was about. */
const SAYING: ReadonlySet<Category> = new Set<Category>([
  'change',
  'course',
  'differs',
  'difference',
  'share',
  'and',
  'ask',
  'figure',
  'on',
  'compare',
  'between',
  'with',
]);

/**
 * «Di quanto è calato, anche in percentuale?», after one figure that was told of a year, or of two: what it changed by from
 * one plan to the next; «e rispetto al 2025?», «la differenza tra il 2025 e il 2026» between the plans of those years, «di quanto
 * è cambiato l’impegnato?» in that figure. «Qual è la differenza?» is of two years where the same was told of each, else of
 * what was shown; it is asked back where neither is clear. Null where no year is said and more plans are held than two and
 * no two were told, and for any other message.
 */
export function recogniseChange(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { vocabulary, conversation, lens, cut } = context;
  if (lens !== null || !conversation?.query) return null;
  const { index } = vocabulary;
  const all = correctTokens(vocabulary, cut(withVerb(text)));
  // «Quindi quanto in meno?»: it says no more than that it goes on.
  const first = findPhrases(vocabulary.follow, all).find(
    ({ from, meaning }) => from === 0 && meaning.cat === 'follow' && meaning.means === 'now',
  );
  const tokens = all.slice(first?.to ?? 0);
  const { pieces, unexplained } = composeTokens(tokens, vocabulary);
  const told = asYears(pieces, index);
  const said = told.filter((piece) => !isIdle(piece));
  if (unexplained.length > 0 || !said.every(({ cat }) => SAYING.has(cat))) return null;
  const years = yearsSaid(told);
  const isHeld = years.length > 0 && said.some(({ cat }) => cat === 'on' || cat === 'compare');
  const isDifference = said.some(({ cat }) => cat === 'difference' || cat === 'differs');
  const talk = talkOf(index, conversation);
  const isRate = talk !== null && toldOfTwoYears(talk) && said.every(({ cat }) => cat === 'share');
  const isChange =
    isHeld ||
    isRate ||
    said.some(({ cat }) => cat === 'change' || cat === 'course') ||
    (isDifference && years.length > 0);
  if (!isChange && !isDifference) return null;
  const [figure, ...others] = onlyOf(said, 'figure').map((one) => sum(single(one.figure)));
  if (figure && (!isChange || others.length > 0)) return null;
  const asked = figure ? talk && { ...talk.query, columns: [figure] } : talk?.query;
  const sides = asked && sidesOf(asked, index, years);
  if (talk && !isChange && !toldOfTwoYears(talk)) return recogniseEdit(text, context) ?? OF_WHAT;
  if (!asked || !sides) return talk && !isChange ? OF_WHAT : null;
  const [earlier, later] = sides;
  const gap: Expr = { type: 'op', op: '-', left: later, right: earlier };
  const change = changeIn(said, tokens, earlier, gap);
  return {
    type: 'query',
    query: { ...asked, columns: asked.by === null ? change : [...change, earlier, later] },
    assumed: true,
    alternatives: [],
  };
}

/** The same was told twice, of the plan of one year and of another; or one answer was of both. */
const toldOfTwoYears = ({ query, earlier: [before] }: Talk): boolean =>
  spansYears(query) || (before !== undefined && isDeepStrictEqual(before, query));

/** One figure in two years' plans, the earlier first: those that are said, one of them and the newest, or the only two. */
function sidesOf(
  query: FiguresQuery,
  { years }: PlanIndex,
  said: readonly number[],
): readonly [Expr, Expr] | null {
  const { columns, having, order, fold, select } = query;
  if (having.length > 0 || order !== null || fold !== null) return null;
  const [one, other, ...more] = columns;
  if (!one || more.length > 0) return null;
  if (other !== undefined)
    return said.length === 0 &&
      one.type === 'over' &&
      other.type === 'over' &&
      one.year !== null &&
      other.year !== null
      ? one.year < other.year
        ? [one, other]
        : [other, one]
      : null;
  const held = [...years.keys()];
  const meant = said.length === 0 ? held : said.length === 1 ? [...said, Math.max(...held)] : said;
  const [earlier, later, ...further] = new Set(meant.toSorted((a, b) => a - b));
  if (earlier === undefined || later === undefined || further.length > 0 || one.type !== 'fold') return null;
  if (!years.has(earlier) || !years.has(later)) return null;
  const inYear = (year: number): Expr => ({ type: 'over', expr: one, select, year });
  return [inYear(earlier), inYear(later)];
}
