import type { PageMessage } from '../../page/shapes.ts';
import { el, reconcile } from '../dom.ts';
import type { Model } from '../model.ts';
import { dayKey, dayTitle } from '../text/dates.ts';
import { dateOf, renderMessage, type ThreadSummary } from './message.ts';

/** A scrolling list of messages that keeps what did not change. */
export interface MessageList {
  readonly node: HTMLElement;
  show(list: ShownMessages): void;
  /** Brings the newest message with these words into sight. */
  point(words: string): void;
}

interface ShownMessages {
  /** Identifies the conversation or thread: another key starts at the bottom. */
  readonly key: string;
  readonly messages: readonly PageMessage[];
  readonly threadOf: (ts: string) => ThreadSummary | null;
  readonly openThread: ((ts: string) => void) | null;
  /** Messages newer than this get the line "Nuovi". */
  readonly unreadAfter: string | null;
  readonly before: HTMLElement | null;
  readonly after: HTMLElement | null;
}

/** Messages of one author within five minutes stand together. */
const TOGETHER_SECONDS = 300;

/** Closer to the end than this counts as reading the newest message. */
const NEAR_BOTTOM_PX = 80;

function together(previous: PageMessage | undefined, message: PageMessage): boolean {
  return (
    previous !== undefined &&
    previous.user === message.user &&
    !previous.ephemeralFor &&
    !message.ephemeralFor &&
    !message.command &&
    Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS
  );
}

interface Drawn {
  readonly message: PageMessage;
  readonly signature: string;
  readonly node: HTMLElement;
}

export function createMessageList(model: Model, label: string, testId: string): MessageList {
  const content = el('div', { class: 'message-content' });
  const node = el(
    'div',
    { class: 'message-list', role: 'log', 'aria-label': label, tabindex: '0', 'data-testid': testId },
    content,
  );
  let drawn = new Map<string, Drawn>();
  let key = '';
  let atBottom = true;
  let top = 0;
  node.addEventListener('scroll', () => {
    // The event comes later than the scrolling: only going up, never content that grew meanwhile, leaves the end.
    if (node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_BOTTOM_PX) atBottom = true;
    else if (node.scrollTop < top) atBottom = false;
    top = node.scrollTop;
  });
  // Whoever reads the newest message keeps it in sight when a panel opens or an image arrives.
  const follow = new ResizeObserver(() => {
    if (atBottom) node.scrollTop = node.scrollHeight;
  });
  follow.observe(node);
  follow.observe(content);

  function draw(message: PageMessage, previous: PageMessage | undefined, list: ShownMessages): Drawn {
    const compact = together(previous, message);
    const thread = list.threadOf(message.ts);
    const signature = JSON.stringify([compact, thread]);
    const known = drawn.get(message.ts);
    if (known && known.message === message && known.signature === signature) return known;
    const options = { model, compact, thread, openThread: list.openThread };
    return { message, signature, node: renderMessage(message, options) };
  }

  function separator(className: string, text: string): HTMLElement {
    return el(
      'div',
      { class: `separator ${className}`, role: 'separator', 'aria-label': text },
      el('span', {}, text),
    );
  }

  return {
    node,
    show(list) {
      const { timezone, now } = model.clock;
      const fresh = list.key !== key;
      if (fresh) drawn = new Map();
      const newest = list.messages.at(-1);
      // Whoever sends something, or is answered in private, is looking for what comes of it.
      const isOwn =
        newest !== undefined &&
        !drawn.has(newest.ts) &&
        (newest.user === model.userId || newest.ephemeralFor !== undefined);
      atBottom ||= fresh || isOwn;
      const next = new Map<string, Drawn>();
      const nodes: Node[] = list.before ? [list.before] : [];
      let day = '';
      let lineShown = list.unreadAfter === null;
      let previous: PageMessage | undefined;
      for (const message of list.messages) {
        const at = dateOf(message.ts);
        const itsDay = dayKey(at, timezone);
        if (itsDay !== day) {
          nodes.push(separator('separator-day', dayTitle(at, new Date(now), timezone)));
          previous = undefined;
        }
        day = itsDay;
        if (!lineShown && message.user !== model.userId && Number(message.ts) > Number(list.unreadAfter)) {
          nodes.push(separator('separator-new', 'Nuovi'));
          lineShown = true;
          previous = undefined;
        }
        const one = draw(message, previous, list);
        next.set(message.ts, one);
        nodes.push(one.node);
        previous = message;
      }
      if (list.after) nodes.push(list.after);
      reconcile(content, nodes);
      drawn = next;
      key = list.key;
      if (atBottom) node.scrollTop = node.scrollHeight;
    },
    point(words) {
      const found = [...drawn.values()].findLast((one) => one.node.textContent.includes(words));
      if (!found) return;
      atBottom = false;
      found.node.scrollIntoView({ block: 'start' });
      found.node.classList.add('is-pointed');
    },
  };
}
