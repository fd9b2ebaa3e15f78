import { DENIED, isLimit, negated } from '../knowledge/fact-tables.ts';
import { stem, type Token } from '../language/tokens.ts';
import type { SaidWord } from './fact-labels.ts';
import type { Context } from './outcome.ts';
import type { Reading } from './reading.ts';

const SKIPPED =
  /^(noise|talk|follow|kind|noun:body|date|rank|ask:(count|list|who|when|meaning|method|compare|upcoming|explain|count_rank|change|trend)|mon|filter:mine)/;
const OF_BODY = /^(comunal[ei]|municipal[ei]|cittadina)$/;
const PERCENT = stem('percentuale');
const FEMALE = stem('femmine');

/** A word to look up, with its key as if it were not denied. */
export type FactWord = SaidWord & { readonly bare: string };

/** The words of a question as the context tables are searched for them; ordinary ones count only as labels. */
export function factWords({
  reading,
  vocabulary,
}: Pick<Context, 'reading' | 'vocabulary'>): readonly FactWord[] {
  const { tokens } = reading;
  const before = (token: Token): string => tokens[tokens.indexOf(token) - 1]?.text ?? '';
  // "La più estesa": the adjective of a ranking.
  const isDegree = (token: Token): boolean =>
    !vocabulary.factSearch.postings.has(token.key) &&
    (hasSpan(reading, token, /^ask:/) || /^(piu|meno)$/.test(before(token)));
  // "Under the ceiling": only the limit itself may be a label.
  const isMargin = (token: Token): boolean => hasSpan(reading, token, /^ask:margin$/) && !isLimit(token.text);
  const isPlain = (token: Token): boolean =>
    hasSpan(reading, token, SKIPPED) ||
    /^quant[oaie]$/.test(token.text) ||
    isDegree(token) ||
    isMargin(token) ||
    (token.spelled && token.value < 5) ||
    vocabulary.common.has(token.text) ||
    // "In servizio" says employed, not which service.
    (token.text === 'servizio' && before(token) === 'in') ||
    OF_BODY.test(token.text);
  const content = tokens.filter(
    (token) => !token.light && token.type !== 'sign' && !/^(piu|meno)$/.test(token.text),
  );
  const words: FactWord[] = negated(content).map((token): FactWord => {
    const bare = token.key.startsWith(DENIED) ? token.key.slice(DENIED.length) : token.key;
    const plain = isPlain(content.find((one) => one.text === token.text) ?? token);
    return {
      text: token.text,
      key: token.key,
      bare,
      alternatives: vocabulary.synonyms.get(token.key) ?? [],
      plain,
    };
  });
  // "Le dipendenti" are women: only the article says so.
  const women = tokens.some(
    ({ text }, at) =>
      /^(le|delle|alle|dalle)$/.test(text) && /^(dipendenti|dirigenti)$/.test(tokens[at + 1]?.text ?? ''),
  );
  const percent = tokens.some(({ text }) => text === '%');
  if (percent)
    words.push({ text: 'percentuale', key: PERCENT, bare: PERCENT, alternatives: [], plain: true });
  return women
    ? [...words, { text: 'femmine', key: FEMALE, bare: FEMALE, alternatives: [], plain: false }]
    : words;
}

function hasSpan(reading: Reading, token: Token, concept: RegExp): boolean {
  const at = reading.tokens.indexOf(token);
  return reading.spans.some((span) => span.from <= at && span.to > at && concept.test(span.concept));
}
