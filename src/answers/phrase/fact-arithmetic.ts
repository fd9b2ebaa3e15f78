import type { Fact } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatDecimal, formatPrintedPercent } from '../../words/formats.ts';
import type { Result } from '../run/result.ts';
import { exact } from '../tables/evaluate-facts.ts';
import { say } from './draft.ts';
import type { SaidFigures } from './fact-rows.ts';
import { factText, gapText, nameOf, periodText, sourceTable } from './fact-values.ts';
import type { Words } from './words.ts';

/**
 * What a question wants worked out of two figures, or of a part and its whole; null where it wants something else. A change
 * goes from the earlier to the later, whichever was spoken of first.
 */
export function derivedOf(
  words: Words,
  { query, all }: Extract<Result, { type: 'fact' }>,
): SaidFigures | null {
  const [said, other, ...others] = all.flatMap(({ facts }) => facts);
  if (!said || !other) return null;
  const isTimed =
    query.operation === 'change' || (query.operation === 'difference' && nameOf(said) === nameOf(other));
  const [first, second] = isTimed && said.period < other.period ? [other, said] : [said, other];
  switch (query.operation) {
    case 'difference':
      return difference(words, first, second);
    case 'change':
      return change(words, first, second);
    case 'ratio':
      return ratio(words, first, second);
    case 'margin':
      return margin(words, first, second);
    case 'share':
      return share(words, first, [second, ...others]);
    default:
      return null;
  }
}

/** How two figures of the same unit differ, without saying which way. */
export const gapOf = (words: Words, one: Fact, other: Fact): string =>
  gapText(words, one, Math.abs(exact(one.value - other.value)));

function difference(words: Words, first: Fact, second: Fact): SaidFigures {
  const value = exact(first.value - second.value);
  const gap = gapText(words, first, Math.abs(value));
  const overTime = first.period !== second.period && nameOf(first) === nameOf(second);
  const signed = `${value < 0 ? '−' : '+'}${gap}`;
  const rate = exact((100 * value) / Math.abs(second.value));
  const rateText =
    first.unit === 'percent' || second.value === 0 || first.period === second.period
      ? ''
      : ` (${rate < 0 ? '−' : '+'}${formatPrintedPercent(Math.abs(rate))})`;
  const said = (fact: Fact): string => `${nameOf(fact)}: ${factText(fact)} (${periodText(fact.period)})`;
  return {
    value,
    unit: first.unit,
    headline: overTime
      ? say(
          words,
          `${nameOf(first)}: ${signed}${rateText}, da ${factText(second)} (${periodText(second.period)}) a ${factText(first)} (${periodText(first.period)}).`,
          `${nameOf(first)}: ${signed}${rateText}, from ${factText(second)} (${periodText(second.period)}) to ${factText(first)} (${periodText(first.period)}).`,
        )
      : `${say(words, 'Differenza', 'Difference')}: ${gap}${rateText}. ${said(first)}; ${said(second)}.`,
    proof: {
      filter: sourceTable(first),
      rows: [said(first), said(second)],
      formula: say(words, 'prima cifra meno seconda', 'first figure less second'),
      sum: `${factText(first)} − ${factText(second)} = ${value < 0 ? '−' : ''}${gap}`,
    },
    listed: false,
  };
}

/** How much a figure grew, as a part of what it was. */
function change(words: Words, now: Fact, before: Fact): SaidFigures | null {
  if (before.value === 0) return null;
  const rate = exact((100 * (now.value - before.value)) / before.value);
  const text = `${rate < 0 ? '−' : '+'}${formatPrintedPercent(Math.abs(rate))}`;
  return {
    headline: `${nameOf(now)}: ${text}, ${say(words, 'da', 'from')} ${factText(before)} (${periodText(before.period)}) ${say(words, 'a', 'to')} ${factText(now)} (${periodText(now.period)}).`,
    value: rate,
    unit: 'percent',
    proof: {
      filter: sourceTable(now),
      rows: [now, before].map((fact) => `${nameOf(fact)}: ${factText(fact)} (${periodText(fact.period)})`),
      formula: say(words, '(dopo − prima) ÷ prima × 100', '(after − before) ÷ before × 100'),
      sum: `(${factText(now)} − ${factText(before)}) ÷ ${factText(before)} × 100 = ${text}`,
    },
    listed: false,
  };
}

/** How many times one figure holds another. */
function ratio(words: Words, first: Fact, second: Fact): SaidFigures | null {
  if (second.value === 0) return null;
  const times = exact(first.value / second.value);
  return {
    headline: say(
      words,
      `${formatDecimal(times)} ${times === 1 ? 'volta' : 'volte'}: ${nameOf(first)} ${factText(first)}, ${nameOf(second)} ${factText(second)} (${periodText(first.period)}).`,
      `${formatDecimal(times)} times: ${nameOf(first)} ${factText(first)}, ${nameOf(second)} ${factText(second)} (${periodText(first.period)}).`,
    ),
    value: times,
    unit: 'count',
    proof: {
      filter: sourceTable(first),
      rows: [first, second].map((fact) => `${nameOf(fact)}: ${factText(fact)}`),
      formula: say(words, 'prima cifra ÷ seconda', 'first figure ÷ second'),
      sum: `${factText(first)} ÷ ${factText(second)} = ${formatDecimal(times)}`,
    },
    listed: false,
  };
}

/** Whether a limit is kept, and by how much. */
function margin(words: Words, limit: Fact, under: Fact): SaidFigures {
  const value = exact(limit.value - under.value);
  const gap = gapText(words, limit, Math.abs(value));
  const said = (fact: Fact): string => `${fact.measure} ${factText(fact)}`;
  const what = `${under.subject}, ${periodText(under.period)}`;
  // Of money, how much that is of the limit.
  const rate = exact((100 * Math.abs(value)) / Math.abs(limit.value));
  const part =
    limit.unit === 'eur' && limit.value !== 0
      ? say(
          words,
          ` (${formatPrintedPercent(rate)} del limite)`,
          ` (${formatPrintedPercent(rate)} of the limit)`,
        )
      : '';
  // An establishment is filled, a limit is kept.
  const places = /dotazione/i.test(limit.measure);
  const verdict = places
    ? say(
        words,
        value >= 0
          ? `${formatDecimal(value)} ${value === 1 ? 'posto scoperto' : 'posti scoperti'}`
          : `${formatDecimal(-value)} in più della dotazione`,
        value >= 0 ? `${formatDecimal(value)} open` : `${formatDecimal(-value)} over`,
      )
    : value >= 0
      ? say(
          words,
          `il limite è rispettato, con un margine di ${gap}${part}`,
          `the limit is kept, by ${gap}${part}`,
        )
      : say(words, `il limite è superato di ${gap}${part}`, `the limit is exceeded by ${gap}${part}`);
  return {
    headline: `${verdict}: ${said(under)}, ${said(limit)} (${what}).`,
    value,
    unit: limit.unit,
    proof: {
      filter: sourceTable(limit),
      rows: [limit, under].map((fact) => `${nameOf(fact)}: ${factText(fact)}`),
      formula: say(words, 'limite meno valore', 'limit less value'),
      sum: `${factText(limit)} − ${factText(under)} = ${value < 0 ? '−' : ''}${gap}`,
    },
    listed: false,
  };
}

function share(words: Words, part: Fact, wholes: readonly Fact[]): SaidFigures | null {
  const whole = wholes.reduce((sum, fact) => sum + fact.value, 0);
  if (whole === 0) return null;
  const value = (100 * part.value) / whole;
  const percent = formatPrintedPercent(value);
  const wholeText = factText({ ...part, value: whole });
  const [only] = wholes;
  const wholeName =
    wholes.length === 1 && only
      ? nameOf(only)
      : say(words, `somma ${joined('di', wholes.length, 'fp')} voci`, `sum of the ${wholes.length} entries`);
  return {
    value,
    unit: 'percent',
    headline: `${percent}: ${nameOf(part)} ${factText(part)} ${say(words, 'su', 'of')} ${wholeText} (${wholeName}, ${periodText(part.period)}).`,
    proof: {
      filter: sourceTable(part),
      rows: [part, ...wholes].map((fact) => `${nameOf(fact)}: ${factText(fact)}`),
      formula: say(words, 'parte ÷ totale × 100', 'part ÷ total × 100'),
      sum: `${factText(part)} ÷ ${wholeText} × 100 = ${percent}`,
    },
    listed: false,
  };
}
