import type { PageClock, PageMilestone } from '../../page/shapes.ts';
import { el } from '../dom.ts';
import { dayKey, timeOfDay } from '../text/dates.ts';

/** Milestones at one instant, told together. */
interface Moment {
  readonly at: Date;
  readonly label: string;
}

function momentsOf(milestones: readonly PageMilestone[]): readonly Moment[] {
  const byInstant = new Map<string, string[]>();
  for (const { at, label } of milestones) byInstant.set(at, [...(byInstant.get(at) ?? []), label]);
  return [...byInstant].map(([at, labels]) => ({ at: new Date(at), label: labels.join(' · ') }));
}

/** "Revisione · Consegna": what falls on a day, or nothing. */
export function milestonesOn({ milestones, timezone }: PageClock, day: string): string {
  return milestones
    .filter(({ at }) => dayKey(new Date(at), timezone) === day)
    .map(({ label }) => label)
    .join(' · ');
}

function shortDay(at: Date, timezone: string): string {
  return at.toLocaleDateString('it-IT', { timeZone: timezone, day: 'numeric', month: 'short' });
}

/** The milestones in order with today among them; one that is ahead is a button that goes there. */
export function renderTimeline(clock: PageClock, goTo: (instant: Date) => void): HTMLElement | null {
  const { timezone, moving } = clock;
  const now = new Date(clock.now);
  const moments = momentsOf(clock.milestones);
  if (moments.length === 0) return null;
  const words = ({ at, label }: Moment) => [
    el('span', { class: 'milestone-label' }, label),
    el('time', { datetime: at.toISOString() }, shortDay(at, timezone)),
  ];
  const past = moments.filter(({ at }) => at <= now);
  const ahead = moments.filter(({ at }) => at > now);
  return el(
    'ol',
    { class: 'timeline', 'aria-label': 'Calendario', 'data-testid': 'timeline' },
    ...past.map((moment) => el('li', { class: 'milestone is-past' }, ...words(moment))),
    el(
      'li',
      { class: 'milestone is-today', 'aria-current': 'date' },
      el('span', { class: 'milestone-label' }, 'Adesso'),
      el('time', { datetime: clock.now }, `${shortDay(now, timezone)}, ${timeOfDay(now, timezone)}`),
    ),
    ...ahead.map((moment) =>
      el(
        'li',
        { class: 'milestone' },
        el(
          'button',
          {
            type: 'button',
            disabled: moving,
            title: `Vai a ${moment.label}`,
            onclick: () => goTo(moment.at),
          },
          ...words(moment),
        ),
      ),
    ),
  );
}
