import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../src/bot/kit/sent-view.ts';

const sent = (element: Readonly<Record<string, unknown>>) =>
  fieldsOf({ private_metadata: '', state: { values: { field: { field: element } } } });

describe('a day that was chosen', () => {
  it('is the day', () => {
    expect(sent({ selected_date: '2021-09-30' }).day('field')).toBe('2021-09-30');
  });

  it.each([null, '', '2021-02-30', '2021-13-01', 'domani', '2021-09-30T00:00'])('is none: %j', (chosen) => {
    expect(sent({ selected_date: chosen }).day('field')).toBeNull();
  });
});

describe('a text that was typed', () => {
  it('is what shows of it', () => {
    expect(sent({ value: ' ciao \ud83d\u0000 ' }).text('field')).toBe('ciao \ufffd');
    expect(sent({ value: '\u200b' }).text('field')).toBe('');
  });
});
