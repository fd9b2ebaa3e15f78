import type { PageRequest } from '../../page/requests.ts';
import type { PageClock, PageClockMoved } from '../../page/shapes.ts';
import { el, ICONS, icon, reconcile } from '../dom.ts';
import { createDateField, createTimeField } from '../elements/date-field.ts';
import { createPopup } from '../elements/popup.ts';
import { ask } from '../server-calls.ts';
import { dayKey, longDay, timeOfDay, wallTime } from '../text/dates.ts';
import { createSentReport } from './sent-report.ts';
import { renderTimeline } from './timeline.ts';

export interface ClockBarPart {
  readonly node: HTMLElement;
  /** The milestones as a row, for wide pages. */
  readonly timeline: HTMLElement;
  show(clock: PageClock): void;
  /** Tells what went out while this page moves the clock. */
  showSent(moved: PageClockMoved): void;
}

type Move = PageRequest<'clock'>;

const DAY: readonly [Move, string, string] = [{ step: 'day' }, 'avanti di un giorno', 'clock-day'];
const OTHERS: readonly (readonly [Move, string, string])[] = [
  [{ step: 'hour' }, 'avanti di un’ora', 'clock-hour'],
  [{ step: 'workday' }, 'al prossimo giorno lavorativo, ore 9', 'clock-workday'],
];

/** From this width on the main buttons stand in the bar itself. */
const WIDE = '(min-width: 960px)';

/** The simulated date and time, the milestones around it, and how to move ahead. */
export function createClockBar(me: string, team: PageClock, tell: (problem: string) => void): ClockBarPart {
  let clock = team;
  const now = el('time', { 'data-testid': 'clock' });
  const shortNow = el('time', { class: 'clock-short', 'aria-hidden': 'true' });
  const busy = el('span', { class: 'clock-busy', role: 'status', 'data-testid': 'clock-busy' });
  const button = ([request, words, testId]: readonly [Move, string, string]) =>
    el(
      'button',
      { type: 'button', class: 'clock-button', 'data-testid': testId, onclick: () => void move(request) },
      words,
    );
  const main = [
    button(DAY),
    ...team.jumps.map(({ kind, label }) => button([{ next: kind }, label, `clock-next-${kind}`])),
  ];
  const mainRow = el('div', { class: 'clock-controls' }, ...main);
  const others = OTHERS.map(button);
  const today = () => dayKey(new Date(clock.now), clock.timezone);
  const date = createDateField({
    label: 'Vai al giorno',
    testId: 'clock-field',
    today,
    earliest: today,
    onChange: () => undefined,
  });
  const time = createTimeField({ label: 'all’ora', testId: 'clock-time', onChange: () => undefined });
  time.set('09:00');
  const go = el('button', { type: 'submit', class: 'clock-button', 'data-testid': 'clock-go' }, 'vai');
  const form = el(
    'form',
    {
      class: 'clock-form',
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        if (date.value() !== '') void move({ to: `${date.value()}T${time.value() || '09:00'}` });
        else date.input.focus();
      },
    },
    el('span', {}, 'vai al'),
    date.node,
    time.node,
    go,
  );
  const upright = el('div', { class: 'clock-timeline' });
  const toggle = el(
    'button',
    {
      type: 'button',
      class: 'clock-now',
      'aria-haspopup': 'dialog',
      title: 'L’orologio: calendario e spostamenti',
      'data-testid': 'clock-toggle',
      onclick: () => (popup.isOpen() ? popup.close() : popup.open()),
    },
    icon(ICONS.clock),
    el('span', { class: 'clock-long' }, now),
    shortNow,
    busy,
    icon(ICONS.down),
  );
  const node = el(
    'div',
    { class: 'clock', role: 'group', 'aria-label': 'L’orologio va solo in avanti' },
    toggle,
  );
  const timeline = el('nav', { class: 'timeline-row', 'aria-label': 'Momenti del calendario' });
  const popup = createPopup(toggle, 'clock-popup');
  const place = el('div', { class: 'clock-place' });
  popup.node.append(upright, place, el('div', { class: 'clock-controls' }, ...others), form);
  const report = createSentReport(toggle, me);
  const wide = window.matchMedia(WIDE);
  const arrange = () => {
    popup.close();
    (wide.matches ? node : place).append(mainRow);
  };
  wide.addEventListener('change', arrange);
  arrange();

  async function move(request: Move): Promise<void> {
    try {
      const moved = await ask<PageClockMoved>('clock', request);
      date.set('');
      popup.close();
      report.show(moved);
    } catch (error) {
      tell(error instanceof Error ? error.message : 'L’orologio non si è mosso.');
    }
  }
  const goTo = (instant: Date) => void move({ to: wallTime(instant, clock.timezone) });
  let drawn = '';
  return {
    node,
    timeline,
    showSent: report.show,
    show(next) {
      const signature = JSON.stringify(next);
      if (signature === drawn) return;
      drawn = signature;
      clock = next;
      const { timezone, moving } = next;
      const at = new Date(next.now);
      const clockTime = timeOfDay(at, timezone);
      now.textContent = `${longDay(at, timezone)}, ${clockTime}`;
      now.dateTime = next.now;
      shortNow.textContent = `${at.toLocaleDateString('it-IT', { timeZone: timezone, day: 'numeric', month: 'short' })}, ${clockTime}`;
      busy.textContent = moving ? 'in movimento…' : '';
      node.classList.toggle('is-moving', moving);
      for (const control of [...main, ...others, go, date.input, time.input]) control.disabled = moving;
      next.jumps.forEach(({ kind }, index) => {
        const ahead = next.milestones.some((one) => one.kind === kind && new Date(one.at) > at);
        const jump = main[index + 1];
        if (jump) jump.disabled = moving || !ahead;
      });
      for (const room of [timeline, upright]) {
        const drawing = renderTimeline(next, goTo);
        reconcile(room, drawing ? [drawing] : []);
      }
      timeline.querySelector('.is-today')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    },
  };
}
