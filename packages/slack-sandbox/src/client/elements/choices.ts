import { asArray, asObject, asString, isObject, type Json } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el, uniqueId } from '../dom.ts';
import { renderText } from '../text/render.ts';
import { changed, startValue } from './acting.ts';

/** Radio buttons and checkboxes. */

function row(slot: Slot, option: Json, input: HTMLInputElement): HTMLElement {
  const { names } = slot.context;
  return el(
    'label',
    { class: 'choice' },
    input,
    el(
      'span',
      { class: 'choice-words' },
      renderText(asObject(option.text), names),
      option.description
        ? el('span', { class: 'choice-note' }, renderText(asObject(option.description), names))
        : null,
    ),
  );
}

export function renderChoices(slot: Slot): HTMLElement {
  const multiple = slot.element.type === 'checkboxes';
  const options = asArray(slot.element.options).filter(isObject);
  const state = startValue(
    slot,
    multiple
      ? { selected_options: asArray(slot.element.initial_options) }
      : { selected_option: slot.element.initial_option ?? null },
  );
  const initially = new Set(
    (multiple ? asArray(state.selected_options) : [state.selected_option])
      .filter(isObject)
      .map(({ value }) => value),
  );
  const name = uniqueId('choice');
  const inputs = options.map((option) =>
    el('input', {
      type: multiple ? 'checkbox' : 'radio',
      name,
      value: asString(option.value),
      checked: initially.has(option.value),
      onchange: () => report(),
    }),
  );
  const checked = () => options.filter((_, index) => inputs[index]?.checked);
  let before = checked();
  const node = el(
    'div',
    {
      class: 'choices',
      id: slot.fieldId,
      role: multiple ? 'group' : 'radiogroup',
      tabindex: '-1',
      'data-testid': `element-${slot.actionId}`,
    },
    ...options.map((option, index) => {
      const input = inputs[index];
      return input ? row(slot, option, input) : null;
    }),
  );
  function report(): void {
    const now = checked();
    const value = multiple ? { selected_options: now } : { selected_option: now[0] ?? null };
    const previous = before;
    before = now;
    void changed(slot, node, value, () => {
      before = previous;
      options.forEach((option, index) => {
        const input = inputs[index];
        if (input) input.checked = previous.includes(option);
      });
    });
  }
  return node;
}
