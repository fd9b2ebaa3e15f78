import { describe, expect, it } from 'vitest';
import {
  findInconsistencies,
  INCONSISTENCY_RULES,
  type InconsistencyRule,
} from '../../../src/domain/record/inconsistencies.ts';
import type { StatusUpdate } from '../../../src/domain/record/versions.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { luccaPlan } from '../../support/plan.ts';
import { anUpdate, luccaPhase } from '../../support/reminders.ts';

const approved = {
  outcome: 'approved',
  decisions: [{ kind: 'approved', actor: 'dir-settore-3', insteadOf: null, at: new Date(0), reason: null }],
} as const;

/** By who stood in for the head while they reported themselves. */
const byItsAuthor = {
  decisions: [
    { kind: 'approved', actor: 'ref-uo-3-2', insteadOf: 'dir-settore-3', at: new Date(0), reason: null },
  ],
} as const;

/** What the rules find on objective 24 (unless said otherwise), besides what the plan itself holds. */
function found(
  rule: InconsistencyRule,
  versions: readonly StatusUpdate[],
  { today = '2021-09-09', plan = luccaPlan() as Plan, number = 24 } = {},
) {
  return findInconsistencies({ plan, versions, today }).filter(
    (one) => one.rule === rule && one.item.kind === 'objective' && one.item.number === number,
  );
}

describe('each rule finds its own', () => {
  it.each<[InconsistencyRule, readonly StatusUpdate[], Parameters<typeof found>[2], Record<string, unknown>]>(
    [
      [
        'achieved_with_critical_points',
        [anUpdate({ state: 'achieved', percent: 100, criticalPoints: 'gara' })],
        {},
        { criticalPoints: 'gara' },
      ],
      [
        'percent_fell',
        [anUpdate({ percent: 60 }), anUpdate({ id: 2, version: 2, percent: 40 })],
        {},
        { from: 60, to: 40 },
      ],
      [
        'achieved_late',
        [anUpdate({ state: 'achieved', percent: 100, achievedOn: '2024-02-01' })],
        {},
        { achievedOn: '2024-02-01' },
      ],
      ['change_without_act', [anUpdate({ state: 'amended' })], {}, { state: 'amended' }],
      ['change_without_act', [anUpdate({ state: 'withdrawn' })], {}, { state: 'withdrawn' }],
      ['no_update', [], { today: '2021-10-01' }, {}],
      ['no_update', [anUpdate({ outcome: 'returned' })], { today: '2021-10-01' }, {}],
      [
        'action_overdue',
        [anUpdate({ correctiveActions: 'Gara; Rossi; 2021-09-01' })],
        {},
        { what: 'Gara', owner: 'Rossi', due: '2021-09-01' },
      ],
      ['attainment_differs', [anUpdate({ state: 'withdrawn', percent: null })], {}, { state: 'withdrawn' }],
      ['never_approved', [anUpdate()], { plan: closed(), today: '2021-10-05' }, {}],
      ['approved_by_author', [anUpdate({ ...approved, author: 'ref-uo-3-2', ...byItsAuthor })], {}, {}],
      [
        'parts_missing',
        [anUpdate({ number: 61, structure: 'U.O.1.1' })],
        { number: 61 },
        { structures: 'U.O.1.2' },
      ],
    ],
  )('%s', (rule, versions, where, facts) => {
    expect(found(rule, versions, where)).toEqual([
      expect.objectContaining({ facts: expect.objectContaining(facts) }),
    ]);
  });

  it('in the plan itself: the same money twice, more collected than assessed', () => {
    const rules = new Set(
      findInconsistencies({ plan: luccaPlan(), versions: [], today: '2021-06-30' }).map(({ rule }) => rule),
    );
    expect(rules.has('same_money') || rules.has('collected_over_assessed')).toBe(true);
  });
});

describe('each rule leaves alone', () => {
  it.each<[InconsistencyRule, readonly StatusUpdate[], Parameters<typeof found>[2]]>([
    [
      'achieved_with_critical_points',
      [anUpdate({ state: 'achieved', percent: 90, criticalPoints: 'gara' })],
      {},
    ],
    ['percent_fell', [anUpdate({ percent: 40 }), anUpdate({ id: 2, version: 2, percent: 60 })], {}],
    [
      'percent_fell',
      [anUpdate({ percent: 60, outcome: 'cancelled' }), anUpdate({ id: 2, version: 2, percent: 40 })],
      {},
    ],
    ['achieved_late', [anUpdate({ state: 'achieved', achievedOn: '2021-09-01' })], {}],
    ['change_without_act', [anUpdate({ state: 'amended', act: 'G.C. 1' })], {}],
    ['no_update', [], { today: '2021-09-30' }],
    ['no_update', [anUpdate()], { today: '2021-10-01' }],
    ['action_overdue', [anUpdate({ correctiveActions: 'Gara; Rossi; 2021-09-30' })], {}],
    [
      'action_overdue',
      [
        anUpdate({ correctiveActions: 'Gara; Rossi; 2021-09-01' }),
        anUpdate({ id: 2, phase: 'altra', actionsDone: [{ update: 1, line: 0 }] }),
      ],
      {},
    ],
    ['approved_by_author', [anUpdate({ ...approved })], {}],
    ['approved_by_author', [anUpdate({ ...approved, author: 'dir-settore-3' })], {}],
    ['never_approved', [anUpdate({ ...approved })], { plan: closed(), today: '2021-10-05' }],
    ['never_approved', [anUpdate()], {}],
    ['parts_missing', [anUpdate({ number: 61, structure: '*' })], { number: 61 }],
    ['parts_missing', [anUpdate()], {}],
  ])('%s: %#', (rule, versions, where) => {
    expect(found(rule, versions, where)).toEqual([]);
  });
});

it('every rule is printed as a sentence', () => {
  for (const words of Object.values(INCONSISTENCY_RULES)) expect(words).toMatch(/^[A-Z].*\.$/);
});

function closed(): Plan {
  return { ...luccaPlan(), phases: [{ ...luccaPhase(), closesOn: '2021-10-01' }] };
}
