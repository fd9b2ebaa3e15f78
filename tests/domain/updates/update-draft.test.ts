import { describe, expect, it } from 'vitest';
import { writeChanges } from '../../../src/domain/updates/several-changes.ts';
import {
  checkDraft,
  type DraftContext,
  fieldsOf,
  parsePercent,
  type UpdateDraft,
} from '../../../src/domain/updates/update-draft.ts';
import { ITEM_STATES, type ItemState } from '../../../src/words/states.ts';
import { anUpdate } from '../../support/reminders.ts';
import { aDraft } from '../../support/updates.ts';

const SHAPE = { openActions: false, correction: false, indicators: false, milestones: false };

const context = (change: Partial<DraftContext> = {}): DraftContext => ({
  previous: null,
  roles: ['contact'],
  shape: SHAPE,
  earlier: null,
  reached: new Map(),
  indicators: [],
  milestones: [],
  year: 2021,
  horizon: { from: '2021-01-01', to: '2023-12-31' },
  today: '2021-09-09',
  current: {
    description: 'Testo di ora',
    target: null,
    indicator: null,
    deadline: '2021-12-31',
    weight: '12,5',
  },
  ...change,
});

const problems = (draft: Partial<UpdateDraft>, change: Partial<DraftContext> = {}) => {
  const checked = checkDraft(aDraft(draft), context(change));
  return checked.ok
    ? {}
    : Object.fromEntries(
        [...checked.problems].map(([field, { problem, line }]) => [
          field,
          line ? `${problem}@${line}` : problem,
        ]),
      );
};
const content = (draft: Partial<UpdateDraft>, change: Partial<DraftContext> = {}) => {
  const checked = checkDraft(aDraft(draft), context(change));
  if (!checked.ok) throw new Error(JSON.stringify([...checked.problems]));
  return checked.content;
};
const inProgress = { state: 'in_progress', percent: '40' } as const;
const amended = {
  state: 'amended',
  changeField: 'description',
  newValue: 'Testo nuovo',
  reason: 'perché',
} as const;

describe('the fields of the form', () => {
  it.each([null, ...ITEM_STATES])('are six at most, whatever is asked besides: %s', (state) => {
    for (const openActions of [false, true])
      for (const correction of [false, true]) {
        const fields = fieldsOf(state, { ...SHAPE, openActions, correction });
        expect(fields.length).toBeLessThanOrEqual(6);
        expect(new Set(fields).size).toBe(fields.length);
        expect(fields).toContain('state');
        expect(fields.includes('actionsDone')).toBe(openActions);
        if (openActions) expect(fields[0]).toBe('actionsDone');
        if (correction && state !== null) expect(fields).toContain('reason');
      }
  });

  it.each<[ItemState, string[]]>([
    ['in_progress', ['state', 'percent', 'note', 'criticalPoints', 'correctiveActions', 'evidence']],
    ['achieved', ['state', 'percent', 'achievedOn', 'note', 'criticalPoints', 'evidence']],
    ['amended', ['state', 'changeField', 'newValue', 'reason', 'act', 'percent']],
    ['withdrawn', ['state', 'reason', 'act']],
    ['new', ['state', 'percent', 'reason', 'act', 'evidence']],
  ])('of «%s»', (state, fields) => {
    expect(fieldsOf(state, SHAPE)).toEqual(fields);
  });
});

describe('the rules', () => {
  it.each<[string, Partial<UpdateDraft>, Partial<DraftContext>, Record<string, string>]>([
    ['a state is needed', { percent: '10' }, {}, { state: 'state_missing' }],
    ['in progress wants a percent', { state: 'in_progress' }, {}, { percent: 'percent_missing' }],
    [
      'a percent is a number',
      { state: 'in_progress', percent: 'metà' },
      {},
      { percent: 'percent_not_a_number' },
    ],
    [
      'a percent is not above 100',
      { state: 'in_progress', percent: '100,5' },
      {},
      { percent: 'percent_out_of_range' },
    ],
    [
      'a percent is not below 0',
      { state: 'in_progress', percent: '-1' },
      {},
      { percent: 'percent_out_of_range' },
    ],
    [
      'achieved wants a day or an explanation',
      { state: 'achieved' },
      {},
      { achievedOn: 'day_or_explanation_missing' },
    ],
    [
      'achieved below 100 wants an explanation',
      { state: 'achieved', percent: '90', achievedOn: '2021-09-01' },
      {},
      { note: 'explanation_missing_below_100' },
    ],
    [
      'achieved is not in the future',
      { state: 'achieved', achievedOn: '2021-09-10' },
      {},
      { achievedOn: 'day_in_the_future' },
    ],
    [
      'achieved is not before the plan',
      { state: 'achieved', achievedOn: '2020-12-31' },
      {},
      { achievedOn: 'day_out_of_horizon' },
    ],
    ['a day is a day', { state: 'achieved', achievedOn: '31/02/2021' }, {}, { achievedOn: 'day_unreadable' }],
    [
      'a lower percent wants a reason',
      inProgress,
      { previous: anUpdate({ percent: 60 }) },
      { note: 'explanation_missing_for_drop' },
    ],
    [
      'the reason of before is no reason now',
      { ...inProgress, note: 'ritardo' },
      { previous: anUpdate({ percent: 60, note: 'ritardo' }) },
      { note: 'explanation_missing_for_drop' },
    ],
    ['amended wants what changes', { state: 'amended', reason: 'x' }, {}, { changeField: 'change_missing' }],
    ['amended wants the new value', { ...amended, newValue: ' ' }, {}, { newValue: 'new_value_missing' }],
    ['amended wants the reason', { ...amended, reason: '' }, {}, { reason: 'reason_missing' }],
    [
      'amended must change something',
      { ...amended, newValue: 'Testo di ora' },
      {},
      { newValue: 'nothing_changes' },
    ],
    [
      'a new deadline is a day',
      { ...amended, changeField: 'deadline', newValue: 'presto' },
      {},
      { newValue: 'day_unreadable' },
    ],
    [
      'a new deadline is in the plan’s years',
      { ...amended, changeField: 'deadline', newValue: '2024-01-01' },
      {},
      { newValue: 'day_out_of_horizon' },
    ],
    [
      'of several changes each is one that may be made',
      { ...amended, changeField: 'several', newValue: 'Descrizione: nuova\nBudget: 12' },
      {},
      { newValue: 'change_unknown@2' },
    ],
    [
      'of several changes none is said twice',
      { ...amended, changeField: 'several', newValue: 'Indicatore: a\nIndicatore: b' },
      {},
      { newValue: 'change_unknown@2' },
    ],
    [
      'several changes are one at least',
      { ...amended, changeField: 'several', newValue: 'Descrizione: \nScadenza: ' },
      {},
      { newValue: 'new_value_missing' },
    ],
    [
      'each of several changes keeps its rule',
      { ...amended, changeField: 'several', newValue: 'Indicatore: km\nScadenza: presto' },
      {},
      { newValue: 'day_unreadable@2' },
    ],
    ['withdrawn wants the reason', { state: 'withdrawn' }, {}, { reason: 'reason_missing' }],
    ['new is for heads', { state: 'new', reason: 'x' }, {}, { state: 'new_is_for_heads' }],
    [
      'a correction wants the reason',
      inProgress,
      { shape: { ...SHAPE, correction: true } },
      { reason: 'reason_missing' },
    ],
    [
      'a document is a link',
      { ...inProgress, evidence: 'in archivio' },
      {},
      { evidence: 'evidence_not_a_link' },
    ],
    ['a text has a limit', { ...inProgress, note: 'x'.repeat(3_001) }, {}, { note: 'text_too_long' }],
    [
      'an act is of a day that exists',
      { ...amended, act: 'G.C. 12 del 31 febbraio 2021' },
      {},
      { act: 'act_day_unreal' },
    ],
    [
      'an act is not of the future',
      { ...amended, act: 'G.C. 12 del 10/09/2021' },
      {},
      { act: 'act_in_the_future' },
    ],
    [
      'a deadline is not moved ahead to a day that has passed',
      { ...amended, changeField: 'deadline', newValue: '2021-08-31' },
      {},
      { newValue: 'deadline_past' },
    ],
    ['an act has a limit', { ...amended, act: 'x'.repeat(301) }, {}, { act: 'act_too_long' }],
    [
      'an action has three parts',
      { ...inProgress, correctiveActions: 'Gara; Rossi' },
      {},
      { correctiveActions: 'action_incomplete@1' },
    ],
    [
      'a weight is a number',
      { ...amended, changeField: 'weight', newValue: 'molto' },
      {},
      { newValue: 'weight_unreadable' },
    ],
    [
      'a weight is not negative',
      { ...amended, changeField: 'weight', newValue: '-3' },
      {},
      { newValue: 'weight_unreadable' },
    ],
    [
      'a weight is another one than now',
      { ...amended, changeField: 'weight', newValue: '12.50 %' },
      {},
      { newValue: 'nothing_changes' },
    ],
    [
      'an action ends with a day',
      { ...inProgress, correctiveActions: 'Gara; Rossi; 30/10/2021\nSollecito; Bianchi; presto' },
      {},
      { correctiveActions: 'action_day_unreadable@2' },
    ],
    [
      'an action is in the plan’s years',
      { ...inProgress, correctiveActions: 'Gara; Rossi; 30/10/2031' },
      {},
      { correctiveActions: 'action_day_out_of_horizon@1' },
    ],
    [
      'actions are ten at most',
      { ...inProgress, correctiveActions: 'a; b; 30/10/2021\n'.repeat(11) },
      {},
      { correctiveActions: 'too_many_actions@11' },
    ],
    [
      'all at once',
      { state: 'in_progress', percent: 'x', correctiveActions: 'y', evidence: 'z' },
      {},
      {
        percent: 'percent_not_a_number',
        correctiveActions: 'action_incomplete@1',
        evidence: 'evidence_not_a_link',
      },
    ],
  ])('%s', (_, draft, change, expected) => {
    expect(problems(draft, change)).toEqual(expected);
  });

  it.each<[string, Partial<UpdateDraft>, Partial<DraftContext>]>([
    ['achieved with a day', { state: 'achieved', achievedOn: '2021-09-09' }, {}],
    ['achieved below 100 with an explanation', { state: 'achieved', percent: '90', note: 'quasi' }, {}],
    [
      'a lower percent with a reason',
      { ...inProgress, note: 'ricalcolato' },
      { previous: anUpdate({ percent: 60 }) },
    ],
    ['the same percent again', { ...inProgress, percent: '60' }, { previous: anUpdate({ percent: 60 }) }],
    ['new, by a head', { state: 'new', reason: 'x' }, { roles: ['head'] }],
    ['new, by the control office', { state: 'new', reason: 'x' }, { roles: ['controller'] }],
    ['an act of today', { ...amended, act: 'G.C. 12 del 9 settembre 2021' }, {}],
    ['withdrawn without an act', { state: 'withdrawn', reason: 'x' }, {}],
  ])('let pass: %s', (_, draft, change) => {
    expect(problems(draft, change)).toEqual({});
  });
});

describe('what is saved', () => {
  it('is 100 % for an achieved item whose percent was left empty', () => {
    expect(content({ state: 'achieved', achievedOn: '2021-09-01' })).toMatchObject({ percent: 100 });
  });

  it('keeps the old value next to the new one', () => {
    expect(content({ ...amended, changeField: 'deadline', newValue: '30/06/2022' }).changes).toEqual([
      { field: 'deadline', old: '2021-12-31', new: '2022-06-30' },
    ]);
    expect(content({ ...amended, changeField: 'target', newValue: '10 km' }).changes).toEqual([
      { field: 'target', old: null, new: '10 km' },
    ]);
    expect(content({ ...amended, changeField: 'weight', newValue: '7.25 %' }).changes).toEqual([
      { field: 'weight', old: '12,5', new: '7,25' },
    ]);
  });

  it('adds a change to those of the version before', () => {
    const previous = anUpdate({ state: 'amended', changes: [{ field: 'target', old: null, new: '10 km' }] });
    expect(content(amended, { previous }).changes.map(({ field }) => field)).toEqual([
      'target',
      'description',
    ]);
  });

  it('takes several changes at once, each with the value it had, beside those of the version before', () => {
    const previous = anUpdate({ state: 'amended', changes: [{ field: 'target', old: null, new: '10 km' }] });
    const newValue = 'Descrizione: Testo: nuovo\n\nRisultato atteso: \nScadenza: 30/06/2022';
    expect(content({ ...amended, changeField: 'several', newValue }, { previous }).changes).toEqual([
      { field: 'target', old: null, new: '10 km' },
      { field: 'description', old: 'Testo di ora', new: 'Testo: nuovo' },
      { field: 'deadline', old: expect.any(String), new: '2022-06-30' },
    ]);
  });

  it('says again what is typed of several changes that were sent before', () => {
    const changes = [
      { field: 'target', old: null, new: '10 km' },
      { field: 'deadline', old: null, new: '2022-06-30' },
    ] as const;
    const newValue = writeChanges(changes);
    expect(newValue).toBe(
      'Descrizione: \nRisultato atteso: 10 km\nIndicatore: \nScadenza: 30/06/2022\nPeso: ',
    );
    const again = content(
      { ...amended, changeField: 'several', newValue },
      { previous: anUpdate({ state: 'amended', changes }) },
    );
    expect(again.changes.map(({ field, new: value }) => [field, value])).toEqual([
      ['target', '10 km'],
      ['deadline', '2022-06-30'],
    ]);
  });

  it('keeps what the form of this state does not ask', () => {
    const previous = anUpdate({ criticalPoints: 'gara', correctiveActions: 'a; b; 2021-10-30', percent: 60 });
    expect(content({ ...amended, percent: '70' }, { previous })).toMatchObject({
      criticalPoints: 'gara',
      correctiveActions: 'a; b; 2021-10-30',
    });
    expect(content({ ...inProgress, percent: '70' }, { previous })).toMatchObject({ criticalPoints: null });
    expect(content({ state: 'withdrawn', reason: 'x' }, { previous })).toMatchObject({
      criticalPoints: null,
      percent: null,
    });
  });

  it('leaves out what the form of this state does not show', () => {
    expect(content({ state: 'withdrawn', reason: 'x', note: 'y', evidence: 'https://a.it/b' })).toMatchObject(
      {
        note: null,
        evidence: null,
      },
    );
  });
});

it.each([
  ['34,5', 34.5],
  ['34.5', 34.5],
  ['34 %', 34],
  [' 34% ', 34],
  ['0', 0],
  ['100', 100],
  ['', 'empty'],
  [' % ', 'empty'],
  ['60％', 60],
  ['1.000,5', 'not_a_number'],
  ['1.000', 'not_a_number'],
  ['trentaquattro', 'not_a_number'],
  ['1e2', 'not_a_number'],
] as const)('reads the percent «%s»', (text, percent) => {
  expect(parsePercent(text)).toBe(percent);
});

describe('the values of indicators', () => {
  const indicator = {
    kind: 'objective',
    number: 1,
    code: '1',
    name: 'Giorni di attesa',
    formula: null,
    unit: 'giorni',
    direction: 'lower',
    weight: null,
    baseline: 90,
    baselineYear: 2020,
    targets: [{ year: 2021, value: 60 }],
    result: 75,
    source: null,
  } as const;
  const measured = {
    shape: { ...SHAPE, indicators: true, milestones: true },
    indicators: [indicator],
    milestones: [
      {
        kind: 'objective',
        number: 1,
        code: 'a',
        name: 'Gara',
        expectedFrom: null,
        expectedTo: '2021-06-30',
        doneOn: null,
        weight: null,
        responsible: null,
      },
    ],
  } as const;
  const line = (value: string): string => `1) Giorni di attesa (giorni): ${value}`;

  it('are asked for where the plan declares them, beside the six fields', () => {
    expect(fieldsOf('in_progress', measured.shape).slice(0, 4)).toEqual([
      'state',
      'results',
      'milestonesDone',
      'percent',
    ]);
    expect(fieldsOf('withdrawn', measured.shape)).toEqual(fieldsOf('withdrawn', SHAPE));
  });

  it('give the percentage where none was typed', () => {
    expect(content({ state: 'in_progress', results: line('66') }, measured)).toMatchObject({
      percent: 80,
      results: [{ code: '1', value: 66 }],
    });
  });

  it('want their reason where they are worse than the last known', () => {
    expect(problems({ state: 'in_progress', results: line('80') }, measured)).toEqual({
      note: 'explanation_missing_for_worse',
    });
    expect(
      problems({ state: 'in_progress', results: line('80'), note: 'Due medici in meno' }, measured),
    ).toEqual({});
  });

  it('are told by their line when they cannot be read', () => {
    expect(problems({ ...inProgress, results: line('tanti') }, measured)).toEqual({
      results: 'indicator_not_a_number@1',
    });
  });

  it('go with the days of milestones, which are never in the future', () => {
    const milestones = (day: string) => ({ ...inProgress, milestonesDone: `1) Gara: ${day}` });
    expect(content(milestones('30/06/2021'), measured).milestonesDone).toEqual([
      { code: 'a', doneOn: '2021-06-30' },
    ]);
    expect(problems(milestones('30/06/2022'), measured)).toEqual({
      milestonesDone: 'milestone_in_the_future',
    });
  });
});

it('wants the reason of a percentage lower than that of the phase before', () => {
  const before = { earlier: 34.5 };
  expect(problems({ state: 'in_progress', percent: '20' }, before)).toEqual({
    note: 'explanation_missing_for_drop',
  });
  expect(problems({ state: 'in_progress', percent: '20', note: 'Rifatta la gara' }, before)).toEqual({});
  expect(problems({ state: 'in_progress', percent: '34,5' }, before)).toEqual({});
});

it.each([
  ['https://protocollo/doc/12', 'https://protocollo/doc/12'],
  ['http://10.0.0.7:8080/a', 'http://10.0.0.7:8080/a'],
  ['https://a.example/x.pdf, https://a.example/y.pdf;', 'https://a.example/x.pdf\nhttps://a.example/y.pdf'],
  ['(https://a.example/x).', 'https://a.example/x'],
  ['https://a.example/x_(y)', 'https://a.example/x_(y)'],
  ['https://a.example/x\u2028https://a.example/y', 'https://a.example/x\nhttps://a.example/y'],
])('the links in «%s» are kept bare', (typed, kept) => {
  expect(content({ ...inProgress, evidence: typed }).evidence).toBe(kept);
});

it.each([
  'https://',
  'https:///x',
  'ftp://a.example/x',
  '\\\\server\\cartella',
  'javascript:alert(1)',
  'https://comune.example@altrove.example/x',
  'https://a.example/\u202Efdp.exe',
])('«%s» is no link', (typed) => {
  expect(problems({ ...inProgress, evidence: typed })).toEqual({ evidence: 'evidence_not_a_link' });
});
