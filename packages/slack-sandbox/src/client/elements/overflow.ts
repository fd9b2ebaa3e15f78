import { asArray, asString, isObject } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el, ICONS, icon } from '../dom.ts';
import { wordsOf } from '../text/render.ts';
import { perform } from './acting.ts';
import { createListBox } from './list-box.ts';
import { createPopup } from './popup.ts';

export function renderOverflow(slot: Slot): HTMLElement {
  const options = asArray(slot.element.options).filter(isObject);
  const trigger = el(
    'button',
    {
      type: 'button',
      class: 'button button-overflow',
      'aria-label': 'Altre azioni',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'data-testid': `element-${slot.actionId}`,
      onclick: () => {
        popup.open();
        list.node.focus();
      },
    },
    icon(ICONS.dots),
  );
  const popup = createPopup(trigger, 'popup-menu', () => trigger.focus());
  const list = createListBox('Altre azioni', choose, (id) =>
    list?.node.setAttribute('aria-activedescendant', id),
  );
  list.node.tabIndex = 0;
  list.node.addEventListener('keydown', (event) => list.handleKey(event));
  list.show(
    options.map((option, index) => ({
      key: String(index),
      content: document.createTextNode(wordsOf(option.text)),
      words: wordsOf(option.text),
      chosen: false,
      group: '',
    })),
    '',
  );
  popup.node.append(list.node);

  function choose(key: string): void {
    const option = options[Number(key)];
    popup.close();
    if (!option) return;
    const url = asString(option.url);
    if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener');
    void perform(slot, trigger, { selected_option: option });
  }
  return trigger;
}
