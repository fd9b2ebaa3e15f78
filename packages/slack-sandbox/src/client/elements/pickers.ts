import { TZDate } from '@date-fns/tz';
import { asString } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el } from '../dom.ts';
import { dayKey, timeOfDay } from '../text/dates.ts';
import { wordsOf } from '../text/render.ts';
import { changed, startValue } from './acting.ts';
import { createDateField, createTimeField, type EntryField, type EntryOptions } from './date-field.ts';

/** Date, time, and both: https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element and its sisters. */

function entryOptions(slot: Slot, onChange: (value: string) => void): EntryOptions {
  const words = wordsOf(slot.element.placeholder);
  return {
    id: slot.fieldId,
    label: slot.input ? null : words || 'Data',
    testId: `element-${slot.actionId}`,
    onChange,
  };
}

const todayIn = ({ context: { names } }: Slot) => dayKey(names.now(), names.timezone);

/** One field whose text is the element's value. */
function single(
  slot: Slot,
  property: string,
  initial: string,
  create: (options: EntryOptions) => EntryField,
): HTMLElement {
  let before = asString(startValue(slot, { [property]: slot.element[initial] ?? null })[property]);
  const field = create(
    entryOptions(slot, (value) => {
      const previous = before;
      before = value;
      void changed(slot, field.input, { [property]: value || null }, () => {
        before = previous;
        field.set(previous);
      });
    }),
  );
  field.set(before);
  return field.node;
}

/** The instant of a wall time, in seconds. */
function secondsAt(day: string, time: string, timezone: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return Math.floor(new TZDate(year, month - 1, date, hour, minute, timezone).getTime() / 1000);
}

function dateAndTime(slot: Slot): HTMLElement {
  const { timezone } = slot.context.names;
  const property = 'selected_date_time';
  const show = (seconds: unknown) => {
    const at = typeof seconds === 'number' ? new Date(seconds * 1000) : null;
    date.set(at ? dayKey(at, timezone) : '');
    time.set(at ? timeOfDay(at, timezone) : '');
  };
  const onChange = () => {
    if (date.value() !== '' && time.value() === '') time.set('09:00');
    const previous = slot.context.form.get(slot.blockId, slot.actionId)?.[property];
    const value = date.value() === '' ? null : secondsAt(date.value(), time.value(), timezone);
    void changed(slot, date.input, { [property]: value }, () => show(previous));
  };
  const options = entryOptions(slot, onChange);
  const date = createDateField({ ...options, today: () => todayIn(slot) });
  const time = createTimeField({
    label: 'Ora',
    testId: `element-${slot.actionId}-time`,
    onChange,
  });
  show(startValue(slot, { [property]: slot.element.initial_date_time ?? null })[property]);
  return el('span', { class: 'entry-pair' }, date.node, time.node);
}

export function renderPicker(slot: Slot): HTMLElement {
  if (slot.element.type === 'timepicker')
    return single(slot, 'selected_time', 'initial_time', createTimeField);
  if (slot.element.type === 'datetimepicker') return dateAndTime(slot);
  return single(slot, 'selected_date', 'initial_date', (options) =>
    createDateField({ ...options, today: () => todayIn(slot) }),
  );
}
