import { el, uniqueId } from '../dom.ts';

/** An entry of a list of choices. */
export interface ListItem {
  readonly key: string;
  readonly content: Node;
  /** What typing is matched against. */
  readonly words: string;
  readonly chosen: boolean;
  /** Heading above the first item of a group. */
  readonly group: string;
}

/** A list of choices driven by the keyboard of another element, which keeps the focus. */
export interface ListBox {
  readonly node: HTMLElement;
  readonly id: string;
  show(items: readonly ListItem[], whenEmpty: string): void;
  /** Handles arrows, Home, End and Enter; true when it did. */
  handleKey(event: KeyboardEvent): boolean;
  /** Id of the active option, for `aria-activedescendant`. */
  active(): string;
}

export function createListBox(
  label: string,
  onChoose: (key: string) => void,
  onActive: (id: string) => void,
): ListBox {
  const id = uniqueId('list');
  const node = el('div', { class: 'list-box', role: 'listbox', id, 'aria-label': label });
  let options: HTMLElement[] = [];
  let current = -1;

  const activate = (index: number) => {
    options[current]?.classList.remove('is-active');
    current = options.length === 0 ? -1 : (index + options.length) % options.length;
    const option = options[current];
    option?.classList.add('is-active');
    option?.scrollIntoView({ block: 'nearest' });
    onActive(option?.id ?? '');
  };

  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => activate(current + 1),
    ArrowUp: () => activate(current <= 0 ? options.length - 1 : current - 1),
    Home: () => activate(0),
    End: () => activate(options.length - 1),
    Enter: () => options[current]?.click(),
  };

  return {
    node,
    id,
    active: () => options[current]?.id ?? '',
    handleKey(event) {
      const move = moves[event.key];
      if (!move || options.length === 0) return false;
      event.preventDefault();
      move();
      return true;
    },
    show(items, whenEmpty) {
      options = [];
      const rows = items.flatMap((item, index) => {
        const option = el(
          'div',
          {
            class: 'list-option',
            role: 'option',
            id: `${id}-${index}`,
            'aria-selected': String(item.chosen),
            'data-key': item.key,
            onclick: () => onChoose(item.key),
            // Keeps the focus where the person is typing.
            onmousedown: (event) => event.preventDefault(),
          },
          item.content,
        );
        options.push(option);
        const heading = item.group !== '' && item.group !== items[index - 1]?.group;
        return heading
          ? [el('div', { class: 'list-group', role: 'presentation' }, item.group), option]
          : [option];
      });
      node.replaceChildren(...(rows.length > 0 ? rows : [el('div', { class: 'list-empty' }, whenEmpty)]));
      current = -1;
      activate(
        Math.max(
          0,
          items.findIndex(({ chosen }) => chosen),
        ),
      );
    },
  };
}
