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

function dateAndTime(slot: Slot): HTMLElement {
  const { timezone } = slot.context.names;
  const property = 'selected_date_time';
  const show = (seconds: unknown) => {
    const at = typeof seconds === 'number' ? new Date(seconds * 1000) : null;
    date.set(at ? dayKey(at, timezone) : '');
    time.set(at ? timeOfDay(at, timezone) : '');
  };
  const onChange = () => {
    if (date.value() === '') return;
    if (time.value() === '') time.set('09:00');
    const [year = 0, month = 1, day = 1] = date.value().split('-').map(Number);
    const [hour = 0, minute = 0] = time.value().split(':').map(Number);
    const instant = new TZDate(year, month - 1, day, hour, minute, timezone).getTime();
    const previous = slot.context.form.get(slot.blockId, slot.actionId)?.[property];
    void changed(slot, date.input, { [property]: Math.floor(instant / 1000) }, () => show(previous));
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
