import { asArray, asObject, asString, type Json } from '../../json.ts';
import type { PageOption } from '../../page/shapes.ts';
import type { Entry, OptionGroup, Slot } from '../context.ts';
import { el, ICONS, icon } from '../dom.ts';
import { wordsOf } from '../text/render.ts';
import { changed, startValue } from './acting.ts';
import { createListBox } from './list-box.ts';
import { createPopup } from './popup.ts';

/** Menus: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element and its multiple sister. */

type Source = (typed: string) => Promise<readonly OptionGroup[] | undefined> | readonly OptionGroup[];

/** How a kind of menu finds its options and writes its value. */
interface Kind {
  readonly source: (slot: Slot) => Source;
  readonly read: (state: Json) => readonly PageOption[];
  readonly write: (chosen: readonly PageOption[]) => Json;
  readonly initial: (slot: Slot) => Json;
}

function toOption(value: unknown): PageOption {
  return value as PageOption;
}

function matching(groups: readonly OptionGroup[], typed: string): readonly OptionGroup[] {
  const wanted = fold(typed);
  return groups
    .map(({ label, options }) => ({
      label,
      options: options.filter(({ text }) => fold(text.text).includes(wanted)),
    }))
    .filter(({ options }) => options.length > 0);
}

/** Lower case without accents: "città" is found by "citta". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function staticSource({ element }: Slot): Source {
  const groups: readonly OptionGroup[] = element.option_groups
    ? asArray(element.option_groups).map((group) => ({
        label: wordsOf(asObject(group).label),
        options: asArray(asObject(group).options).map(toOption),
      }))
    : [{ label: '', options: asArray(element.options).map(toOption) }];
  return (typed) => matching(groups, typed);
}

function entrySource(entries: readonly Entry[]): Source {
  const options = entries.map(({ id, name }): PageOption => ({ text: { text: name }, value: id }));
  return (typed) => matching([{ label: '', options }], typed);
}

function externalSource({ context, element, blockId, actionId }: Slot): Source {
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  return async (typed) => (typed.length < least ? [] : context.options(blockId, actionId, typed));
}

function optionKind(source: (slot: Slot) => Source, multiple: boolean): Kind {
  return {
    source,
    read: (state) =>
      (multiple ? asArray(state.selected_options) : [state.selected_option]).filter(Boolean).map(toOption),
    write: (chosen) => (multiple ? { selected_options: chosen } : { selected_option: chosen[0] ?? null }),
    initial: ({ element }) =>
      multiple
        ? { selected_options: asArray(element.initial_options) }
        : { selected_option: element.initial_option ?? null },
  };
}

function idKind(noun: string, entries: (slot: Slot) => readonly Entry[], multiple: boolean): Kind {
  const field = multiple ? `selected_${noun}s` : `selected_${noun}`;
  const option = (id: unknown, name = ''): PageOption => ({
    text: { text: name || asString(id) },
    value: asString(id),
  });
  return {
    source: (slot) => entrySource(entries(slot)),
    read: (state) =>
      (multiple ? asArray(state[field]) : [state[field]]).filter(Boolean).map((id) => option(id)),
    write: (chosen) => ({
      [field]: multiple ? chosen.map(({ value }) => value) : (chosen[0]?.value ?? null),
    }),
    initial: ({ element, context }) => {
      const given = element[multiple ? `initial_${noun}s` : `initial_${noun}`];
      const current = element.default_to_current_conversation === true ? context.currentConversation : null;
      return { [field]: given ?? (multiple ? (current ? [current] : []) : current) };
    },
  };
}

const people = ({ context }: Slot) => context.people;
const channels = ({ context }: Slot) => context.channels;
const conversations = ({ context, element }: Slot) => {
  const wanted = asArray(asObject(element.filter).include);
  const has = (...kinds: readonly string[]) =>
    wanted.length === 0 || kinds.some((kind) => wanted.includes(kind));
  return [
    ...(has('public', 'private') ? context.channels : []),
    ...(has('im', 'mpim') ? context.people : []),
  ];
};

function kindOf(type: string): Kind {
  const multiple = type.startsWith('multi_');
  const name = type.replace('multi_', '');
  if (name === 'external_select') return optionKind(externalSource, multiple);
  if (name === 'users_select') return idKind('user', people, multiple);
  if (name === 'channels_select') return idKind('channel', channels, multiple);
  if (name === 'conversations_select') return idKind('conversation', conversations, multiple);
  return optionKind(staticSource, multiple);
}

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
  const kind = kindOf(type);
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
    oninput: () => refreshSoon(),
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
  function refreshSoon(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void refresh(), external ? SEARCH_DELAY_MS : 0);
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
