import { el, ICONS, icon } from '../dom.ts';
import { parseDay, parseTime, writeDay } from '../text/date-entry.ts';
import { createCalendar } from './calendar.ts';
import { createPopup } from './popup.ts';

/** A field for a day or a time, in Italian whatever the browser's language: typed, or picked from a calendar. */
export interface EntryField {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  /** "2021-09-15" or "09:00"; empty when nothing is entered. */
  value(): string;
  set(value: string): void;
}

export interface EntryOptions {
  /** For the label of an input block to point at. */
  readonly id?: string | undefined;
  /** Null where a label points at the field. */
  readonly label: string | null;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

/** The text field: keeps the last value that could be read, and says so where the text cannot. */
function entry(
  { id, label, testId, onChange }: EntryOptions,
  placeholder: string,
  parse: (text: string) => string | undefined,
  write: (value: string) => string,
): Omit<EntryField, 'node'> {
  let value = '';
  const input = el('input', {
    type: 'text',
    class: 'input entry-input',
    id: id ?? null,
    placeholder,
    autocomplete: 'off',
    inputmode: 'numeric',
    'aria-label': label,
    'data-testid': testId,
    onchange: () => {
      const typed = input.value.trim();
      const read = typed === '' ? '' : parse(typed);
      input.setCustomValidity(read === undefined ? `Scrivi così: ${placeholder}` : '');
      input.setAttribute('aria-invalid', String(read === undefined));
      if (read === undefined) return void input.reportValidity();
      input.value = write(read);
      if (read === value) return;
      value = read;
      onChange(read);
    },
  });
  return {
    input,
    value: () => value,
    set(next) {
      value = next;
      input.value = write(next);
      input.setCustomValidity('');
    },
  };
}

export interface DateOptions extends EntryOptions {
  /** The day that "today" is in the workspace. */
  readonly today: () => string;
  /** Earlier days cannot be picked; empty for no limit. */
  readonly earliest?: () => string;
}

export function createDateField(options: DateOptions): EntryField {
  const { today, earliest = () => '', onChange } = options;
  const field = entry(options, 'gg/mm/aaaa', parseDay, writeDay);
  const button = el(
    'button',
    {
      type: 'button',
      class: 'icon-button entry-button',
      'aria-label': 'Apri il calendario',
      'aria-haspopup': 'dialog',
      onclick: () => (popup.isOpen() ? popup.close() : open()),
    },
    icon(ICONS.calendar),
  );
  const node = el('span', { class: 'entry entry-date' }, field.input, button);
  const popup = createPopup(button, 'calendar-popup', () => field.input.focus());
  function open(): void {
    const calendar = createCalendar({
      today: today(),
      chosen: field.value,
      earliest,
      choose(day) {
        popup.close();
        if (day === field.value()) return;
        field.set(day);
        onChange(day);
      },
    });
    popup.node.replaceChildren(calendar.node);
    popup.open();
    calendar.show(field.value() || today());
  }
  field.input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  });
  return { ...field, node };
}

export function createTimeField(options: EntryOptions): EntryField {
  const field = entry(options, 'hh:mm', parseTime, (value) => value);
  return { ...field, node: el('span', { class: 'entry entry-time' }, field.input) };
}
