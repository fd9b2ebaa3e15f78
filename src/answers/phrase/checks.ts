import type { Comparison } from '../../domain/plan/index.ts';
import { formatDecimal } from '../../words/formats.ts';
import { COST_MEASURES, declaredName } from '../../words/measures.ts';
import type { Result } from '../run/result.ts';
import { amount } from './discrepancies.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { shortName } from './names.ts';
import { costSource } from './sources.ts';
import { joinAnd } from './values.ts';

/** A total that the document prints, next to what its rows or its own addends give, with the arithmetic. */
export function phraseCheck(phrasing: Phrasing, result: Extract<Result, { type: 'check' }>): Draft {
  const { index, words } = phrasing;
  const { comparison } = result;
  if (!comparison)
    return { kind: 'no_data', headline: say(words, 'Non trovo questo totale.', 'I cannot find this total.') };
  const { declared, computed, basis } = comparison;
  const same = declared === computed;
  const what = `${words.kinds[comparison.kind].many} ${index.plan.head.year}, ${declaredName(comparison.measure, words.language)}`;
  const printed = amount(comparison, declared);
  const found = amount(comparison, computed);
  const from =
    basis === 'rows'
      ? say(words, 'le righe danno', 'the rows give')
      : say(words, 'dagli addendi stampati risulta', 'its printed addends give');
  const distance = Math.abs(declared - computed);
  const gap =
    comparison.unit === 'percent'
      ? `${formatDecimal(distance / 100)} ${say(words, 'punti percentuali', 'percentage points')}`
      : amount(comparison, distance);
  const parts = partsOf(result.all, comparison);
  return {
    headline: same
      ? say(
          words,
          `Sì, torna: ${what}, il documento stampa ${printed} e ${from} lo stesso valore.`,
          `Yes: ${what}, the document prints ${printed} and ${from} the same.`,
        )
      : say(
          words,
          `No, non torna: ${what}, il documento stampa ${printed} ma ${from} ${found} (differenza ${gap}).`,
          `No: ${what}, the document prints ${printed} but ${from} ${found} (difference ${gap}).`,
        ),
    notes: [
      ...(parts === null ? [] : [`${say(words, 'Conto', 'Sum')}: ${parts} = ${found}.`]),
      ...causeOf(phrasing, comparison),
    ],
    sources: costSource(index),
    // Shares are compared in hundredths of a percent.
    value: comparison.unit === 'percent' ? computed / 100 : computed,
    unit: comparison.unit,
  };
}

/** The items of the kind that have no cost row: what the rows may lack. */
function causeOf({ index, words }: Phrasing, { kind, measure, basis, declared, computed }: Comparison) {
  const cost = COST_MEASURES.some((one) => measure === `${one}_eur`);
  if (!cost || basis !== 'rows' || declared === computed) return [];
  const without = (index.byKind.get(kind) ?? []).filter(({ lines }) => lines.length === 0);
  const names = joinAnd(
    words,
    without.map((one) => shortName(words, one)),
  );
  return without.length === 0
    ? []
    : [say(words, `Senza una riga di costo: ${names}.`, `Without a cost row: ${names}.`)];
}

/** The printed amounts behind a share or a sum: "1.068.897,87 € ÷ 4.882.736,29 €". */
function partsOf(all: readonly Comparison[], { kind, measure }: Comparison): string | null {
  const printed = (name: string): string | null => {
    const one = all.find((other) => other.kind === kind && other.measure === name);
    return one ? amount(one, one.declared) : null;
  };
  const personnel = printed('personnel_eur');
  const settled = printed('settled_eur');
  if (personnel === null || settled === null) return null;
  if (measure === 'resources_used_eur') return `${personnel} + ${settled}`;
  if (measure === 'direct_share_pct') return `${settled} ÷ (${personnel} + ${settled})`;
  return measure === 'personnel_share_pct' ? `${personnel} ÷ (${personnel} + ${settled})` : null;
}
