import type { Fact } from '../../domain/types.ts';
import { DENIED } from '../knowledge/fact-tables.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { searchTerms } from '../language/search.ts';
import { stem, type Token } from '../language/tokens.ts';
import type { CellReading } from './fact-cells.ts';
import { chooseTable, QUANTITY } from './fact-table-choice.ts';
import { factWords } from './fact-words.ts';
import type { Context } from './outcome.ts';

/** Facts of the context tables that a question's words point at. */
export interface FactMatch {
  readonly facts: readonly Fact[];
  readonly coverage: number;
  /** A word was matched that the plan's own vocabulary (measures, structures, numbers) does not explain. */
  readonly distinctive: boolean;
  /** Row, column and period that were read; null where only single figures fit. */
  readonly cells: CellReading | null;
}

const WHOLE = /\b(totale|tutto|tutti|sintesi|complessiv\w+)\b/i;
const BODY = stem('comune');
const TOTAL = stem('totale');
const YEAR = /^(19|20)\d\d$/;
const MOST_FACTS = 40;
export const NO_FACTS: FactMatch = { facts: [], coverage: 0, distinctive: false, cells: null };

/** Looks a question up in the context tables. */
export function findFacts({ reading, vocabulary }: Context): FactMatch {
  const { plan } = vocabulary.index;
  const words = factWords({ reading, vocabulary });
  const open = words.filter((word) => !word.plain);
  if (open.length === 0 || plan.facts.length === 0) return NO_FACTS;
  const keys = [...new Set(open.map((word) => word.bare))];
  const tokens = reading.tokens.filter((token) => open.some((word) => word.text === token.text));
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
  const cells = chooseTable(
    vocabulary,
    ranked.map((one) => one.fact.topic),
    words,
    reading,
  );
  if (cells && cells.coverage >= top.hit.coverage - 0.06)
    return {
      facts: withoutRepeats(cells.reading.cells).slice(0, MOST_FACTS),
      coverage: cells.coverage,
      distinctive: isDistinctive(reading, tokens, cells.reading.explained),
      cells: cells.reading,
    };
  const same = ranked.filter(
    (one) => one.score >= top.score * 0.985 && one.hit.coverage >= top.hit.coverage - 0.02,
  );
  return {
    facts: withoutRepeats(same.slice(0, MOST_FACTS).map((one) => one.fact)),
    coverage: top.hit.coverage,
    distinctive: isDistinctive(reading, tokens, new Map([...top.hit.matched].map((key) => [key, 0.95]))),
    cells: null,
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

function isDistinctive(
  reading: Context['reading'],
  tokens: readonly Token[],
  matched: ReadonlyMap<string, number>,
): boolean {
  const repeated = ({ concept, from }: { readonly concept: string; readonly from: number }): boolean =>
    concept === 'measure:cost' &&
    reading.spans.some((span) => span.concept.startsWith('measure:') && span.from < from);
  const explained = (token: Token): boolean => {
    const at = reading.tokens.indexOf(token);
    // "Scostamento", "totale generale": asking words that are also the very label of a row or column.
    const labelled = matched.get(token.key) === 1;
    const inSpan = reading.spans.some(
      (span) =>
        span.from <= at &&
        span.to > at &&
        // "Spese per investimenti": the same measure said twice; the second time it is the subject.
        !(repeated(span) && (matched.get(token.key) ?? 0) > 0.9) &&
        !(labelled && /^ask:(difference|total|margin)$/.test(span.concept)),
    );
    const inStructure = reading.structures.some(
      (one) => one.strong && one.from - (one.to - one.from === 1 ? 1 : 0) <= at && one.to > at,
    );
    // "Comma 557", "art. 90": too large for an item, no year.
    const cited = token.type === 'number' && token.value >= 90 && !YEAR.test(token.text);
    return inSpan || inStructure || (token.type === 'number' && !cited);
  };
  return tokens.some(
    (token) => (matched.has(token.key) || matched.has(`${DENIED}${token.key}`)) && !explained(token),
  );
}
