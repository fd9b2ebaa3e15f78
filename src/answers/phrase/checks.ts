import type { Comparison } from '../../domain/reconciliation.ts';
import type { Result } from '../run/result.ts';
import { amount, measureName } from './discrepancies.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { costSource } from './sources.ts';
import { capital } from './values.ts';

/** A total that the document prints, next to what its rows or its own addends give, with the arithmetic. */
export function phraseCheck({ index, words }: Phrasing, result: Extract<Result, { type: 'check' }>): Draft {
  const { comparison } = result;
  if (!comparison)
    return { kind: 'no_data', headline: say(words, 'Non trovo questo totale.', 'I cannot find this total.') };
  const { declared, computed, basis } = comparison;
  const same = declared === computed;
  const what = `${words.kinds[comparison.kind].many}, ${measureName(words, comparison)}`;
  const printed = amount(comparison, declared);
  const found = amount(comparison, computed);
  const from =
    basis === 'rows'
      ? say(words, 'le righe danno', 'the rows give')
      : say(words, 'dagli addendi stampati risulta', 'its printed addends give');
  const gap = amount(comparison, Math.abs(declared - computed));
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
    notes: parts === null ? [] : [`${capital(say(words, 'conto', 'sum'))}: ${parts} = ${found}.`],
    sources: costSource(index),
    // Shares are compared in hundredths of a percent.
    value: comparison.unit === 'percent' ? computed / 100 : computed,
    unit: comparison.unit,
  };
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
