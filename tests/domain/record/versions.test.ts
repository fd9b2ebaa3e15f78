import { describe, expect, it } from 'vitest';
import { countStates, type StatusUpdate } from '../../../src/domain/record/versions.ts';
import type { ItemKind } from '../../../src/words/kinds.ts';
import type { ItemState } from '../../../src/words/states.ts';
import { item } from '../../support/small-plan.ts';

const update = (kind: ItemKind, number: number, state: ItemState): StatusUpdate =>
  ({ kind, number, state }) as StatusUpdate;
const objectives = [1, 2, 3, 4].map((number) => item('objective', number));

describe('counting a phase', () => {
  it('tells how many items are in each state and how many are missing', () => {
    const counts = countStates(objectives, [
      update('objective', 1, 'achieved'),
      update('objective', 2, 'amended'),
    ]);
    expect(counts).toEqual([
      {
        kind: 'objective',
        counts: { achieved: 1, in_progress: 0, amended: 1, withdrawn: 0, new: 0 },
        missing: 2,
        total: 4,
      },
    ]);
  });

  it('keeps kinds apart: number 1 of one is not number 1 of another', () => {
    const counts = countStates([...objectives, item('process', 1)], [update('process', 1, 'in_progress')]);
    expect(counts.map(({ kind, missing, total }) => [kind, missing, total])).toEqual([
      ['objective', 4, 4],
      ['process', 0, 1],
    ]);
  });

  it('leaves out the kinds the phase does not ask about', () => {
    expect(countStates(objectives, []).map(({ kind }) => kind)).toEqual(['objective']);
  });

  it('never says that fewer than none are missing, when an item that had answered left the plan', () => {
    const [counts] = countStates(
      [item('objective', 1)],
      [update('objective', 1, 'achieved'), update('objective', 9, 'achieved')],
    );
    expect(counts?.missing).toBe(0);
  });
});
