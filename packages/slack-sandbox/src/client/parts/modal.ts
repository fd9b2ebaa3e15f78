import { asArray } from '../../json.ts';
import type { View } from '../../model.ts';
import { renderBlocks } from '../blocks/render.ts';
import type { BlockContext } from '../context.ts';
import { el, ICONS, icon } from '../dom.ts';
import { createForm, type Form } from '../form.ts';
import type { Model } from '../model.ts';
import { placeContext } from '../place-context.ts';
import { ask } from '../server-calls.ts';
import { wordsOf } from '../text/render.ts';
import { missingFields } from './modal-checks.ts';

/** The modal on screen: always the top of the stack. */
export interface ModalPart {
  show(stack: readonly View[]): void;
}

type SubmitAnswer =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'failed'; readonly reason: string };

/** A form closes all the same when the app takes longer than this to hear what was typed in it. */
const CLOSE_AFTER_MS = 800;

const CONNECTION = 'Abbiamo avuto problemi di connessione con l’app. Riprova.';

export function createModal(model: Model): ModalPart {
  const forms = new Map<string, Form>();
  const dialog = el('dialog', {
    class: 'dialog modal',
    'data-testid': 'modal',
    oncancel: (event) => {
      // The app may want to know: the stack, not the browser, closes the dialog.
      event.preventDefault();
      void close();
    },
  });
  document.body.append(dialog);
  let top: View | undefined;
  let returnTo: Element | null = null;
  /** Ends when the app has answered all that was told of the forms on screen. */
  let told: Promise<unknown> = Promise.resolve();

  const errorsOf = () => [...dialog.querySelectorAll<HTMLElement>('.block-input')];

  async function close(): Promise<void> {
    const view = top;
    if (!view) return;
    // What was typed last is told before: leaving the field tells it.
    if (document.activeElement instanceof HTMLElement && dialog.contains(document.activeElement))
      document.activeElement.blur();
    await Promise.race([told, new Promise((resolve) => window.setTimeout(resolve, CLOSE_AFTER_MS))]);
    if (top?.id !== view.id) return;
    await ask('close', { user: model.userId, viewId: view.id }).catch(() => hide());
  }
  function hide(): void {
    top = undefined;
    forms.clear();
    told = Promise.resolve();
    showBusy(false);
    if (dialog.open) dialog.close();
    dialog.replaceChildren();
    if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus();
  }
  function showErrors(errors: Readonly<Record<string, string>>): void {
    let first: HTMLElement | undefined;
    for (const block of errorsOf()) {
      const text = errors[block.dataset.blockId ?? ''] ?? '';
      const place = block.querySelector<HTMLElement>('.field-error');
      if (place) place.textContent = text;
      block.classList.toggle('has-error', text !== '');
      const field = block.querySelector<HTMLElement>('input, textarea, button, .choices');
      field?.setAttribute('aria-invalid', String(text !== ''));
      if (text !== '') first ??= field ?? undefined;
    }
    first?.focus();
  }
  function showBusy(busy: boolean): void {
    dialog.classList.toggle('is-busy', busy);
    dialog.setAttribute('aria-busy', String(busy));
  }
  /** A form is never sent before what was told of it, nor anything of it told while it is being sent. */
  function inTurn<T>(tell: () => Promise<T>): Promise<T> {
    const answer = told.then(tell, tell);
    told = answer;
    return answer;
  }
  async function submit(viewId: string): Promise<void> {
    if (dialog.classList.contains('is-busy')) return;
    showBusy(true);
    const answer = await inTurn(() => send(viewId));
    showBusy(false);
    if (answer?.outcome === 'errors') showErrors(answer.errors);
    if (answer?.outcome === 'failed') banner(CONNECTION);
  }
  /** Sends a form as it is now: while it waited for its turn it may have been redrawn, covered or closed. */
  async function send(viewId: string): Promise<SubmitAnswer | undefined> {
    const form = forms.get(viewId);
    if (top?.id !== viewId || !form) return undefined;
    const missing = missingFields(asArray(top.content.blocks), form);
    showErrors(missing);
    banner('');
    if (Object.keys(missing).length > 0) return undefined;
    return ask<SubmitAnswer>('submit', { user: model.userId, viewId, values: form.values() }).catch(
      (): SubmitAnswer => ({ outcome: 'failed', reason: 'connection' }),
    );
  }
  function banner(text: string): void {
    const place = dialog.querySelector('.modal-banner');
    if (place) place.textContent = text;
  }

  function draw(view: View): void {
    const { content } = view;
    const form = createForm(forms.get(view.id)?.values());
    forms.set(view.id, form);
    const place = placeContext(model, 'modal', { viewId: view.id }, form);
    const context: BlockContext = {
      ...place,
      act: (action) => inTurn(async () => (forms.has(view.id) ? place.act(action) : undefined)),
    };
    const title = wordsOf(content.title);
    const submitButton = content.submit
      ? el(
          'button',
          {
            type: 'submit',
            class: 'button button-primary',
            'data-testid': 'modal-submit',
            disabled: content.submit_disabled === true,
          },
          wordsOf(content.submit),
        )
      : null;
    const scroll = dialog.querySelector('.modal-body')?.scrollTop ?? 0;
    const same = top?.id === view.id;
    dialog.setAttribute('aria-label', title);
    dialog.replaceChildren(
      el(
        'form',
        {
          class: 'modal-form',
          novalidate: true,
          onsubmit: (event) => {
            event.preventDefault();
            void submit(view.id);
          },
        },
        el(
          'header',
          { class: 'modal-head' },
          el('h2', { class: 'modal-title' }, title),
          el(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': 'Chiudi',
              'data-testid': 'modal-x',
              onclick: () => void close(),
            },
            icon(ICONS.close),
          ),
        ),
        el('div', { class: 'modal-busy', 'aria-hidden': 'true' }),
        el('div', { class: 'modal-body' }, ...renderBlocks(asArray(content.blocks), context)),
        el(
          'footer',
          { class: 'modal-foot' },
          el('div', { class: 'modal-banner', role: 'alert' }),
          el(
            'button',
            { type: 'button', class: 'button', 'data-testid': 'modal-close', onclick: () => void close() },
            content.close ? wordsOf(content.close) : submitButton ? 'Annulla' : 'Chiudi',
          ),
          submitButton,
        ),
      ),
    );
    const bodyNode = dialog.querySelector<HTMLElement>('.modal-body');
    // What is only read is scrolled with the keyboard too.
    if (bodyNode && !bodyNode.querySelector('input, textarea, button, a[href]')) bodyNode.tabIndex = 0;
    if (same && bodyNode) bodyNode.scrollTop = scroll;
  }

  /** Where the focus is, in words that survive a redraw. */
  function focused(): string {
    return (document.activeElement as HTMLElement | null)?.dataset.testid ?? '';
  }
  function focusFirst(): void {
    const field = dialog.querySelector<HTMLElement>(
      '[autofocus], .modal-body input, .modal-body textarea, .modal-body .select',
    );
    (field ?? dialog.querySelector<HTMLElement>('.modal-foot .button-primary, .modal-foot .button'))?.focus();
  }

  return {
    show(stack) {
      const view = stack.at(-1);
      for (const id of [...forms.keys()]) if (!stack.some((one) => one.id === id)) forms.delete(id);
      if (!view) return hide();
      if (top?.id === view.id && top.hash === view.hash) return;
      const same = top?.id === view.id;
      const at = focused();
      if (!dialog.open) returnTo = document.activeElement;
      draw(view);
      if (!dialog.open) dialog.showModal();
      const again =
        same && at !== '' ? dialog.querySelector<HTMLElement>(`[data-testid="${CSS.escape(at)}"]`) : null;
      if (again) again.focus();
      else if (!same) focusFirst();
      top = view;
    },
  };
}
