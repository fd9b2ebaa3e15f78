import type { Fact } from '../../domain/types.ts';
import { searchTerms } from '../language/search.ts';
import { stem, type Token, tokenise } from '../language/tokens.ts';
import type { Context } from './outcome.ts';

/** Facts of the context tables that a question's words point at. */
export interface FactMatch {
  readonly facts: readonly Fact[];
  readonly coverage: number;
  /** A word was matched that the plan's own vocabulary (measures, structures, numbers) does not explain. */
  readonly distinctive: boolean;
}

const SKIPPED =
  /^(noise|talk|follow|kind|noun:body|date|ask:(count|list|who|when|meaning|method|compare|upcoming|explain)|mon|filter:mine)/;
const WHOLE = /\b(totale|tutto|tutti|sintesi|complessiv\w+)\b/i;
const QUANTITY: ReadonlySet<string> = new Set(
  ['percentuale', 'quota', 'numero', 'quantita', 'persone', 'tasso'].map(stem),
);
const MOST_FACTS = 40;

/** Looks a question up in the context tables. */
export function findFacts({ reading, vocabulary }: Context): FactMatch {
  const { plan } = vocabulary.index;
  const skipped = (at: number): boolean =>
    reading.spans.some((span) => span.from <= at && span.to > at && SKIPPED.test(span.concept));
  const tokens = reading.tokens.filter((token, at) => !token.light && token.type !== 'sign' && !skipped(at));
  if (tokens.length === 0 || plan.facts.length === 0) return { facts: [], coverage: 0, distinctive: false };
  const keys = [...new Set(tokens.map((token) => token.key))];
  const search = (some: readonly string[]) =>
    searchTerms(
      vocabulary.factSearch,
      some.map((key) => ({ key, alternatives: [] })),
      some,
    );
  // "Percentuale di…", "quota di…" may be part of the label or not.
  const plain = keys.filter((key) => !QUANTITY.has(key));
  const [full, lean] = [search(keys), plain.length < keys.length ? search(plain) : []];
  const hits = (lean[0]?.coverage ?? 0) > (full[0]?.coverage ?? 0) + 0.05 ? lean : full;
  const bodyWords = new Set(tokenise(plan.head.bodyName).map((token) => token.key));
  const ranked = hits
    .flatMap((hit) => {
      const fact = plan.facts[hit.doc];
      return fact ? [{ fact, hit, score: hit.score * preference(fact, bodyWords, keys) }] : [];
    })
    .sort((a, b) => b.score - a.score);
  const top = ranked[0];
  if (!top) return { facts: [], coverage: 0, distinctive: false };
  const same = ranked.filter(
    (one) => one.score >= top.score * 0.985 && one.hit.coverage >= top.hit.coverage - 0.02,
  );
  return {
    facts: same.slice(0, MOST_FACTS).map((one) => one.fact),
    coverage: top.hit.coverage,
    distinctive: isDistinctive(reading, tokens, top.hit.matched),
  };
}

/** Between facts that fit equally, the body's own and the whole come first. */
function preference(fact: Fact, bodyWords: ReadonlySet<string>, said: readonly string[]): number {
  const subject = tokenise(fact.subject);
  const own = subject.some(
    (token) => !token.light && bodyWords.has(token.key) && token.key !== stem('comune'),
  );
  const whole = WHOLE.test(`${fact.subject} ${fact.measure}`) && !said.includes(stem('totale'));
  const exact = subject.filter((token) => !token.light).every((token) => said.includes(token.key));
  const column = tokenise(fact.measure).filter((token) => !token.light);
  const label = column.every((token) => said.includes(token.key));
  return 1 + (own ? 0.04 : 0) + (whole ? 0.03 : 0) + (exact ? 0.03 : 0) + (label ? 0.025 : 0);
}

function isDistinctive(
  reading: Context['reading'],
  tokens: readonly Token[],
  matched: ReadonlySet<string>,
): boolean {
  const explained = (token: Token): boolean => {
    const at = reading.tokens.indexOf(token);
    const inSpan = reading.spans.some((span) => span.from <= at && span.to > at);
    const inStructure = reading.structures.some(
      (one) => one.strong && one.from - (one.to - one.from === 1 ? 1 : 0) <= at && one.to > at,
    );
    return inSpan || inStructure || token.type === 'number';
  };
  return tokens.some((token) => matched.has(token.key) && !explained(token));
}
