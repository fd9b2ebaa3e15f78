import { asArray, asString, isObject } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el, ICONS, icon } from '../dom.ts';
import { changed, startValue } from './acting.ts';

export function renderFileInput(slot: Slot): HTMLElement {
  const types = asArray(slot.element.filetypes).map(asString);
  const max = typeof slot.element.max_files === 'number' ? slot.element.max_files : 10;
  let files = asArray(startValue(slot, { files: [] }).files).filter(isObject);
  const list = el('ul', { class: 'file-list' });
  const input = el('input', {
    type: 'file',
    class: 'file-native',
    id: slot.fieldId,
    multiple: max > 1,
    accept: types.length > 0 ? types.map((type) => `.${type}`).join(',') : null,
    'data-testid': `element-${slot.actionId}`,
    onchange: () => void take(),
  });
  async function take(): Promise<void> {
    const room = max - files.length;
    const chosen = [...(input.files ?? [])].slice(0, room);
    files = [...files, ...(await Promise.all(chosen.map((file) => slot.context.upload(file))))];
    input.value = '';
    keep();
  }
  function keep(): void {
    show();
    void changed(slot, input, { files }, () => {});
  }
  function show(): void {
    list.replaceChildren(
      ...files.map((file) =>
        el(
          'li',
          { class: 'file-chip' },
          icon(ICONS.file),
          asString(file.name),
          el(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': `Togli ${asString(file.name)}`,
              onclick: () => {
                files = files.filter((other) => other !== file);
                keep();
              },
            },
            icon(ICONS.close),
          ),
        ),
      ),
    );
  }
  show();
  const kinds = types.length > 0 ? ` (${types.join(', ')})` : '';
  return el(
    'div',
    { class: 'file-input' },
    input,
    // The browser's own words would be in the browser's language.
    el(
      'label',
      { class: 'button', for: slot.fieldId },
      icon(ICONS.attach),
      `${max > 1 ? 'Scegli i file' : 'Scegli un file'}${kinds}`,
    ),
    list,
  );
}
