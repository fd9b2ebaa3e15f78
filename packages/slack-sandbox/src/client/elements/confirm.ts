import { asObject, type Json } from '../../json.ts';
import { el } from '../dom.ts';
import type { Names } from '../names.ts';
import { renderText, wordsOf } from '../text/render.ts';

/** Asks a person to confirm; resolves to their answer. Esc means no. */
export function confirmDialog(confirm: Json, names: Names): Promise<boolean> {
  return new Promise((resolve) => {
    const close = (answer: boolean) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = el(
      'dialog',
      { class: 'dialog confirm', 'data-testid': 'confirm', oncancel: () => close(false) },
      el('h2', { class: 'dialog-title' }, wordsOf(confirm.title) || 'Confermi?'),
      el('div', { class: 'dialog-text' }, renderText(asObject(confirm.text), names)),
      el(
        'div',
        { class: 'dialog-buttons' },
        el(
          'button',
          { type: 'button', class: 'button', onclick: () => close(false) },
          wordsOf(confirm.deny) || 'Annulla',
        ),
        el(
          'button',
          {
            type: 'button',
            class: `button ${confirm.style === 'danger' ? 'button-danger' : 'button-primary'}`,
            onclick: () => close(true),
            autofocus: true,
          },
          wordsOf(confirm.confirm) || 'Sì',
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
