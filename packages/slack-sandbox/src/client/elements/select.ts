import { asString } from '../../json.ts';
import type { PageOption } from '../../page/shapes.ts';
import type { Slot } from '../context.ts';
import { el, ICONS, icon } from '../dom.ts';
import { wordsOf } from '../text/render.ts';
import { changed, startValue } from './acting.ts';
import { createListBox } from './list-box.ts';
import { menuKind } from './menu-kinds.ts';
import { createPopup } from './popup.ts';

/** Menus: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element and its multiple sister. */

function nameOf(slot: Slot, option: PageOption): string {
  const known = [...slot.context.people, ...slot.context.channels].find(({ id }) => id === option.value);
  return option.text.text === option.value && known ? known.name : wordsOf(option.text);
}

function optionContent(slot: Slot, option: PageOption): Node {
  const name = el('span', { class: 'list-name' }, nameOf(slot, option));
  return option.description
    ? el('span', {}, name, el('span', { class: 'list-note' }, wordsOf(option.description)))
    : name;
}

const SEARCH_DELAY_MS = 200;

export function renderSelect(slot: Slot): HTMLElement {
  const type = asString(slot.element.type);
  const multiple = type.startsWith('multi_');
  const external = type.includes('external');
  const kind = menuKind(type);
  const source = kind.source(slot);
  const limit =
    typeof slot.element.max_selected_items === 'number'
      ? slot.element.max_selected_items
      : Number.POSITIVE_INFINITY;
  const placeholder =
    wordsOf(slot.element.placeholder) || (multiple ? 'Scegli una o più voci' : 'Scegli una voce');
  let chosen = kind.read(startValue(slot, kind.initial(slot)));
  let offered: readonly PageOption[] = [];

  const label = el('span', { class: 'select-label' });
  const trigger = el(
    'button',
    {
      type: 'button',
      class: 'select',
      id: slot.fieldId,
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'data-testid': `element-${slot.actionId}`,
      'aria-label': slot.input ? null : placeholder,
      onclick: () => (popup.isOpen() ? popup.close() : open()),
      onkeydown: (event) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          open();
        }
      },
    },
    label,
    icon(ICONS.down),
  );
  const search = el('input', {
    type: 'text',
    class: 'popup-search',
    placeholder: external ? 'Scrivi per cercare' : 'Cerca',
    role: 'combobox',
    autocomplete: 'off',
    'aria-expanded': 'true',
    'aria-label': `Cerca: ${placeholder}`,
    oninput: () => searchTyped(),
    onkeydown: (event) => {
      if (list.handleKey(event)) return;
      if (event.key === 'Tab') popup.close();
    },
  });
  const popup = createPopup(trigger, 'popup-select', () => trigger.focus());
  const list = createListBox(placeholder, choose, (id) => search.setAttribute('aria-activedescendant', id));
  search.setAttribute('aria-controls', list.id);
  popup.node.append(search, list.node);

  const show = () => {
    const names = chosen.map((option) => nameOf(slot, option));
    label.textContent = names.length > 0 ? names.join(', ') : placeholder;
    label.classList.toggle('is-placeholder', names.length === 0);
  };
  const isChosen = (value: string) => chosen.some((option) => option.value === value);

  async function refresh(): Promise<void> {
    const typed = search.value;
    const groups = await source(typed);
    if (typed !== search.value) return;
    offered = (groups ?? []).flatMap(({ options }) => options);
    const items = (groups ?? []).flatMap((group) =>
      group.options.map((option) => ({
        key: option.value,
        content: optionContent(slot, option),
        words: option.text.text,
        chosen: isChosen(option.value),
        group: group.label,
      })),
    );
    const empty = external && typed === '' ? 'Scrivi per cercare' : 'Nessun risultato';
    list.show(items, groups ? empty : 'Le voci non sono arrivate. Riprova.');
  }
  let timer = 0;
  /** The app is asked when the typing pauses; meanwhile nothing found for other words can be chosen. */
  function searchTyped(): void {
    if (!external) return void refresh();
    list.show([], 'Ricerca in corso…');
    window.clearTimeout(timer);
    timer = window.setTimeout(() => popup.isOpen() && void refresh(), SEARCH_DELAY_MS);
  }
  function open(): void {
    search.value = '';
    popup.open();
    search.focus();
    void refresh();
  }
  function choose(key: string): void {
    const option = offered.find(({ value }) => value === key);
    if (!option) return;
    const before = chosen;
    if (!multiple) chosen = [option];
    else if (isChosen(key)) chosen = chosen.filter(({ value }) => value !== key);
    else if (chosen.length < limit) chosen = [...chosen, option];
    show();
    if (multiple) void refresh();
    else popup.close();
    void changed(slot, trigger, kind.write(chosen), () => {
      chosen = before;
      show();
    });
  }

  show();
  return trigger;
}
