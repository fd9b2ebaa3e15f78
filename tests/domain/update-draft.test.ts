import { describe, expect, it } from 'vitest';
import type { ItemState, Role } from '../../src/domain/types.ts';
import {
  checkDraft,
  type DraftContext,
  EMPTY_DRAFT,
  fieldsOf,
  MAX_ACT,
  MAX_TEXT,
  parsePercent,
  type UpdateDraft,
} from '../../src/domain/update-draft.ts';
import { bareContent, type StatusUpdate } from '../../src/domain/updates.ts';

const CONTEXT: DraftContext = {
  previous: null,
  roles: ['contact'],
  shape: { openActions: false, correction: false },
  horizon: { from: '2026-01-01', to: '2028-12-31' },
  today: '2026-05-08',
  current: { description: 'Il titolo', target: null, indicator: null, deadline: '2026-12-31' },
};

const PREVIOUS: StatusUpdate = {
  ...bareContent('in_progress', 60),
  id: 1,
  kind: 'objective',
  number: 1,
  phase: 'intermedia',
  version: 1,
  basedOn: 0,
  structure: 'U.1.1',
  closes: true,
  origin: 'submission',
  author: 'ref-11',
  at: new Date('2026-05-08T08:00:00Z'),
  outcome: 'submitted',
  decisions: [],
};

const check = (draft: Partial<UpdateDraft>, context: Partial<DraftContext> = {}) =>
  checkDraft({ ...EMPTY_DRAFT, ...draft }, { ...CONTEXT, ...context });

/** The problem of each wrong field. */
function problemsOf(
  draft: Partial<UpdateDraft>,
  context: Partial<DraftContext> = {},
): Record<string, string> {
  const checked = check(draft, context);
  return checked.ok
    ? {}
    : Object.fromEntries([...checked.problems].map(([field, { problem }]) => [field, problem]));
}

describe('a percent', () => {
  it.each([
    ['34', 34],
    ['34,5', 34.5],
    ['34.5', 34.5],
    ['34 %', 34],
    ['34%', 34],
    [' 34,50 % ', 34.5],
    ['0', 0],
    ['100', 100],
    ['', 'empty'],
    ['   ', 'empty'],
    ['%', 'empty'],
    ['circa 30', 'not_a_number'],
    ['3,4,5', 'not_a_number'],
    ['1e2', 'not_a_number'],
    ['½', 'not_a_number'],
    // Told as out of range, not as unreadable.
    ['-5', -5],
    ['101', 101],
  ])('«%s» is read as %s', (text, expected) => {
    expect(parsePercent(text)).toBe(expected);
  });
});

describe('a report that is in order', () => {
  it('of work in progress has its percent', () => {
    expect(check({ state: 'in_progress', percent: '34,5 %', note: ' Avviata ' })).toMatchObject({
      ok: true,
      content: { state: 'in_progress', percent: 34.5, note: 'Avviata' },
    });
  });

  it('of something achieved is at 100 when no percent is typed', () => {
    expect(check({ state: 'achieved', achievedOn: '2026-05-07' })).toMatchObject({
      ok: true,
      content: { percent: 100, achievedOn: '2026-05-07' },
    });
  });

  it('of a change keeps the old value next to the new', () => {
    const draft = {
      state: 'amended',
      changeField: 'deadline',
      newValue: '30/06/2027',
      reason: 'Gara deserta',
    } as const;
    expect(check(draft)).toMatchObject({
      ok: true,
      content: {
        changes: [{ field: 'deadline', old: '2026-12-31', new: '2027-06-30' }],
        reason: 'Gara deserta',
      },
    });
  });

  it('says null for what was left empty', () => {
    expect(check({ state: 'in_progress', percent: '10', criticalPoints: '  ' })).toMatchObject({
      content: { note: null, criticalPoints: null, act: null, evidence: null },
    });
  });

  it('ignores what the state’s form does not show', () => {
    expect(check({ state: 'withdrawn', reason: 'Superato', percent: 'abc', note: 'x' })).toMatchObject({
      ok: true,
      content: { percent: null, note: null },
    });
  });
});

describe('a report is refused, under the right field,', () => {
  it.each<[string, Partial<UpdateDraft>, Record<string, string>]>([
    ['without a state', { percent: '10' }, { state: 'state_missing' }],
    ['in progress without a percent', { state: 'in_progress' }, { percent: 'percent_missing' }],
    [
      'with a percent that is none',
      { state: 'in_progress', percent: 'metà' },
      { percent: 'percent_not_a_number' },
    ],
    [
      'with a percent over 100',
      { state: 'in_progress', percent: '100,1' },
      { percent: 'percent_out_of_range' },
    ],
    ['with a percent below 0', { state: 'in_progress', percent: '-1' }, { percent: 'percent_out_of_range' }],
    [
      'achieved below 100 without an explanation',
      { state: 'achieved', percent: '90', achievedOn: '2026-05-07' },
      { note: 'explanation_missing_below_100' },
    ],
    [
      'achieved without a day or an explanation',
      { state: 'achieved' },
      { achievedOn: 'day_or_explanation_missing' },
    ],
    [
      'achieved tomorrow',
      { state: 'achieved', achievedOn: '2026-05-09' },
      { achievedOn: 'day_in_the_future' },
    ],
    [
      'achieved before the plan began',
      { state: 'achieved', achievedOn: '2025-12-31' },
      { achievedOn: 'day_out_of_horizon' },
    ],
    [
      'achieved on a day that does not exist',
      { state: 'achieved', achievedOn: '31/02/2026' },
      { achievedOn: 'day_unreadable' },
    ],
    ['amended without saying what', { state: 'amended', reason: 'x' }, { changeField: 'change_missing' }],
    [
      'amended without the new value',
      { state: 'amended', changeField: 'target', reason: 'x' },
      { newValue: 'new_value_missing' },
    ],
    [
      'amended to what it already is',
      { state: 'amended', changeField: 'description', newValue: 'Il titolo', reason: 'x' },
      { newValue: 'nothing_changes' },
    ],
    [
      'amended without a reason',
      { state: 'amended', changeField: 'target', newValue: '10' },
      { reason: 'reason_missing' },
    ],
    [
      'with a new deadline past the plan’s horizon',
      { state: 'amended', changeField: 'deadline', newValue: '2029-01-01', reason: 'x' },
      { newValue: 'day_out_of_horizon' },
    ],
    ['withdrawn without a reason', { state: 'withdrawn' }, { reason: 'reason_missing' }],
    ['new, from a contact', { state: 'new', reason: 'x' }, { state: 'new_is_for_heads' }],
    [
      'with a note that is too long',
      { state: 'in_progress', percent: '1', note: 'x'.repeat(MAX_TEXT + 1) },
      { note: 'text_too_long' },
    ],
    [
      'with an act that is too long',
      { state: 'withdrawn', reason: 'x', act: 'x'.repeat(MAX_ACT + 1) },
      { act: 'act_too_long' },
    ],
    [
      'with evidence that is no link',
      { state: 'in_progress', percent: '1', evidence: 'in archivio' },
      { evidence: 'evidence_not_a_link' },
    ],
    [
      'with a corrective action that lacks who or when',
      { state: 'in_progress', percent: '1', correctiveActions: 'rifare la gara' },
      { correctiveActions: 'action_incomplete' },
    ],
  ])('%s', (_, draft, expected) => {
    expect(problemsOf(draft)).toEqual(expected);
  });

  it('with every wrong field at once', () => {
    const draft: Partial<UpdateDraft> = {
      state: 'in_progress',
      percent: 'molto',
      note: 'x'.repeat(MAX_TEXT + 1),
      correctiveActions: 'rifare la gara',
      evidence: 'in archivio',
    };
    expect(Object.keys(problemsOf(draft)).sort()).toEqual([
      'correctiveActions',
      'evidence',
      'note',
      'percent',
    ]);
  });

  it('with the line of the corrective action that is wrong', () => {
    const checked = check({
      state: 'in_progress',
      percent: '1',
      correctiveActions: 'rifare la gara; U.1.1; 30/09/2026\nsollecitare la ditta',
    });
    expect(checked.ok ? null : checked.problems.get('correctiveActions')?.line).toBe(2);
  });
});

describe('a percent lower than before', () => {
  it('needs an explanation', () => {
    expect(problemsOf({ state: 'in_progress', percent: '50' }, { previous: PREVIOUS })).toEqual({
      note: 'explanation_missing_for_drop',
    });
  });

  it('is taken with one', () => {
    expect(
      problemsOf({ state: 'in_progress', percent: '50', note: 'Ricalcolato' }, { previous: PREVIOUS }),
    ).toEqual({});
  });

  it('is not explained by the words of the version before', () => {
    const previous = { ...PREVIOUS, note: 'Avviata' };
    expect(problemsOf({ state: 'in_progress', percent: '50', note: 'Avviata' }, { previous })).toEqual({
      note: 'explanation_missing_for_drop',
    });
  });

  it.each(['60', '61'])('is not %s %%', (percent) => {
    expect(problemsOf({ state: 'in_progress', percent }, { previous: PREVIOUS })).toEqual({});
  });
});

describe('a new item', () => {
  it.each<Role>(['head', 'controller'])('may be reported by a %s', (role) => {
    expect(
      problemsOf({ state: 'new', reason: 'Chiesto dalla Giunta' }, { roles: ['contact', role] }),
    ).toEqual({});
  });
});

describe('the form', () => {
  it.each<ItemState>(['in_progress', 'achieved', 'amended', 'withdrawn', 'new'])(
    'of an item %s never has more than six fields, the state first unless earlier actions are',
    (state) => {
      for (const openActions of [false, true])
        for (const correction of [false, true]) {
          const fields = fieldsOf(state, { openActions, correction });
          expect(fields.length).toBeLessThanOrEqual(6);
          expect(fields[openActions ? 1 : 0]).toBe('state');
          expect(new Set(fields).size).toBe(fields.length);
        }
    },
  );

  it('of a correction asks the reason', () => {
    expect(
      problemsOf(
        { state: 'in_progress', percent: '70' },
        { shape: { openActions: false, correction: true } },
      ),
    ).toEqual({
      reason: 'reason_missing',
    });
  });
});
