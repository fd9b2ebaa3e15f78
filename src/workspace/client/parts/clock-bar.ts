import type { PageRequest } from '../../page/requests.ts';
import type { PageClock } from '../../page/shapes.ts';
import { el, ICONS, icon } from '../dom.ts';
import { ask } from '../server-calls.ts';
import { longDay, timeOfDay, wallTime } from '../text/dates.ts';

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

/** The simulated date and time, and how to move them ahead. */
export function createClockBar(tell: (problem: string) => void): ClockBarPart {
  const now = el('time', { class: 'clock-now', 'data-testid': 'clock' });
  const busy = el('span', { class: 'clock-busy', role: 'status' });
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
    el('span', { class: 'clock-words' }, 'vai a'),
    field,
    go,
  );
  const panel = el('div', { class: 'clock-panel' }, ...buttons, form);
  const details = el(
    'details',
    { class: 'clock' },
    el('summary', { 'aria-label': 'Orologio simulato' }, icon(ICONS.clock), now, busy),
    panel,
  );

  async function move(request: PageRequest<'clock'>): Promise<void> {
    try {
      await ask('clock', request);
      details.open = false;
    } catch (error) {
      tell(error instanceof Error ? error.message : 'L’orologio non si è mosso.');
    }
  }
  return {
    node: details,
    show({ now: instant, timezone, moving }) {
      const at = new Date(instant);
      now.textContent = `${longDay(at, timezone)}, ${timeOfDay(at, timezone)}`;
      now.dateTime = instant;
      busy.textContent = moving ? 'in movimento…' : '';
      details.classList.toggle('is-moving', moving);
      for (const control of [...buttons, go, field]) control.disabled = moving;
      field.min = wallTime(at, timezone);
    },
  };
}
