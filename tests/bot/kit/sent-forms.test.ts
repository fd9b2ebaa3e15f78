import { expect, it } from 'vitest';
import { createSentForms } from '../../../src/bot/kit/sent-forms.ts';

it('a form that is at work is answered as it will be, one that was done as it was', async () => {
  const forms = createSentForms(() => 0);
  expect(forms.before('a')).toBeNull();
  const answered = forms.begin('a');
  const again = forms.before('a');
  answered({ response_action: 'clear' });
  expect(await again).toEqual({ response_action: 'clear' });
  expect(await forms.before('a')).toEqual({ response_action: 'clear' });
  expect(forms.before('b')).toBeNull();
});

it('a form that was refused is looked at again', async () => {
  const forms = createSentForms(() => 0);
  const answered = forms.begin('a');
  const again = forms.before('a');
  answered({ response_action: 'errors' });
  expect(await again).toEqual({ response_action: 'errors' });
  expect(forms.before('a')).toBeNull();
});

it('what was sent long ago is forgotten', () => {
  let now = 0;
  const forms = createSentForms(() => now);
  forms.begin('a')(undefined);
  expect(forms.before('a')).not.toBeNull();
  now = 11 * 60_000;
  expect(forms.before('a')).toBeNull();
});
