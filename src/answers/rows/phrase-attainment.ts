import { attainmentOfItem, attainmentOfSet } from '../../domain/plan/index.ts';
import { formatDecimal, formatPercent } from '../../words/formats.ts';
import type { Draft, Phrasing } from '../phrase/draft.ts';
import { say } from '../phrase/draft.ts';
import { attainmentRule, type Measured, proofLine } from './indicator-text.ts';

/**
 * The attainment that the indicators of an item, or of a set of items, give; the printed one stands beside it.
 * @param where of what, as it is said after the noun
 */
export function phraseAttainment(
  { index, words }: Phrasing,
  where: string,
  all: readonly Measured[],
): Omit<Draft, 'table' | 'sources'> {
  const { plan } = index;
  const owners = [...new Set(all.map(({ of }) => of))];
  const items = owners.map(({ item }) => attainmentOfItem(plan, item));
  const set = attainmentOfSet(items);
  const [only] = items.length === 1 ? items : [];
  const { percent, isWeighted, counted, leftOut } = only ?? set;
  const mean = isWeighted
    ? say(words, 'media pesata', 'weighted mean')
    : say(words, 'media semplice', 'plain mean');
  const what = only
    ? say(words, `${counted.length} indicatori`, `${counted.length} indicators`)
    : say(words, `${counted.length} voci con indicatori`, `${counted.length} items with indicators`);
  const parts = counted.map(({ percent: one, weight }) =>
    isWeighted ? `${formatDecimal(one)} × ${formatDecimal(weight)}` : formatDecimal(one),
  );
  const weights = formatDecimal(counted.reduce((sum, { weight }) => sum + weight, 0));
  return {
    headline:
      percent === null
        ? say(
            words,
            `Il raggiungimento dagli indicatori ${where} (${plan.head.year}) non si può ancora calcolare: nessuno ha un risultato.`,
            `The attainment from the indicators ${where} (${plan.head.year}) cannot be told yet: none has a result.`,
          )
        : say(
            words,
            `Raggiungimento calcolato dagli indicatori ${where}, ${plan.head.year}: ${formatPercent(percent)} (${mean} di ${what}).`,
            `Attainment from the indicators ${where}, ${plan.head.year}: ${formatPercent(percent)} (${mean} of ${what}).`,
          ),
    notes: [
      ...(leftOut.length > 0
        ? [
            say(
              words,
              `Senza risultato, e quindi fuori dalla media: ${leftOut.length}.`,
              `Without a result, and so left out: ${leftOut.length}.`,
            ),
          ]
        : []),
      ...(only && only.declared !== null
        ? [
            say(
              words,
              `Il documento dichiara ${formatPercent(only.declared)}.`,
              `The document declares ${formatPercent(only.declared)}.`,
            ),
          ]
        : []),
    ],
    proof: {
      filter: where,
      rows: all.slice(0, 100).map((one) => proofLine(words, one)),
      formula: attainmentRule(words),
      sum: percent === null ? null : `(${parts.join(' + ')}) / ${weights} = ${formatDecimal(percent)}`,
    },
    value: percent,
    unit: percent === null ? null : 'percent',
    items: owners.map(({ ref }) => ref),
    kind: percent === null ? 'no_data' : 'answer',
  };
}
