import type { LogEntry } from '../../request-log.ts';
import { el, ICONS, icon } from '../dom.ts';
import { fetchLog } from '../server-calls.ts';
import { timeOfDay } from '../text/dates.ts';

/** Requests between the workspace and the app, closed until wanted. */
export interface DevPanel {
  readonly node: HTMLElement;
  add(entry: LogEntry): void;
  toggle(): void;
}

const SHOWN = 200;

function pretty(value: unknown): string {
  return typeof value === 'string' ? value || '(vuoto)' : JSON.stringify(value, null, 2);
}

function row(entry: LogEntry, timezone: string): HTMLElement {
  const bad = entry.violations.length > 0;
  const arrow = entry.direction === 'to_app' ? '→ app' : '← app';
  return el(
    'details',
    { class: `log-entry${bad ? ' is-bad' : ''}` },
    el(
      'summary',
      {},
      el('span', { class: 'log-time' }, timeOfDay(new Date(entry.at), timezone)),
      el('span', { class: 'log-way' }, arrow),
      el('span', { class: 'log-name' }, entry.name),
      el('span', { class: 'log-figures' }, `${entry.status || 'nessuna risposta'} · ${entry.ms} ms`),
    ),
    ...entry.violations.map((text) => el('p', { class: 'log-violation' }, text)),
    el('h4', {}, 'Richiesta'),
    el('pre', {}, pretty(entry.request)),
    el('h4', {}, 'Risposta'),
    el('pre', {}, pretty(entry.response)),
  );
}

export function createDevPanel(timezone: string): DevPanel {
  const list = el('div', { class: 'log-list' });
  const onlyBad = el('input', {
    type: 'checkbox',
    onchange: () => list.classList.toggle('only-bad', onlyBad.checked),
  });
  const node = el(
    'aside',
    { class: 'dev-panel', hidden: true, 'aria-label': 'Pannello sviluppatore', 'data-testid': 'dev-panel' },
    el(
      'header',
      { class: 'panel-head' },
      el('h2', {}, 'Richieste tra spazio di lavoro e app'),
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
    if (node.hidden) return;
    list.prepend(row(entry, timezone));
    while (list.childElementCount > SHOWN) list.lastElementChild?.remove();
  }
  function toggle(): void {
    node.hidden = !node.hidden;
    if (node.hidden) {
      list.replaceChildren();
      return;
    }
    void fetchLog().then((entries) =>
      list.replaceChildren(
        ...entries
          .slice(-SHOWN)
          .reverse()
          .map((entry) => row(entry, timezone)),
      ),
    );
  }
  return { node, add, toggle };
}
