import type { InputBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import {
  buildUpdateForm,
  draftErrors,
  parseUpdateForm,
  startingDraft,
} from '../../../src/bot/update/update-form.ts';
import { ITEM_STATES } from '../../../src/words/states.ts';
import { viewProblems } from '../../support/block-limits.ts';
import { anUpdate, luccaItem, luccaPhase } from '../../support/reminders.ts';
import { aForm } from '../../support/updates.ts';

type Json = Readonly<Record<string, unknown>>;

const around = { names: new Map([['ref-uo-3-2', 'Referente U.O. 3.2']]), timezone: 'Europe/Rome' };
const build = (previous: ReturnType<typeof anUpdate> | null) => {
  const form = aForm({ previous });
  return buildUpdateForm(form, startingDraft(form), around);
};

/** What Slack sends when a form is submitted as it was opened. */
function asOpened(view: ReturnType<typeof build>): { private_metadata: string; state: { values: Json } } {
  const inputs = view.blocks.filter((block): block is InputBlock => block.type === 'input');
  const values = inputs.map(({ block_id: id, element }) => {
    const { type, action_id, initial_value, initial_option } = element as unknown as Json;
    const sent =
      type === 'static_select'
        ? { type, selected_option: initial_option ?? null }
        : { type, value: initial_value ?? null };
    return [id, { [String(action_id)]: sent }];
  });
  return {
    private_metadata: view.private_metadata ?? '',
    state: { values: Object.fromEntries(values) as Json },
  };
}

describe('a form that is sent as it was opened', () => {
  it('says again what the last version said', () => {
    const previous = anUpdate({
      version: 3,
      percent: 34.5,
      criticalPoints: 'gara',
      correctiveActions: 'Nuova gara; ufficio gare; 2021-10-30',
    });
    expect(parseUpdateForm(asOpened(build(previous)))).toMatchObject({
      item: { kind: 'objective', number: 24 },
      metadata: { kind: 'objective', number: 24, phase: luccaPhase().code, basedOn: 3 },
      draft: {
        state: 'in_progress',
        percent: '34,5',
        criticalPoints: 'gara',
        correctiveActions: 'Nuova gara; ufficio gare; 30/10/2021',
      },
    });
  });

  it('says again all that the last version changed', () => {
    const previous = anUpdate({
      state: 'amended',
      changes: [
        { field: 'deadline', old: '2021-12-31', new: '2022-06-30' },
        { field: 'target', old: null, new: '10 km' },
      ],
    });
    expect(parseUpdateForm(asOpened(build(previous))).draft).toMatchObject({
      state: 'amended',
      changeField: 'several',
      newValue: 'Descrizione: \nRisultato atteso: 10 km\nIndicatore: \nScadenza: 30/06/2022\nPeso: ',
    });
  });

  it('says nothing when there was no version', () => {
    expect(parseUpdateForm(asOpened(build(null)))).toMatchObject({
      metadata: { basedOn: 0 },
      draft: { state: null, percent: '', criticalPoints: '', correctiveActions: '' },
    });
  });
});

describe('the form', () => {
  it('is within Slack’s limits, filled to the brim', () => {
    const long = 'x'.repeat(3_000);
    const item = { ...luccaItem('objective:24'), number: 999_999, shortTitle: long, summary: long };
    const phase = { ...luccaPhase(), name: 'f'.repeat(200) };
    const previous = anUpdate({ criticalPoints: long, correctiveActions: long, note: long, evidence: long });
    const form = aForm({ item, phase, previous });
    const names = new Map([['ref-uo-3-2', long]]);
    for (const state of [null, ...ITEM_STATES])
      for (const conflict of [{}, { conflict: previous }])
        expect(
          viewProblems(
            buildUpdateForm(form, { ...startingDraft(form), state }, { ...around, names, ...conflict }),
          ),
        ).toEqual([]);
  });

  it('carries ids only: neither texts nor names', () => {
    const view = build(anUpdate({ criticalPoints: 'segreto' }));
    expect(Object.keys(JSON.parse(view.private_metadata ?? '{}')).sort()).toEqual([
      'basedOn',
      'kind',
      'mark',
      'number',
      'phase',
      'year',
    ]);
  });

  it('makes titles of the plan harmless', () => {
    const item = { ...luccaItem('objective:24'), shortTitle: 'A <!here> & B' };
    const view = JSON.stringify(buildUpdateForm(aForm({ item }), startingDraft(aForm({ item })), around));
    expect(view).toContain('A &lt;!here&gt; &amp; B');
  });
});

describe('a form that is not ours', () => {
  it.each(['', 'null', '[]', '{}', '{"kind":"objective","number":0,"phase":"x","basedOn":0}', '{"kind":1}'])(
    'is refused: %s',
    (metadata) => {
      expect(() => parseUpdateForm({ private_metadata: metadata, state: { values: {} } })).toThrow();
    },
  );

  it('is refused with values of another shape', () => {
    const { private_metadata } = asOpened(build(null));
    expect(() => parseUpdateForm({ private_metadata, state: { values: { percent: 'x' } } })).toThrow();
  });
});

it('every wrong field has its sentence, under its own block', () => {
  expect(
    draftErrors(
      new Map([
        ['state', { problem: 'state_missing' }],
        ['percent', { problem: 'percent_out_of_range' }],
        ['correctiveActions', { problem: 'action_day_unreadable', line: 2 }],
      ]),
    ),
  ).toEqual({
    state: 'Scegli uno stato.',
    percent: 'La percentuale va da 0 a 100.',
    correctiveActions: 'Riga 2: L’ultima parte deve essere una data, per esempio 30/10/2021.',
  });
});
