import { describe, expect, it } from 'vitest';
import { coverageChart } from '../../../src/bot/remind/coverage-chart.ts';
import type { DigestMessage } from '../../../src/domain/reminders/messages.ts';
import { phase, smallPlan } from '../../support/small-plan.ts';

const { items } = smallPlan();

/** A structure with so many items, of which so many are missing. */
const structure = (code: string, total: number, missing: number) => ({
  code,
  name: code,
  total,
  arrived: total - missing,
  items: items.slice(0, total),
  missing: items.slice(0, missing),
});

const digest = (structures: DigestMessage['structures'], total: number, arrived: number): DigestMessage =>
  ({
    kind: 'digest',
    phase: phase(),
    structures,
    total,
    arrived,
    department: null,
  }) as unknown as DigestMessage;

describe('the picture of a phase’s coverage', () => {
  it('has those that owe most first, and the figures of its lines', () => {
    const chart = coverageChart(
      digest(
        [structure('Settore 1', 4, 1), structure('Settore 2', 5, 3), structure('Settore 3', 2, 0)],
        11,
        7,
      ),
    );
    expect(chart?.title).toBe('Ne mancano 4 su 11: 3 nel Settore 2');
    expect(
      chart?.form === 'bars' &&
        chart.rows.map(({ label, figures }) => [label, ...figures.map(({ value }) => value)]),
    ).toEqual([
      ['Settore 2', 2, 3],
      ['Settore 1', 3, 1],
      ['Settore 3', 2, 0],
    ]);
  });

  it('says when nothing is missing', () => {
    const all = ['Settore 1', 'Settore 2', 'Settore 3'].map((code) => structure(code, 2, 0));
    expect(coverageChart(digest(all, 6, 6))?.title).toBe('Sono arrivati tutti e 6');
  });

  it('is not made of what two lines say as well', () => {
    expect(
      coverageChart(digest([structure('Settore 1', 4, 1), structure('Settore 2', 5, 3)], 9, 5)),
    ).toBeNull();
  });
});
