import { evaluate } from '../figures/evaluate.ts';
import type { Atom } from '../figures/figures-query.ts';
import { isGlue } from '../grammar/chart.ts';
import { composeTokens, withVerb } from '../grammar/compose.ts';
import { findWords } from '../grammar/find-words.ts';
import { lower } from '../grammar/lower.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { type Context, OF_WHAT, type Outcome } from '../understand/outcome.ts';
import { correctTokens } from '../understand/spans.ts';
import { talkOf } from './follow.ts';
import { memberRefs, setOf } from './shown-set.ts';

/**
 * What part the rows that were shown are of a figure whose set is named in full: "che quota fanno del totale accertato degli
 * obiettivi?", "che quota dell’impegnato degli obiettivi è?". Asked back where they are no part of it; null where the rest
 * names no such figure, or somebody else is named.
 */
export function recogniseShareOfShown(
  text: string,
  { vocabulary, conversation, lens, cut }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null || !conversation?.query) return null;
  const { index } = vocabulary;
  const talk = talkOf(index, conversation);
  if (talk === null) return null;
  const named = wholeNamed(correctTokens(vocabulary, cut(withVerb(text))), vocabulary);
  if (named === null) return null;
  const { queries, unexplained, guessed } = composeTokens(named, vocabulary);
  const [whole, ...others] = queries;
  if (whole?.type !== 'figures' || others.length > 0 || unexplained.length > 0 || guessed) return null;
  const [left, ...more] = whole.columns;
  if (whole.order !== null || whole.having.length > 0) return null;
  if (left?.type !== 'fold' || left.fold !== 'sum' || more.length > 0) return null;
  const select = shownBy(talk);
  const shown = memberRefs({ index, query: { ...talk.query, select, by: null } });
  const all = new Set(memberRefs({ index, query: whole }));
  if (shown.length === 0 || !shown.every((ref) => all.has(ref))) return OF_WHAT;
  const right = { type: 'over', expr: left, select: whole.select, year: null } as const;
  const query = {
    ...talk.query,
    select,
    by: null,
    columns: [{ type: 'op', op: '%', left, right } as const],
    having: [],
    order: null,
    fold: null,
  };
  return { type: 'query', query: lower(query) ?? query, assumed: true, alternatives: [] };
}

/** The items of the one answer, or the set of a longer one. */
function shownBy({ index, query }: NonNullable<ReturnType<typeof talkOf>>): readonly Atom[] {
  if (query.by !== 'item' || query.order?.limit !== 1) return setOf(index, query);
  const refs = evaluate(query, index).rows.flatMap(({ subject }) =>
    subject.type === 'item' ? [subject.ref] : [],
  );
  return [{ type: 'items', refs }];
}

/** The words for the whole, in a question of which what was shown is the unsaid subject. */
function wholeNamed(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] | null {
  const does = (token: Token | undefined, role: string): boolean =>
    token !== undefined && vocabulary.operations.get(role)?.has(token.text) === true;
  const found = findWords(vocabulary, tokens);
  const part = found.find(({ cat }) => cat === 'share');
  const leaning = findPhrases(vocabulary.follow, tokens);
  const isIdle = (token: Token, at: number): boolean =>
    isGlue(token) || does(token, 'together') || leaning.some(({ from, to }) => from <= at && at < to);
  if (part === undefined) {
    // «Quanto fanno sul totale riscosso dei processi?»
    const whole = found.find(({ cat }) => cat === 'whole');
    const isAsking = (token: Token, at: number): boolean =>
      isIdle(token, at) || does(token, 'much') || does(token, 'amountsTo');
    const asks = whole !== undefined && tokens.slice(0, whole.from).some((token) => does(token, 'amountsTo'));
    return asks && tokens.slice(0, whole.from).every(isAsking) && whole.to < tokens.length
      ? tokens.slice(whole.to)
      : null;
  }
  if (!tokens.slice(0, part.from).every(isIdle)) return null;
  const last = tokens.findLastIndex(({ type }) => type !== 'sign');
  // «Che quota dell’impegnato degli obiettivi è?»
  if (does(tokens[last], 'amountsTo') && last > part.to) return tokens.slice(part.to, last);
  const begins = tokens.findIndex((token, place) => place >= part.from && does(token, 'amountsTo'));
  if (begins < 0 || !tokens.slice(part.to, begins).every((token, at) => isIdle(token, part.to + at)))
    return null;
  const rest = tokens.findIndex(
    (token, place) =>
      place > begins && !does(token, 'together') && !does(token, 'whole') && token.text !== 'in',
  );
  return rest > begins && does(tokens[rest], 'ofWhole') ? tokens.slice(rest + 1) : null;
}
