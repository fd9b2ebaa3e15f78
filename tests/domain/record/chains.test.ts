import { describe, expect, it } from 'vitest';
import { newestIn, newestOfChains, newestOfItems } from '../../../src/domain/record/chains.ts';
import type { StatusUpdate } from '../../../src/domain/record/versions.ts';

const version = (id: number, change: Partial<StatusUpdate> = {}): StatusUpdate =>
  ({
    id,
    kind: 'objective',
    number: 24,
    phase: 'luglio',
    structure: 'U.O.3.2',
    closes: true,
    outcome: 'submitted',
    ...change,
  }) as StatusUpdate;

const ids = (versions: readonly StatusUpdate[]): readonly number[] => versions.map(({ id }) => id);

describe('the newest of each chain', () => {
  it('takes the place of what the same structure, or the control office for all, reported before', () => {
    expect(ids(newestOfChains([version(1), version(2), version(3, { structure: '*' })]))).toEqual([3]);
  });

  it('leaves a part of a shared item beside the report that gives the item its state', () => {
    const part = version(2, { structure: 'U.O.1.1', closes: false });
    expect(ids(newestOfChains([version(1), part, version(3)]))).toEqual([3, 2]);
    expect(ids(newestOfItems([version(1), part, version(3)]))).toEqual([3]);
  });

  it('forgets what was cancelled', () => {
    expect(ids(newestOfChains([version(1), version(2, { outcome: 'cancelled' })]))).toEqual([1]);
  });

  it('of two phases that ask about one item, keeps the newest of each: both still wait for approval', () => {
    const both = [version(1), version(2), version(3, { phase: 'dicembre' })];
    expect(ids(newestOfChains(both))).toEqual([2, 3]);
  });
});

describe('looked up', () => {
  const find = newestIn([version(1), version(2, { structure: 'U.O.1.1', closes: false })]);
  const item = { kind: 'objective', number: 24 } as const;

  it('is the item’s own unless a structure is named', () => {
    expect(find('luglio', item)?.id).toBe(1);
    expect(find('luglio', item, 'U.O.1.1')?.id).toBe(2);
  });

  it('is null where nobody reported', () => {
    expect(find('luglio', item, 'U.O.9.9')).toBeNull();
    expect(find('dicembre', item)).toBeNull();
    expect(find('luglio', { kind: 'process', number: 24 })).toBeNull();
  });
});
