import { describe, expect, it } from 'vitest';
import {
  isWorse,
  parseMilestones,
  parseResults,
  withReports,
  writeMilestones,
  writeResults,
} from '../../../src/domain/record/index.ts';
import type { Indicator, Milestone } from '../../../src/domain/types.ts';
import { smallPlan } from '../../support/small-plan.ts';

const indicator = (code: string, changes: Partial<Indicator> = {}): Indicator => ({
  kind: 'objective',
  number: 1,
  code,
  name: `Indicatore ${code}`,
  formula: null,
  unit: 'giorni',
  direction: null,
  weight: null,
  baseline: null,
  baselineYear: null,
  targets: [{ year: 2026, value: 10 }],
  result: null,
  source: null,
  ...changes,
});

const milestone = (code: string): Milestone => ({
  kind: 'objective',
  number: 1,
  code,
  name: `Fase ${code}: avvio`,
  expectedFrom: null,
  expectedTo: '2026-09-30',
  doneOn: null,
  weight: null,
  responsible: null,
});

describe('the values of indicators, one a line', () => {
  const two = [indicator('a'), indicator('b', { unit: 'sì/no' })];

  it('are written with what is known, and read back', () => {
    const text = writeResults(two, new Map([['a', 66.5]]));
    expect(text).toBe('1) Indicatore a (giorni): 66,5\n2) Indicatore b (sì/no): ');
    expect(parseResults(text, two)).toEqual([{ code: 'a', value: 66.5 }]);
  });

  it.each([
    ['1.250', 1250],
    ['1.250,5', 1250.5],
    ['66.5', 66.5],
    ['66 giorni', 66],
    ['-3', -3],
    ['95 %', 95],
    ['sì', 1],
    ['no', 0],
  ])('take %s', (typed, value) => {
    expect(parseResults(`1) Indicatore a (giorni): ${typed}`, two)).toEqual([{ code: 'a', value }]);
  });

  it.each([
    ['1) Indicatore a: presto', 'indicator_not_a_number', 1],
    ['1) Indicatore a: 3\n7) Un altro: 5', 'indicator_unknown', 2],
    ['sessanta', 'indicator_unknown', 1],
  ])('refuse %j with the line', (typed, problem, line) => {
    expect(parseResults(typed, two)).toEqual({ problem, line });
  });
});

describe('the days of milestones, one a line', () => {
  const two = [milestone('a'), milestone('b')];

  it('are written with what is known, and read back though a name has a colon in it', () => {
    const text = writeMilestones(two, new Map([['b', '2026-09-12']]));
    expect(text).toBe(
      '1) Fase a: avvio, entro il 30/09/2026: \n2) Fase b: avvio, entro il 30/09/2026: 12/09/2026',
    );
    expect(parseMilestones(text, two)).toEqual([{ code: 'b', doneOn: '2026-09-12' }]);
  });

  it('refuse what is no day', () => {
    expect(parseMilestones('1) Fase a: domani', two)).toEqual({
      problem: 'milestone_day_unreadable',
      line: 1,
    });
  });
});

describe('a value', () => {
  it.each([
    ['lower where more is better', { direction: 'higher' as const }, 5, 4, true],
    ['higher where more is better', { direction: 'higher' as const }, 5, 6, false],
    ['higher where less is better', { direction: 'lower' as const }, 5, 6, true],
    ['higher where the target lies below the baseline', { baseline: 90 }, 66, 70, true],
    ['lower with no direction told', {}, 5, 4, true],
  ])('is worse or not: %s', (_what, changes, before, now, worse) => {
    expect(isWorse(indicator('a', changes), before, now)).toBe(worse);
  });
});

it('makes what was reported the plan’s current values, the newest last', () => {
  const plan = smallPlan({ indicators: [indicator('a'), indicator('b')], milestones: [milestone('a')] });
  const report = (value: number) => ({
    kind: 'objective' as const,
    number: 1,
    results: [{ code: 'a', value }],
    milestonesDone: [{ code: 'a', doneOn: '2026-09-12' }],
  });
  const now = withReports(plan, [report(8), report(9)]);
  expect(now.indicators.map(({ result }) => result)).toEqual([9, null]);
  expect(now.milestones[0]?.doneOn).toBe('2026-09-12');
});
