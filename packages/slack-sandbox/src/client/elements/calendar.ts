import { el, ICONS, icon } from '../dom.ts';
import { addDays, addMonths, monthTitle, weeksOf } from '../text/date-entry.ts';
import { longDay } from '../text/dates.ts';

/** A month one picks a day from, by mouse or by arrows. */
export interface Calendar {
  readonly node: HTMLElement;
  /** Shows the month of `day` and puts the focus on it. */
  show(day: string): void;
}

const WEEKDAYS = [
  ['lun', 'lunedì'],
  ['mar', 'martedì'],
  ['mer', 'mercoledì'],
  ['gio', 'giovedì'],
  ['ven', 'venerdì'],
  ['sab', 'sabato'],
  ['dom', 'domenica'],
] as const;

export interface CalendarOptions {
  readonly today: string;
  readonly chosen: () => string;
  /** Days before it cannot be chosen; empty for no limit. */
  readonly earliest: () => string;
  readonly choose: (day: string) => void;
}

export function createCalendar({ today, chosen, earliest, choose }: CalendarOptions): Calendar {
  const title = el('div', { class: 'calendar-title', 'aria-live': 'polite' });
  const body = el('tbody', {});
  let shown = today;

  const turn = (label: string, months: number, path: string) =>
    el(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': label,
        onclick: () => show(addMonths(shown, months), false),
      },
      icon(path),
    );
  const node = el(
    'div',
    { class: 'calendar', 'data-testid': 'calendar', onkeydown: handleKey },
    el(
      'div',
      { class: 'calendar-head' },
      turn('Mese precedente', -1, ICONS.left),
      title,
      turn('Mese successivo', 1, ICONS.right),
    ),
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el('tr', {}, ...WEEKDAYS.map(([short, long]) => el('th', { scope: 'col', abbr: long }, short))),
      ),
      body,
    ),
  );

  function cell(day: string): HTMLElement {
    return el(
      'td',
      {},
      el(
        'button',
        {
          type: 'button',
          class: day.slice(0, 7) === shown.slice(0, 7) ? 'day' : 'day is-beside',
          'data-day': day,
          tabindex: day === shown ? '0' : '-1',
          disabled: day < earliest(),
          'aria-label': longDay(new Date(day), 'UTC'),
          'aria-pressed': String(day === chosen()),
          'aria-current': day === today ? 'date' : null,
          onclick: () => choose(day),
        },
        String(Number(day.slice(8))),
      ),
    );
  }
  function show(day: string, focus = true): void {
    shown = day < earliest() ? earliest() : day;
    title.textContent = monthTitle(shown);
    body.replaceChildren(...weeksOf(shown).map((week) => el('tr', {}, ...week.map(cell))));
    if (focus) body.querySelector<HTMLElement>(`[data-day="${shown}"]`)?.focus();
  }
  function handleKey(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, () => string>> = {
      ArrowLeft: () => addDays(shown, -1),
      ArrowRight: () => addDays(shown, 1),
      ArrowUp: () => addDays(shown, -7),
      ArrowDown: () => addDays(shown, 7),
      PageUp: () => addMonths(shown, -1),
      PageDown: () => addMonths(shown, 1),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    show(move());
  }
  return { node, show };
}
