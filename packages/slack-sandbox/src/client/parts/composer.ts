import { el, ICONS, icon } from '../dom.ts';
import { createListBox } from '../elements/list-box.ts';
import type { Model } from '../model.ts';
import { createAttachments } from './attachments.ts';
import { type Completion, completeCommand, completeMention } from './completions.ts';

export interface Composer {
  readonly node: HTMLElement;
  /** Where what is typed goes; drafts are kept per key. */
  aim(key: string, placeholder: string, withCommands: boolean): void;
  fill(text: string): void;
  focus(): void;
}

/** Sends; false keeps what was typed. */
export type Send = (text: string, files: readonly string[]) => Promise<boolean>;

const MAX_ROWS_PX = 220;

export function createComposer(model: Model, send: Send, testId: string): Composer {
  const drafts = new Map<string, string>();
  let key = '';
  let commandsAllowed = true;
  let completion: Completion | null = null;
  let dismissed = '';
  let sending = false;

  const input = el('textarea', {
    class: 'composer-input',
    rows: '1',
    'data-testid': testId,
    'aria-haspopup': 'listbox',
    'aria-autocomplete': 'list',
    oninput: () => refresh(),
    onkeydown: handleKey,
    onblur: () => hide(),
    onpaste: (event) => void attachments.upload([...(event.clipboardData?.files ?? [])]),
  });
  const list = createListBox('Suggerimenti', choose, (id) => input.setAttribute('aria-activedescendant', id));
  input.setAttribute('aria-controls', list.id);
  const popup = el(
    'div',
    { class: 'composer-popup', hidden: true, 'data-testid': 'completions' },
    el('div', { class: 'composer-popup-title' }, ''),
    list.node,
  );
  const attachments = createAttachments(model.userId, () => grow());
  const slashButton = el(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Comandi',
      title: 'Comandi',
      onmousedown: (event) => event.preventDefault(),
      onclick: () => fill('/'),
    },
    icon(ICONS.slash),
  );
  const button = el(
    'button',
    {
      type: 'button',
      class: 'composer-send',
      'aria-label': 'Invia',
      'data-testid': `${testId}-send`,
      onclick: () => void submit(),
    },
    icon(ICONS.send),
  );
  const node = el(
    'div',
    { class: 'composer' },
    popup,
    el(
      'div',
      { class: 'composer-box' },
      attachments.chips,
      input,
      el(
        'div',
        { class: 'composer-tools' },
        attachments.button,
        slashButton,
        el(
          'span',
          { class: 'composer-help' },
          el('kbd', {}, 'Invio'),
          ' per inviare, ',
          el('kbd', {}, 'Maiusc'),
          '+',
          el('kbd', {}, 'Invio'),
          ' per andare a capo',
        ),
        button,
      ),
    ),
  );

  function grow(): void {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, MAX_ROWS_PX)}px`;
    button.disabled = sending || (input.value.trim() === '' && attachments.files().length === 0);
  }
  function hide(): void {
    completion = null;
    popup.hidden = true;
    input.removeAttribute('aria-activedescendant');
  }
  function refresh(): void {
    drafts.set(key, input.value);
    grow();
    const before = input.value.slice(0, input.selectionStart);
    completion =
      before === dismissed
        ? null
        : ((commandsAllowed ? completeCommand(model, input.value) : null) ?? completeMention(model, before));
    if (!completion) {
      hide();
      return;
    }
    popup.hidden = false;
    const title = popup.firstElementChild;
    if (title)
      title.textContent = input.value.startsWith('/') ? `Comandi di ${model.team.app.name}` : 'Persone e app';
    list.show(completion.items, 'Nessun comando corrisponde');
  }
  function choose(chosen: string): void {
    if (!completion) return;
    const rest = input.value.slice(input.selectionStart);
    const completed = completion.complete(chosen);
    input.value = input.value.startsWith('/') && commandsAllowed ? completed : completed + rest;
    input.setSelectionRange(completed.length, completed.length);
    hide();
    refresh();
    input.focus();
  }
  function handleKey(event: KeyboardEvent): void {
    if (completion && !popup.hidden) {
      if (event.key === 'Escape') {
        event.preventDefault();
        dismissed = input.value.slice(0, input.selectionStart);
        hide();
        return;
      }
      // A command typed in full is sent by Enter, not completed once more.
      const complete = completion.items.length === 1 && completion.items[0]?.key === input.value.trim();
      if (completion.items.length > 0 && !complete) {
        if (event.key === 'Tab' && !event.shiftKey) {
          event.preventDefault();
          document.getElementById(list.active())?.click();
          return;
        }
        if (!(event.key === 'Enter' && event.shiftKey) && list.handleKey(event)) return;
      }
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  }
  async function submit(): Promise<void> {
    const text = input.value;
    const sent = attachments.files();
    if (sending || (text.trim() === '' && sent.length === 0)) return;
    const origin = key;
    sending = true;
    hide();
    set('');
    attachments.set([]);
    const kept = await send(
      text,
      sent.map(({ id }) => id),
    ).catch(() => false);
    sending = false;
    if (!kept && key === origin && input.value === '') {
      set(text);
      attachments.set(sent);
    }
    grow();
  }
  function set(text: string): void {
    input.value = text;
    drafts.set(key, text);
    grow();
  }
  function fill(text: string): void {
    set(text);
    input.focus();
    input.setSelectionRange(text.length, text.length);
    refresh();
  }
  return {
    node,
    fill,
    focus: () => input.focus(),
    aim(newKey, placeholder, withCommands) {
      if (newKey === key) return;
      key = newKey;
      commandsAllowed = withCommands;
      slashButton.hidden = !withCommands;
      input.placeholder = placeholder;
      input.setAttribute('aria-label', placeholder);
      attachments.set([]);
      set(drafts.get(key) ?? '');
      hide();
    },
  };
}
