import { type Rule, rule } from '../chart.ts';

/** Numbers with their unit. */
export const AMOUNTS: readonly Rule[] = [
  rule('number and scale', ['number', 'scale'], ['150 mila', 'due milioni'], ([number, { factor }]) => ({
    cat: 'amount',
    value: number.value * factor,
    unit: 'eur',
  })),
  rule(
    'number and unit',
    ['number', 'unit'],
    ['20.000 euro', '95 %', '24 punti'],
    ([{ value }, { unit }]) => ({
      cat: 'amount',
      value,
      unit,
    }),
  ),
  rule('unit and number', ['unit', 'number'], ['€ 50.000'], ([{ unit }, { value }]) =>
    unit === 'eur' ? { cat: 'amount', value, unit } : null,
  ),
  rule('amount and unit', ['amount', 'unit'], ['150 mila euro'], ([amount, { unit }]) =>
    unit === 'eur' && amount.unit === 'eur' ? { cat: 'amount', value: amount.value, unit } : null,
  ),
];
