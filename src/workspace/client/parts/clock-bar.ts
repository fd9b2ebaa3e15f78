import type { PageRequest } from '../../page/requests.ts';
import type { PageClock, PageClockMoved } from '../../page/shapes.ts';
import { el, ICONS, icon } from '../dom.ts';
import { createPopup } from '../elements/popup.ts';
import { ask } from '../server-calls.ts';
import { longDay, timeOfDay, wallTime } from '../text/dates.ts';
import { createSentReport } from './sent-report.ts';

export interface ClockBarPart {
  readonly node: HTMLElement;
  show(clock: PageClock): void;
}

type Step = Extract<PageRequest<'clock'>, { step: unknown }>['step'];

const STEPS: readonly (readonly [Step, string])[] = [
  ['hour', '+1 ora'],
  ['day', '+1 giorno'],
  ['workday', 'al prossimo giorno lavorativo 9:00'],
];

/** From this width on the buttons stand in the bar itself. */
const WIDE = '(min-width: 1400px)';

/** The simulated date and time, and how to move them ahead. On narrow pages the controls open from the date. */
export function createClockBar(me: string, tell: (problem: string) => void): ClockBarPart {
  const now = el('time', { 'data-testid': 'clock' });
  const shortNow = el('time', { class: 'clock-short', 'aria-hidden': 'true' });
  const busy = el('span', { class: 'clock-busy', role: 'status', 'data-testid': 'clock-busy' });
  const buttons = STEPS.map(([step, words]) =>
    el(
      'button',
      {
        type: 'button',
        class: 'clock-button',
        'data-testid': `clock-${step}`,
        onclick: () => void move({ step }),
      },
      words,
    ),
  );
  const field = el('input', {
    type: 'datetime-local',
    class: 'clock-field',
    'aria-label': 'Vai alla data e ora',
    'data-testid': 'clock-field',
  });
  const go = el('button', { type: 'submit', class: 'clock-button', 'data-testid': 'clock-go' }, 'vai');
  const form = el(
    'form',
    {
      class: 'clock-form',
      onsubmit: (event) => {
        event.preventDefault();
        if (field.value !== '') void move({ to: field.value });
      },
    },
    el('span', {}, 'vai a'),
    field,
    go,
  );
  const controls = el(
    'div',
    { class: 'clock-controls', role: 'group', 'aria-label': 'Sposta l’orologio in avanti' },
    ...buttons,
    form,
  );
  const toggle = el(
    'button',
    {
      type: 'button',
      class: 'clock-now',
      'aria-haspopup': 'dialog',
      'data-testid': 'clock-toggle',
      onclick: () => {
        if (wide.matches) return field.focus();
        return popup.isOpen() ? popup.close() : popup.open();
      },
    },
    icon(ICONS.clock),
    el('span', { class: 'clock-long' }, now),
    shortNow,
    busy,
    el('span', { class: 'clock-caret' }, icon(ICONS.down)),
  );
  const node = el('div', { class: 'clock' }, toggle);
  const popup = createPopup(toggle, 'clock-popup');
  const report = createSentReport(toggle, me);
  const wide = window.matchMedia(WIDE);
  const arrange = () => {
    popup.close();
    (wide.matches ? node : popup.node).append(controls);
  };
  wide.addEventListener('change', arrange);
  arrange();

  async function move(request: PageRequest<'clock'>): Promise<void> {
    try {
      const { sent, timezone } = await ask<PageClockMoved>('clock', request);
      field.value = '';
      popup.close();
      if (sent.length > 0) report.show(sent, timezone);
    } catch (error) {
      tell(error instanceof Error ? error.message : 'L’orologio non si è mosso.');
    }
  }
  return {
    node,
    show({ now: instant, timezone, moving }) {
      const at = new Date(instant);
      const time = timeOfDay(at, timezone);
      now.textContent = `${longDay(at, timezone)}, ${time}`;
      now.dateTime = instant;
      shortNow.textContent = `${at.toLocaleDateString('it-IT', { timeZone: timezone, day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`;
      busy.textContent = moving ? 'in movimento…' : '';
      node.classList.toggle('is-moving', moving);
      for (const control of [...buttons, go, field]) control.disabled = moving;
      field.min = wallTime(at, timezone);
    },
  };
}
