import { asArray, asObject, asString, type Json } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el } from '../dom.ts';
import { wordsOf } from '../text/render.ts';
import { changed, startValue } from './acting.ts';

/** Typed inputs: text, number, e-mail, web address, rich text. */

const INPUT_MODE: Readonly<Record<string, string>> = {
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
};

const DISPATCH_DELAY_MS = 500;

/** Slack hands rich text to the app as a block; the workspace takes it as plain paragraphs. */
function richText(text: string): Json {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: text === '' ? [] : [{ type: 'text', text }] }],
  };
}

function plainOfRichText(value: unknown): string {
  const sections = asArray(asObject(value).elements).map(asObject);
  return sections
    .map((section) =>
      asArray(section.elements)
        .map((piece) => asString(asObject(piece).text))
        .join(''),
    )
    .join('\n');
}

export function renderTextInput(slot: Slot): HTMLElement {
  const { element } = slot;
  const type = asString(element.type);
  const rich = type === 'rich_text_input';
  const many = rich || element.multiline === true;
  const field = rich ? 'rich_text_value' : 'value';
  const write = (text: string): Json => ({ [field]: rich ? richText(text) : text === '' ? null : text });
  const state = startValue(
    slot,
    rich ? { [field]: element.initial_value ?? richText('') } : { [field]: element.initial_value ?? null },
  );
  const text = rich ? plainOfRichText(state[field]) : asString(state[field]);
  const max = typeof element.max_length === 'number' ? element.max_length : undefined;

  const trigger = asArray(asObject(element.dispatch_action_config).trigger_actions_on);
  const onEnter = trigger.length === 0 || trigger.includes('on_enter_pressed');
  let timer = 0;
  const keep = () => slot.context.form.set(slot.blockId, slot.actionId, { type, ...write(input.value) });
  const dispatch = () => void changed(slot, input, write(input.value), () => {});
  const testId = `element-${slot.actionId}`;
  /** The form may have been redrawn meanwhile, with another field in place of this one; or closed. */
  const dispatchLater = () => {
    timer = 0;
    if (document.querySelector(`[data-testid="${CSS.escape(testId)}"]`)) dispatch();
  };
  const attributes = {
    class: 'input',
    id: slot.fieldId,
    placeholder: wordsOf(element.placeholder),
    'data-testid': testId,
    autocomplete: 'off',
    autofocus: element.focus_on_load === true,
    oninput: () => {
      keep();
      count();
      if (!slot.dispatches || !trigger.includes('on_character_entered')) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(dispatchLater, DISPATCH_DELAY_MS);
    },
    // Whoever leaves the field, or closes the form, has typed what there is.
    onblur: () => {
      if (timer === 0) return;
      window.clearTimeout(timer);
      dispatchLater();
    },
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || many || !slot.dispatches || !onEnter) return;
      event.preventDefault();
      dispatch();
    },
  };
  const input = many
    ? el('textarea', { ...attributes, rows: '4' })
    : el('input', { ...attributes, type: 'text', inputmode: INPUT_MODE[type] ?? 'text' });
  input.value = text;

  const counter = el('span', { class: 'counter', 'aria-hidden': 'true' });
  const count = () => {
    if (max === undefined) return;
    const left = max - Array.from(input.value).length;
    // Slack shows what is left only when it becomes little; of a short field, only near its end.
    counter.textContent = left <= Math.min(Math.max(20, max * 0.1), max * 0.2) ? String(left) : '';
    counter.classList.toggle('is-over', left < 0);
  };
  count();
  return max === undefined ? input : el('span', { class: 'counted' }, input, counter);
}
