import type { PageFile } from '../../page/shapes.ts';
import { el, ICONS, icon } from '../dom.ts';
import { uploadFile } from '../server-calls.ts';

/** The files that will go with a message. */
export interface Attachments {
  readonly chips: HTMLElement;
  readonly button: HTMLElement;
  files(): readonly PageFile[];
  set(files: readonly PageFile[]): void;
  upload(files: readonly File[]): Promise<void>;
}

export function createAttachments(userId: string, onChange: () => void): Attachments {
  let files: readonly PageFile[] = [];
  const chips = el('ul', { class: 'file-list' });
  const picker = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    onchange: () => void upload([...(picker.files ?? [])]),
  });
  const button = el(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Allega un file',
      title: 'Allega un file',
      onclick: () => picker.click(),
    },
    icon(ICONS.attach),
    picker,
  );

  function chip(file: PageFile): HTMLElement {
    const drop = el(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': `Togli ${file.name}`,
        onclick: () => set(files.filter((other) => other !== file)),
      },
      icon(ICONS.close),
    );
    return el('li', { class: 'file-chip' }, icon(ICONS.file), file.name, drop);
  }
  function set(next: readonly PageFile[]): void {
    files = next;
    chips.replaceChildren(...files.map(chip));
    onChange();
  }
  async function upload(chosen: readonly File[]): Promise<void> {
    if (chosen.length === 0) return;
    const kept = await Promise.all(chosen.map((file) => uploadFile(userId, file)));
    picker.value = '';
    set([...files, ...kept]);
  }
  return { chips, button, files: () => files, set, upload };
}
