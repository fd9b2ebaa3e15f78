import { el } from '../dom.ts';

const SHOWN_MS = 6_000;

/** Short notices at the foot of the page. */
export interface Toasts {
  readonly node: HTMLElement;
  tell(text: string, onClick?: () => void): void;
}

export function createToasts(): Toasts {
  const node = el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite', 'data-testid': 'toasts' });
  return {
    node,
    tell(text, onClick) {
      const toast = el(
        'button',
        {
          type: 'button',
          class: 'toast',
          onclick: () => {
            toast.remove();
            onClick?.();
          },
        },
        text,
      );
      node.append(toast);
      while (node.childElementCount > 3) node.firstElementChild?.remove();
      window.setTimeout(() => toast.remove(), SHOWN_MS);
    },
  };
}
