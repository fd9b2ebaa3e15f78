import type { Change } from '../../page/shapes.ts';
import type { LogEntry } from '../../request-log.ts';
import { el, ICONS, icon } from '../dom.ts';
import { fold } from '../text/fold.ts';

/** Requests between the workspace and the app, closed until wanted. */
export interface DevPanel {
  readonly node: HTMLElement;
  toggle(): void;
}

const SHOWN = 300;

/** Blocks and views travel as JSON inside a form's text: shown as what they are. */
function unfolded(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function pretty(value: unknown): string {
  const known = unfolded('', value);
  if (typeof known === 'string') return known || '(vuoto)';
  return JSON.stringify(known, unfolded, 2) ?? '(vuoto)';
}

function timeOf(instant: string, timezone: string): string {
  return new Date(instant).toLocaleTimeString('it-IT', { timeZone: timezone, hourCycle: 'h23' });
}

/** What came back, and how soon. */
function outcome({ direction, status, ms }: LogEntry): string {
  if (status === 0) return `nessuna risposta in ${ms} ms`;
  return `${direction === 'to_app' ? 'ack ' : ''}${status} · ${ms} ms`;
}

/** Payloads are drawn when a row is opened: there are many, and few are read. */
function row(entry: LogEntry, timezone: string): HTMLElement {
  const bad = entry.violations.length > 0;
  const node = el(
    'details',
    {
      class: `log-entry${bad ? ' is-bad' : ''}`,
      'data-testid': 'log-entry',
      ontoggle: () => {
        if (node.childElementCount > 1) return;
        node.append(
          el('h4', {}, 'Richiesta'),
          el('pre', { tabindex: '0' }, pretty(entry.request)),
          el('h4', {}, 'Risposta'),
          el('pre', { tabindex: '0' }, pretty(entry.response)),
        );
      },
    },
    el(
      'summary',
      {},
      el('span', { class: 'log-time' }, timeOf(entry.at, timezone)),
      el('span', { class: 'log-way' }, entry.direction === 'to_app' ? 'Slack → app' : 'app → Slack'),
      el('span', { class: 'log-name' }, entry.name),
      el('span', { class: 'log-figures' }, outcome(entry)),
      ...entry.violations.map((text) =>
        el('span', { class: 'log-violation' }, `Slack rifiuterebbe: ${text}`),
      ),
    ),
  );
  return node;
}

export function createDevPanel(timezone: string): DevPanel {
  let stream: EventSource | null = null;
  let wanted = '';
  const list = el('div', { class: 'log-list' });
  const onlyBad = el('input', {
    type: 'checkbox',
    onchange: () => list.classList.toggle('only-bad', onlyBad.checked),
  });
  const filter = el('input', {
    type: 'search',
    class: 'input log-filter',
    placeholder: 'Filtra: chat.update, block_actions…',
    'aria-label': 'Filtra le richieste',
    oninput: () => {
      wanted = fold(filter.value);
      for (const entry of list.children) sift(entry as HTMLElement);
    },
  });
  const sift = (entry: HTMLElement) => {
    entry.hidden = !fold(entry.querySelector('.log-name')?.textContent ?? '').includes(wanted);
  };
  const node = el(
    'aside',
    { class: 'dev-panel', hidden: true, 'aria-label': 'Pannello sviluppatore', 'data-testid': 'dev-panel' },
    el(
      'header',
      { class: 'panel-head' },
      el('h2', {}, 'Richieste tra Slack e l’app'),
      filter,
      el('label', { class: 'choice' }, onlyBad, el('span', {}, 'solo quelle che Slack rifiuterebbe')),
      el(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Chiudi il pannello', onclick: () => toggle() },
        icon(ICONS.close),
      ),
    ),
    list,
  );
  function add(entry: LogEntry): void {
    const one = row(entry, timezone);
    sift(one);
    list.prepend(one);
    while (list.childElementCount > SHOWN) list.lastElementChild?.remove();
  }
  function toggle(): void {
    node.hidden = !node.hidden;
    list.replaceChildren();
    stream?.close();
    if (node.hidden) return;
    stream = new EventSource('/workspace/requests');
    // Each connection begins with all there is.
    stream.onopen = () => list.replaceChildren();
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      const change = JSON.parse(data) as Change;
      if (change.type === 'log') add(change.entry);
    };
  }
  return { node, toggle };
}
