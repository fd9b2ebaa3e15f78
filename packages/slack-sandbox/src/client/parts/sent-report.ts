import type { PageClockMoved, PageSent } from '../../page/shapes.ts';
import { formatAddress } from '../address.ts';
import { el } from '../dom.ts';
import { createPopup } from '../elements/popup.ts';
import { dayKey, longDay, timeOfDay } from '../text/dates.ts';
import { parseMrkdwn, plainOf } from '../text/mrkdwn.ts';
import { dateOf } from './message.ts';
import { milestonesOn } from './timeline.ts';

/** Tells what the app sent while the clock was moving, to whomever. */
export interface SentReport {
  show(moved: PageClockMoved): void;
}

const SHOWN = 200;
const EXCERPT = 140;

function row(message: PageSent, me: string, timezone: string): HTMLElement {
  const words = plainOf(parseMrkdwn(message.text));
  const other = message.handle !== null && message.handle !== me;
  return el(
    'li',
    { class: 'sent-row' },
    el('time', { class: 'message-time' }, timeOfDay(dateOf(message.ts), timezone)),
    el(
      'div',
      {},
      el('strong', {}, `A ${message.handle === me ? 'te' : message.to}`),
      el('div', { class: 'sent-text' }, words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words),
      other
        ? el(
            'a',
            {
              href: `/${formatAddress({ user: message.handle ?? '', channel: 'app', tab: 'messages' })}`,
              target: '_blank',
            },
            `Apri come ${message.to}`,
          )
        : null,
    ),
  );
}

function dayHead(moved: PageClockMoved, at: Date): HTMLElement {
  const what = milestonesOn(moved, dayKey(at, moved.timezone));
  return el('li', { class: 'sent-day' }, [longDay(at, moved.timezone), what].filter(Boolean).join(' · '));
}

/** The rows under the day they belong to. */
function rowsByDay(moved: PageClockMoved, me: string): readonly HTMLElement[] {
  const { timezone } = moved;
  const sent = moved.sent.slice(-SHOWN);
  return sent.flatMap((message, index) => {
    const at = dateOf(message.ts);
    const before = sent[index - 1];
    const sameDay = before && dayKey(dateOf(before.ts), timezone) === dayKey(at, timezone);
    const line = row(message, me, timezone);
    return sameDay ? [line] : [dayHead(moved, at), line];
  });
}

export function createSentReport(anchor: HTMLElement, me: string): SentReport {
  const popup = createPopup(anchor, 'sent-popup');
  popup.node.dataset.testid = 'sent-report';
  popup.node.setAttribute('role', 'region');
  popup.node.setAttribute('aria-label', 'Messaggi inviati');
  return {
    show(moved) {
      const count = moved.sent.length;
      if (count === 0) return;
      const title = count === 1 ? '1 messaggio inviato' : `${count} messaggi inviati`;
      const list = el('ol', { class: 'sent-list' }, ...rowsByDay(moved, me));
      popup.node.replaceChildren(
        el('h2', {}, `${moved.moving ? 'Mentre passa il tempo' : 'Mentre passava il tempo'}: ${title}`),
        list,
      );
      if (!popup.isOpen()) popup.open();
      // As it happens, the newest is what one looks for.
      if (moved.moving) list.scrollTop = list.scrollHeight;
    },
  };
}
