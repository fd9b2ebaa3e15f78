import type { Fact } from '../../domain/types.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { searchTerms } from '../language/search.ts';
import { stem, type Token } from '../language/tokens.ts';
import type { Context } from './outcome.ts';

/** Facts of the context tables that a question's words point at. */
export interface FactMatch {
  readonly facts: readonly Fact[];
  readonly coverage: number;
  /** A word was matched that the plan's own vocabulary (measures, structures, numbers) does not explain. */
  readonly distinctive: boolean;
}

const SKIPPED =
  /^(noise|talk|follow|kind|noun:body|date|rank|ask:(count|list|who|when|meaning|method|compare|upcoming|explain|count_rank)|mon|filter:mine)/;
const OF_BODY = /^(comunal[ei]|municipal[ei]|cittadina)$/;
const WHOLE = /\b(totale|tutto|tutti|sintesi|complessiv\w+)\b/i;
const QUANTITY: ReadonlySet<string> = new Set(
  ['percentuale', 'quota', 'numero', 'quantita', 'persone', 'tasso'].map(stem),
);
const BODY = stem('comune');
const FEMALE = stem('femmine');
const TOTAL = stem('totale');
const YEAR = /^(19|20)\d\d$/;
const MOST_FACTS = 40;

export const NO_FACTS: FactMatch = { facts: [], coverage: 0, distinctive: false };

/** Looks a question up in the context tables. */
export function findFacts({ reading, vocabulary }: Context): FactMatch {
  const { plan } = vocabulary.index;
  const skipped = (at: number): boolean =>
    reading.spans.some((span) => span.from <= at && span.to > at && SKIPPED.test(span.concept));
  const tokens = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type !== 'sign' &&
      !skipped(at) &&
      !vocabulary.common.has(token.text) &&
      // "In servizio" says employed, not which service.
      !(token.text === 'servizio' && reading.tokens[at - 1]?.text === 'in') &&
      !OF_BODY.test(token.text),
  );
  if (tokens.length === 0 || plan.facts.length === 0) return NO_FACTS;
  // "Le dipendenti" are women: only the article says so.
  const women = reading.tokens.some(
    ({ text }, at) =>
      /^(le|delle|alle|dalle)$/.test(text) &&
      /^(dipendenti|dirigenti)$/.test(reading.tokens[at + 1]?.text ?? ''),
  );
  const keys = [...new Set([...tokens.map((token) => token.key), ...(women ? [FEMALE] : [])])];
  const search = (some: readonly string[]) =>
    searchTerms(
      vocabulary.factSearch,
      some.map((key) => ({
        key,
        alternatives: vocabulary.synonyms.get(key) ?? [],
      })),
      some,
    );
  // "Percentuale di…", "quota di…" may be part of the label or not.
  const plain = keys.filter((key) => !QUANTITY.has(key));
  const [full, lean] = [search(keys), plain.length < keys.length ? search(plain) : []];
  const hits = (lean[0]?.coverage ?? 0) > (full[0]?.coverage ?? 0) + 0.05 ? lean : full;
  const said = new Set([...keys, ...keys.flatMap((key) => vocabulary.synonyms.get(key) ?? [])]);
  const ranked = hits
    .flatMap((hit) => {
      const fact = plan.facts[hit.doc];
      return fact ? [{ fact, hit, score: hit.score * preference(vocabulary, hit.doc, fact, said) }] : [];
    })
    .sort((a, b) => b.score - a.score);
  const top = ranked[0];
  if (!top) return NO_FACTS;
  const same = ranked.filter(
    (one) => one.score >= top.score * 0.985 && one.hit.coverage >= top.hit.coverage - 0.02,
  );
  return {
    facts: withoutRepeats(same.slice(0, MOST_FACTS).map((one) => one.fact)),
    coverage: top.hit.coverage,
    distinctive: isDistinctive(reading, tokens, top.hit.matched),
  };
}

/** Between facts that fit equally, the body's own and the whole come first. */
function preference(vocabulary: Vocabulary, doc: number, fact: Fact, said: ReadonlySet<string>): number {
  const labels = vocabulary.factLabels[doc] ?? { subject: [], measure: [] };
  const own = labels.subject.some((key) => vocabulary.bodyKeys.has(key) && key !== BODY);
  const sides = [WHOLE.test(fact.subject), WHOLE.test(fact.measure)] as const;
  // "Totale, categoria A" is the whole of a part that nobody named.
  const partial =
    (sides[0] && !sides[1] && !labels.measure.some((key) => said.has(key))) ||
    (sides[1] && !sides[0] && !labels.subject.some((key) => said.has(key)));
  const whole = !said.has(TOTAL) && (sides[0] || sides[1]) && !partial;
  const row = labels.subject.every((key) => said.has(key));
  const column = labels.measure.every((key) => said.has(key));
  // What is true of a survey or of one group is no answer about the whole, unless it is named.
  const apart =
    !own && !WHOLE.test(fact.subject) && !labels.subject.some((key) => said.has(key) && !YEAR.test(key));
  const fit = 1 + (own ? 0.04 : 0) + (whole ? 0.03 : 0) + (row ? 0.03 : 0) + (column ? 0.025 : 0);
  return apart ? fit * 0.7 : partial ? fit * 0.9 : fit;
}

/** The same total printed in several tables is said once. */
const withoutRepeats = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter(
    (fact, at) =>
      facts.findIndex(
        (other) =>
          other.subject === fact.subject &&
          other.measure === fact.measure &&
          other.period === fact.period &&
          other.value === fact.value,
      ) === at,
  );

/** The figures to put in order in "chi ha più stampanti?": one column over its rows, or one row over its columns. */
export function rankedFacts({ reading, vocabulary }: Context, match: FactMatch): readonly Fact[] {
  const { plan } = vocabulary.index;
  const [top] = match.facts;
  if (!top) return [];
  const labels = vocabulary.factLabels[plan.facts.indexOf(top)];
  const said = new Set(reading.tokens.map((token) => token.key));
  const byRow = labels?.measure.some((key) => said.has(key)) ?? false;
  const rows = plan.facts.filter(
    (fact) =>
      fact.topic === top.topic &&
      fact.unit === top.unit &&
      fact.period === top.period &&
      (byRow ? fact.measure === top.measure : fact.subject === top.subject) &&
      !WHOLE.test(byRow ? fact.subject : fact.measure),
  );
  return rows.length > 1 ? rows : [];
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
