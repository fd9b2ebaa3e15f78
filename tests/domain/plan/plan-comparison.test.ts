import { describe, expect, it } from 'vitest';
import { itemsOfBothYears } from '../../../src/domain/plan/index.ts';
import type { Item } from '../../../src/domain/types.ts';
import { item } from '../../support/small-plan.ts';

const named = (number: number, title: string, code: string | null = null, more: Partial<Item> = {}): Item =>
  item('objective', number, { title, code, ...more });

const shared = (before: readonly Item[], after: readonly Item[]): readonly (readonly [number, number])[] =>
  itemsOfBothYears(before, after)
    .map((pair) => [pair.before.number, pair.after.number] as const)
    .sort(([a], [b]) => a - b);

describe('the items of two years', () => {
  it('are the same by key, whatever their number, code and title', () => {
    expect(
      shared(
        [named(1, 'Scuole', 'A1', { key: 'k1' })],
        [named(7, 'Edifici', 'B2', { key: 'k1' }), named(1, 'Scuole', 'A1', { key: 'k2' })],
      ),
    ).toEqual([[1, 7]]);
  });

  it('that share a code are told apart by their titles, and one that is gone is gone', () => {
    const year = [named(1, 'Ecografi', 'M6'), named(2, 'Mammografi', 'M6'), named(3, 'Angiografi', 'M6')];
    expect(shared(year, [named(1, 'Angiografi', 'M6')])).toEqual([[3, 1]]);
  });

  it('are the same by a code that no other bears, though their titles differ', () => {
    expect(shared([named(1, 'Scuole', 'A1')], [named(4, 'Edifici scolastici', 'A1')])).toEqual([[1, 4]]);
  });

  it('are never the same by their number', () => {
    expect(shared([named(1, 'Asili nido aperti')], [named(1, 'Asili nido aperti di sera')])).toEqual([]);
  });

  it('are known by the description that they had before a report changed it', () => {
    const change = { field: 'description', old: 'Scuole', new: 'Edifici', phase: 'x', act: null } as const;
    expect(shared([named(1, 'Edifici', null, { changes: [change] })], [named(2, 'Scuole')])).toEqual([
      [1, 2],
    ]);
  });
});
