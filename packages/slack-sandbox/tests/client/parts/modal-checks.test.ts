import { describe, expect, it } from 'vitest';
import { createForm } from '../../../src/client/form.ts';
import { missingFields } from '../../../src/client/parts/modal-checks.ts';
import type { Json } from '../../../src/json.ts';

function problem(element: Json, state: Json | undefined, optional = false): string | undefined {
  const block = { type: 'input', block_id: 'b', optional, element: { action_id: 'a', ...element } };
  const form = createForm(state ? { b: { a: state } } : {});
  return missingFields([block], form).b;
}

describe('a form before it is sent', () => {
  it.each<[string, Json, Json | undefined, string | undefined]>([
    [
      'an empty required text',
      { type: 'plain_text_input' },
      { type: 'plain_text_input', value: null },
      'Compila questo campo obbligatorio.',
    ],
    [
      'an untouched menu',
      { type: 'static_select' },
      { type: 'static_select', selected_option: null },
      'Compila questo campo obbligatorio.',
    ],
    [
      'no checked box',
      { type: 'checkboxes' },
      { type: 'checkboxes', selected_options: [] },
      'Compila questo campo obbligatorio.',
    ],
    [
      'empty rich text',
      { type: 'rich_text_input' },
      { type: 'rich_text_input', rich_text_value: { type: 'rich_text', elements: [] } },
      'Compila questo campo obbligatorio.',
    ],
    [
      'a text too short',
      { type: 'plain_text_input', min_length: 3 },
      { value: 'ab' },
      'Servono almeno 3 caratteri.',
    ],
    [
      'a text too long',
      { type: 'plain_text_input', max_length: 3 },
      { value: 'abcd' },
      'Al massimo 3 caratteri.',
    ],
    ['words for a number', { type: 'number_input' }, { value: 'tre' }, 'Scrivi un numero.'],
    [
      'a decimal comma',
      { type: 'number_input', is_decimal_allowed: true },
      { value: '1,5' },
      'Scrivi un numero.',
    ],
    [
      'decimals where none are allowed',
      { type: 'number_input', is_decimal_allowed: false },
      { value: '1.5' },
      'Scrivi un numero intero.',
    ],
    [
      'a number too small',
      { type: 'number_input', min_value: '0' },
      { value: '-1' },
      'Il numero deve essere almeno 0.',
    ],
    [
      'a number too great',
      { type: 'number_input', max_value: '100' },
      { value: '101' },
      'Il numero può essere al massimo 100.',
    ],
    [
      'no e-mail address',
      { type: 'email_text_input' },
      { value: 'a@b' },
      'Scrivi un indirizzo e-mail valido.',
    ],
    ['a good number', { type: 'number_input', max_value: '100' }, { value: '100' }, undefined],
    ['a chosen option', { type: 'static_select' }, { selected_option: { value: '1' } }, undefined],
  ])('with %s', (_name, element, state, text) => {
    expect(problem(element, state)).toBe(text);
  });

  it('may leave an optional field empty, but not wrong', () => {
    expect(problem({ type: 'number_input' }, { value: null }, true)).toBeUndefined();
    expect(problem({ type: 'number_input' }, { value: 'x' }, true)).toBe('Scrivi un numero.');
  });
});
