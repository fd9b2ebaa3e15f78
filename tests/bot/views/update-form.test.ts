import type { InputBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { buildUpdateForm, draftErrors, parseUpdateForm } from '../../../src/bot/views/update-form.ts';
import { viewProblems } from '../../support/block-limits.ts';
import { anUpdate, luccaItem, luccaPhase } from '../../support/reminders.ts';

type Json = Readonly<Record<string, unknown>>;

const build = (previous: ReturnType<typeof anUpdate> | null) =>
  buildUpdateForm(
    { item: luccaItem('objective:24'), phase: luccaPhase(), previous },
    previous && 'Referente U.O. 3.2',
    'Europe/Rome',
  );

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
      correctiveActions: 'nuova gara',
    });
    expect(parseUpdateForm(asOpened(build(previous)))).toEqual({
      item: { kind: 'objective', number: 24 },
      metadata: { kind: 'objective', number: 24, phase: luccaPhase().code, basedOn: 3 },
      draft: {
        state: 'in_progress',
        percent: '34,5',
        criticalPoints: 'gara',
        correctiveActions: 'nuova gara',
      },
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
    const previous = anUpdate({ criticalPoints: long, correctiveActions: long });
    expect(viewProblems(buildUpdateForm({ item, phase, previous }, long, 'Europe/Rome'))).toEqual([]);
  });

  it('carries ids only: neither texts nor names', () => {
    const view = build(anUpdate({ criticalPoints: 'segreto' }));
    expect(Object.keys(JSON.parse(view.private_metadata ?? '{}')).sort()).toEqual([
      'basedOn',
      'kind',
      'number',
      'phase',
    ]);
  });

  it('makes titles of the plan harmless', () => {
    const item = { ...luccaItem('objective:24'), shortTitle: 'A <!here> & B' };
    const view = JSON.stringify(
      buildUpdateForm({ item, phase: luccaPhase(), previous: null }, null, 'Europe/Rome'),
    );
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
        ['state', 'state_missing'],
        ['percent', 'percent_out_of_range'],
      ]),
    ),
  ).toEqual({ state: 'Scegli uno stato.', percent: 'La percentuale va da 0 a 100.' });
});
