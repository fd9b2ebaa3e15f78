import { compose } from '../grammar/compose.ts';
import { lower } from '../grammar/lower.ts';
import { type Context, OF_WHAT, type Outcome } from '../understand/outcome.ts';
import { talkOf } from './follow.ts';
import { memberRefs, setOf } from './shown-set.ts';

/** «Insieme quanto pesano sul …», «che quota fanno del …»: of what was shown, which nothing else names. */
const PART =
  /^\W*(?:(?:e|ma|allora|quindi)\s)?(?:(?:tutti|tutte|messi|messe|presi|prese)\s)?(?:insieme,?\s)?(?:(?:di\s)?quanto\s(?:pesano|incidono|contano)|(?:che|quale|quanta)\s(?:quota|parte|percentuale|fetta)\s(?:pesano|fanno|sono|rappresentano|coprono|valgono))(?:\s(?:insieme|in\stutto|tutti\sinsieme|tutte\sinsieme))?\s(?:sul|sull|sulla|sulle|sui|del|dell|della|delle|dei|su)[\s'’]+(.{3,120})$/iu;

/**
 * After several items: what part they are of a figure whose set is named in full, "del totale accertato degli obiettivi".
 * Asked back where they are no part of it; null where the rest names no such figure.
 */
export function recogniseShareOfShown(
  text: string,
  { vocabulary, conversation, lens, cut }: Omit<Context, 'reading'>,
): Outcome | null {
  const [, named] = PART.exec(text) ?? [];
  if (lens !== null || named === undefined || !conversation?.query) return null;
  const { index } = vocabulary;
  const talk = talkOf(index, conversation);
  const shown = talk === null ? [] : memberRefs(talk);
  if (talk === null || shown.length < 2) return null;
  const { queries, unexplained, guessed } = compose(named.replace(/[?.!\s]+$/, ''), vocabulary, cut);
  const [whole, ...others] = queries;
  if (whole?.type !== 'figures' || others.length > 0 || unexplained.length > 0 || guessed) return null;
  const [left, ...more] = whole.columns;
  if (whole.select.length === 0 || whole.order !== null || whole.having.length > 0) return null;
  if (left?.type !== 'fold' || left.fold !== 'sum' || more.length > 0) return null;
  const all = new Set(memberRefs({ index, query: whole }));
  if (!shown.every((ref) => all.has(ref))) return OF_WHAT;
  const right = { type: 'over', expr: left, select: whole.select, year: null } as const;
  const query = {
    ...talk.query,
    select: setOf(index, talk.query),
    by: null,
    columns: [{ type: 'op', op: '%', left, right } as const],
    having: [],
    order: null,
    fold: null,
  };
  return { type: 'query', query: lower(query) ?? query, assumed: true, alternatives: [] };
}
