import { TZDate } from '@date-fns/tz';
import { asString, type Json } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el } from '../dom.ts';
import { wallTime } from '../text/dates.ts';
import { wordsOf } from '../text/render.ts';
import { changed, startValue } from './acting.ts';

/** Date, time, and both. They use the browser's own fields, which speak the reader's language and keyboard. */

interface Kind {
  readonly inputType: 'date' | 'time' | 'datetime-local';
  readonly field: string;
  readonly initialField: string;
  toInput(value: unknown, timezone: string): string;
  toState(text: string, timezone: string): unknown;
}

const asTyped = {
  toInput: (value: unknown) => asString(value),
  toState: (text: string) => (text === '' ? null : text),
};

const KINDS: Readonly<Record<string, Kind>> = {
  datepicker: { inputType: 'date', field: 'selected_date', initialField: 'initial_date', ...asTyped },
  timepicker: { inputType: 'time', field: 'selected_time', initialField: 'initial_time', ...asTyped },
  datetimepicker: {
    inputType: 'datetime-local',
    field: 'selected_date_time',
    initialField: 'initial_date_time',
    toInput: (value, timezone) =>
      typeof value === 'number' ? wallTime(new Date(value * 1000), timezone) : '',
    toState(text, timezone) {
      const [year, month, day, hour, minute] = text.split(/\D/).map(Number);
      if (
        year === undefined ||
        month === undefined ||
        day === undefined ||
        hour === undefined ||
        minute === undefined
      )
        return null;
      return Math.floor(new TZDate(year, month - 1, day, hour, minute, timezone).getTime() / 1000);
    },
  },
};

export function renderPicker(slot: Slot): HTMLElement {
  const kind = KINDS[asString(slot.element.type)];
  if (!kind) return el('span', {});
  const { timezone } = slot.context.names;
  const state = startValue(slot, { [kind.field]: slot.element[kind.initialField] ?? null });
  let before = kind.toInput(state[kind.field], timezone);
  const input = el('input', {
    type: kind.inputType,
    class: 'input input-picker',
    id: slot.fieldId,
    'aria-label': slot.input ? null : wordsOf(slot.element.placeholder) || 'Data',
    'data-testid': `element-${slot.actionId}`,
    onchange: () => {
      const previous = before;
      before = input.value;
      const value: Json = { [kind.field]: kind.toState(input.value, timezone) };
      void changed(slot, input, value, () => {
        before = previous;
        input.value = previous;
      });
    },
  });
  input.value = before;
  return input;
}
