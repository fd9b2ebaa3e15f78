import type { PageFile } from '../../page/shapes.ts';
import { el, ICONS, icon } from '../dom.ts';
import { createListBox, type ListItem } from '../elements/list-box.ts';
import { fold } from '../elements/select.ts';
import type { Model } from '../model.ts';
import { uploadFile } from '../server-calls.ts';

export interface Composer {
  readonly node: HTMLElement;
  /** Where what is typed goes; drafts are kept per key. */
  aim(key: string, placeholder: string, withCommands: boolean): void;
  fill(text: string): void;
  focus(): void;
}

/** Sends; false keeps what was typed. */
export type Send = (text: string, files: readonly string[]) => Promise<boolean>;

interface Completion {
  readonly items: readonly ListItem[];
  /** The text with the chosen key put in. */
  complete(key: string): string;
}

const named = (name: string, note: string, hint = ''): Node =>
  el(
    'span',
    { class: 'completion' },
    el('strong', {}, name),
    hint ? el('span', { class: 'completion-hint' }, hint) : null,
    el('span', { class: 'completion-note' }, note),
  );

function commands(model: Model, text: string): Completion | null {
  const typed = /^\/\S*$/.exec(text)?.[0];
  if (typed === undefined) return null;
  const found = model.team.app.commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
  return {
    items: found.map(({ command, description, usageHint }) => ({
      key: command,
      content: named(command, description, usageHint),
      words: command,
      chosen: false,
      group: '',
    })),
    complete: (command) => `${command} `,
  };
}

function mentions(model: Model, text: string): Completion | null {
  const typed = /(?:^|\s)@([\p{L}\p{N} .·-]{0,30})$/u.exec(text)?.[1];
  if (typed === undefined) return null;
  const { bot, people } = model.team;
  const candidates = [
    { name: bot.name, note: 'App' },
    ...people.filter(({ active }) => active).map(({ name, title }) => ({ name, note: title })),
  ];
  const found = candidates
    .filter(({ name }) => fold(name).startsWith(fold(typed)) || fold(name).includes(` ${fold(typed)}`))
    .slice(0, 8);
  if (found.length === 0 || found.some(({ name }) => name === typed.trim())) return null;
  return {
    items: found.map(({ name, note }) => ({
      key: name,
      content: named(`@${name}`, note),
      words: name,
      chosen: false,
      group: '',
    })),
    complete: (name) => `${text.slice(0, text.length - typed.length)}${name} `,
  };
}

const MAX_ROWS_PX = 220;

export function createComposer(model: Model, send: Send, testId: string): Composer {
  const drafts = new Map<string, string>();
  let key = '';
  let commandsAllowed = true;
  let completion: Completion | null = null;
  let dismissed = '';
  let files: readonly PageFile[] = [];
  let sending = false;

  const input = el('textarea', {
    class: 'composer-input',
    rows: '1',
    'data-testid': testId,
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    oninput: () => refresh(),
    onkeydown: handleKey,
    onblur: () => hide(),
    onpaste: (event) => void attach([...(event.clipboardData?.files ?? [])]),
  });
  const list = createListBox('Suggerimenti', choose, (id) => input.setAttribute('aria-activedescendant', id));
  input.setAttribute('aria-controls', list.id);
  const popup = el(
    'div',
    { class: 'composer-popup', hidden: true, 'data-testid': 'completions' },
    el('div', { class: 'composer-popup-title' }, ''),
    list.node,
  );
  const chips = el('ul', { class: 'file-list' });
  const picker = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    onchange: () => void attach([...(picker.files ?? [])]),
  });
  const attachButton = el(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Allega un file',
      title: 'Allega un file',
      onclick: () => picker.click(),
    },
    icon(ICONS.attach),
  );
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
      chips,
      input,
      el(
        'div',
        { class: 'composer-tools' },
        attachButton,
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
        picker,
        button,
      ),
    ),
  );

  function grow(): void {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, MAX_ROWS_PX)}px`;
    button.disabled = sending || (input.value.trim() === '' && files.length === 0);
  }
  function hide(): void {
    completion = null;
    popup.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }
  function refresh(): void {
    drafts.set(key, input.value);
    grow();
    const before = input.value.slice(0, input.selectionStart);
    completion =
      before === dismissed
        ? null
        : ((commandsAllowed ? commands(model, input.value) : null) ?? mentions(model, before));
    if (!completion) {
      hide();
      return;
    }
    popup.hidden = false;
    input.setAttribute('aria-expanded', 'true');
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
    if (sending || (text.trim() === '' && files.length === 0)) return;
    const sent = files;
    const origin = key;
    sending = true;
    hide();
    set('');
    files = [];
    showFiles();
    const kept = await send(
      text,
      sent.map(({ id }) => id),
    ).catch(() => false);
    sending = false;
    if (!kept && key === origin && input.value === '') {
      set(text);
      files = sent;
      showFiles();
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
  async function attach(chosen: readonly File[]): Promise<void> {
    if (chosen.length === 0) return;
    const kept = await Promise.all(chosen.map((file) => uploadFile(model.userId, file)));
    files = [...files, ...kept];
    picker.value = '';
    showFiles();
  }
  function showFiles(): void {
    chips.replaceChildren(
      ...files.map((file) =>
        el(
          'li',
          { class: 'file-chip' },
          icon(ICONS.file),
          file.name,
          el(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': `Togli ${file.name}`,
              onclick: () => drop(file),
            },
            icon(ICONS.close),
          ),
        ),
      ),
    );
    grow();
  }
  function drop(file: PageFile): void {
    files = files.filter((other) => other !== file);
    showFiles();
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
      files = [];
      showFiles();
      set(drafts.get(key) ?? '');
      hide();
    },
  };
}
