import type { Fact } from '../../domain/types.ts';
import type { FactTable } from '../knowledge/fact-tables.ts';
import { ADDITIVE, type FactQuery } from './asked.ts';

/** A figure and those of the other rows of its column, without totals. */
export const besideIn = ({ facts, rows }: FactTable, { measure, period, unit }: Fact): readonly Fact[] => {
  const whole = new Set(rows.flatMap(({ text, whole }) => (whole ? [text] : [])));
  return facts.filter(
    (fact) =>
      fact.measure === measure && fact.period === period && fact.unit === unit && !whole.has(fact.subject),
  );
};

/** What the column of a figure comes to: as it is printed, else as its rows add up; null where they do not. */
export function totalOf(table: FactTable, before: Fact): Pick<FactQuery, 'codes' | 'operation'> | null {
  const { measure, period, unit } = before;
  if (!ADDITIVE.has(unit)) return null;
  const printed = table.facts.find(
    (fact) =>
      fact.measure === measure &&
      fact.period === period &&
      fact.unit === unit &&
      table.rows.some(({ text, whole }) => whole && text === fact.subject),
  );
  if (printed) return { codes: [printed.code], operation: null };
  const all = besideIn(table, before);
  return all.length < 2 ? null : { codes: all.map(({ code }) => code), operation: 'sum' };
}
