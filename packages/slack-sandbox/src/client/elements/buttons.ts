import { asObject, asString } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el, ICONS, icon } from '../dom.ts';
import { wordsOf } from '../text/render.ts';
import { withSigns } from '../text/signs.ts';
import { perform } from './acting.ts';

export function renderButton(slot: Slot): HTMLElement {
  const { element } = slot;
  const style = element.style === 'primary' || element.style === 'danger' ? ` button-${element.style}` : '';
  const url = asString(element.url);
  const node = el(
    'button',
    {
      type: 'button',
      class: `button${style}`,
      'aria-label': asString(element.accessibility_label) || null,
      'data-testid': `element-${slot.actionId}`,
      onclick: () => {
        if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener');
        void perform(slot, node, element.value === undefined ? {} : { value: element.value });
      },
    },
    el('span', { class: 'button-words' }, wordsOf(element.text)),
    url ? el('span', { class: 'button-out', 'aria-hidden': 'true' }, '↗') : null,
  );
  return node;
}

const ICON_BUTTONS: Readonly<Record<string, string>> = { trash: '🗑️', edit: '✏️', copy: '📋', refresh: '🔄' };

export function renderIconButton(slot: Slot): HTMLElement {
  const visibleTo = slot.element.visible_to_user_ids;
  if (Array.isArray(visibleTo) && !visibleTo.includes(slot.context.names.me()))
    return el('span', { hidden: true });
  const words = wordsOf(slot.element.text);
  const drawing = ICON_BUTTONS[asString(slot.element.icon)];
  const node = el(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      title: words,
      'aria-label': asString(slot.element.accessibility_label) || words,
      'data-testid': `element-${slot.actionId}`,
      onclick: () =>
        void perform(slot, node, slot.element.value === undefined ? {} : { value: slot.element.value }),
    },
    drawing === undefined ? icon(ICONS.dots) : withSigns(drawing),
  );
  return node;
}

export function renderFeedback(slot: Slot): HTMLElement {
  const node = el('span', {
    class: 'feedback',
    role: 'group',
    'aria-label': 'Valuta la risposta',
    'data-testid': `element-${slot.actionId}`,
  });
  const pair = [
    ['positive_button', ICONS.thumbUp],
    ['negative_button', ICONS.thumbDown],
  ] as const;
  for (const [field, path] of pair) {
    const button = asObject(slot.element[field]);
    const words = wordsOf(button.text);
    const one = el(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        title: words,
        'aria-label': asString(button.accessibility_label) || words,
        'aria-pressed': 'false',
        onclick: () => {
          for (const other of node.querySelectorAll('button'))
            other.setAttribute('aria-pressed', String(other === one));
          void perform(slot, one, { text: button.text, value: button.value });
        },
      },
      icon(path),
    );
    node.append(one);
  }
  return node;
}
