import type { Result } from '../run/result.ts';
import type { FactRow } from '../tables/evaluate-facts.ts';
import { say } from './draft.ts';
import type { Naming, SaidFigures } from './fact-rows.ts';
import { periodText } from './fact-values.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

type FactsOf = Extract<Result, { type: 'fact' }>;

const unitIn = ({ facts: [first] }: FactRow) => first?.unit ?? 'count';

/** "In quali anni è calata?", "è sempre cresciuta?": the changes of one figure from each period to the next. */
export function steppedOf(words: Words, result: FactsOf, naming: Naming): SaidFigures | null {
  const { query, rows, all } = result;
  const [first] = all;
  if (query.rows !== 'steps' || !first) return null;
  const named = ({ facts: [late, early], value }: FactRow): string =>
    `${periodText(late?.period ?? '')} (${naming.textOf({ facts: late ? [late] : [], value })} ${say(words, 'sul', 'on')} ${periodText(early?.period ?? '')})`;
  const span = `${periodText(first.facts[1]?.period ?? '')}–${periodText(all.at(-1)?.facts[0]?.period ?? '')}`;
  const common = { unit: unitIn(first), proof: null, listed: false };
  if (query.order !== null) {
    const [top] = rows;
    return {
      ...common,
      headline: `${rows.map(named).join('; ')}: ${query.order === 'max' ? say(words, 'la crescita più grande', 'the largest rise') : say(words, 'il calo più grande', 'the largest fall')} ${say(words, 'tra', 'among')} ${all.length} (${naming.shared}).`,
      value: top?.value ?? null,
    };
  }
  const falls = query.bound?.op === 'lt';
  const verb = falls ? say(words, 'in calo', 'falling') : say(words, 'in crescita', 'rising');
  const others = all.filter((row) => !rows.includes(row));
  if (query.always) {
    const always = others.length === 0;
    return {
      ...common,
      headline: always
        ? say(
            words,
            `Sì, ${verb} ogni volta (${all.length} su ${all.length}), ${span} (${naming.shared}): ${all.map(named).join('; ')}.`,
            `Yes, ${verb} each time, ${span} (${naming.shared}): ${all.map(named).join('; ')}.`,
          )
        : say(
            words,
            `No, non ${verb}: ${joinAnd(words, others.map(named))}, ${span} (${naming.shared}).`,
            `No, not ${verb} in ${joinAnd(words, others.map(named))}, ${span} (${naming.shared}).`,
          ),
      value: null,
    };
  }
  return {
    ...common,
    headline:
      rows.length === 0
        ? say(
            words,
            `nessun anno ${verb} su ${all.length} confronti, ${span} (${naming.shared}).`,
            `no year ${verb} of ${all.length}, ${span} (${naming.shared}).`,
          )
        : say(
            words,
            `${rows.length} su ${all.length} ${verb}, ${span} (${naming.shared}): ${joinAnd(words, rows.map(named))}.`,
            `${rows.length} of ${all.length} ${verb}, ${span} (${naming.shared}): ${joinAnd(words, rows.map(named))}.`,
          ),
    value: rows.length,
  };
}

/** "La migliore e la peggiore", "la prima di ogni anno": the ends of an order, or the first of each group. */
export function endsOf(words: Words, result: FactsOf, naming: Naming): SaidFigures | null {
  const { query, rows, compared } = result;
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last || !(query.ends || query.best !== null)) return null;
  const among = `${say(words, 'tra', 'among')} ${compared}`;
  const shared = naming.shared === '' ? '' : ` (${naming.shared})`;
  const common = {
    value: null,
    unit: unitIn(first),
    proof: null,
    listed: query.best !== null && rows.length > 8,
  };
  if (query.best !== null) {
    const end =
      query.order === 'max'
        ? say(words, 'il valore più alto', 'the highest')
        : say(words, 'il valore più basso', 'the lowest');
    const each = {
      subject: say(words, 'di ogni voce', 'of each'),
      measure: say(words, 'di ogni colonna', 'of each column'),
      period: say(words, 'di ogni periodo', 'of each period'),
    }[query.best];
    return {
      ...common,
      headline: `${end} ${each}${shared}: ${rows.map((row) => `${naming.nameOf(row)} (${naming.textOf(row)})`).join('; ')}.`,
    };
  }
  const tell = (value: number): string =>
    joinAnd(words, rows.filter((row) => row.value === value).map(naming.nameOf));
  const [top, low] = query.order === 'max' ? [first, last] : [last, first];
  return {
    ...common,
    headline: `${say(words, `il valore più alto`, 'the highest')} ${among}${shared}: ${tell(top.value)}, ${naming.textOf(top)}; ${say(words, 'il più basso', 'the lowest')}: ${tell(low.value)}, ${naming.textOf(low)}.`,
  };
}
