import type { Change, PageSnapshot, PageTeam } from '../page/shapes.ts';
import { type Address, writeAddress } from './address.ts';
import { el, ICONS, icon, reconcile } from './dom.ts';
import {
  appConversation,
  applyChange,
  createModel,
  isReply,
  namesOf,
  newestTs,
  type Tab,
  unreadCount,
} from './model.ts';
import { avatar } from './parts/avatar.ts';
import { createClockBar } from './parts/clock-bar.ts';
import { createConversation } from './parts/conversation.ts';
import { createDevPanel } from './parts/dev-panel.ts';
import { createModal } from './parts/modal.ts';
import { openSwitcher } from './parts/picker.ts';
import { renderSidebar } from './parts/sidebar.ts';
import { createThread } from './parts/thread.ts';
import { createToasts } from './parts/toasts.ts';
import { createTourStrip, openTour } from './parts/tour.ts';
import { createSend } from './sending.ts';
import { ask, PAGE_ID } from './server-calls.ts';
import { openStream } from './stream.ts';
import { parseMrkdwn, plainOf } from './text/mrkdwn.ts';

/** The workspace as one person sees it. */
export function startApp(root: HTMLElement, team: PageTeam, address: Address): void {
  const person = team.people.find(({ handle }) => handle === address.user);
  if (!person) return;
  const userId = person.id;
  const model = createModel(team, userId);
  /** Where the line "Nuovi" stands in the conversation on screen: what was unread when it was opened. */
  let unreadAfter: string | null = null;
  let opened = false;

  const toasts = createToasts();
  const modal = createModal(model);
  const clockBar = createClockBar(address.user, team.clock, toasts.tell);
  const devPanel = createDevPanel(team.clock.timezone);
  const tour = createTourStrip(team, address.user);
  const send = createSend(model, () => '', toasts.tell);
  const conversation = createConversation(model, {
    send,
    openTab,
    openThread,
    openSidebar: () => toggleSidebar(true),
  });
  const thread = createThread(
    model,
    createSend(model, () => model.threadTs, toasts.tell),
    closeThread,
  );
  const sidebarList = el('div', {});
  const refused = el('span', { class: 'unread', 'data-testid': 'refused', hidden: true });
  const sidebar = el(
    'nav',
    {
      class: 'sidebar',
      'aria-label': 'Conversazioni',
      onkeydown: (event) => {
        if (event.key === 'Escape') toggleSidebar(false);
      },
    },
    el('div', { class: 'sidebar-team' }, team.name),
    sidebarList,
    el(
      'button',
      {
        type: 'button',
        class: 'sidebar-entry sidebar-dev',
        'data-testid': 'dev-toggle',
        onclick: () => {
          toggleSidebar(false);
          devPanel.toggle();
        },
      },
      el('span', { class: 'sidebar-name' }, '</> Pannello sviluppatore'),
      refused,
    ),
  );
  const offline = el(
    'div',
    { class: 'offline', role: 'alert', hidden: true },
    'Connessione interrotta: nuovo tentativo in corso…',
  );
  const switcher = el(
    'button',
    {
      type: 'button',
      class: 'who',
      'aria-label': `Sei ${person.name}. Cambia persona`,
      'data-testid': 'who',
      onclick: () => openSwitcher(team, userId),
    },
    avatar(person.name, 'small'),
    el('span', { class: 'who-name' }, person.name),
  );
  const guide = el(
    'button',
    {
      type: 'button',
      class: 'guide',
      title: 'Da provare',
      'aria-label': 'Da provare',
      'data-testid': 'tour-open',
      hidden: team.tour.length === 0,
      onclick: () => openTour(team),
    },
    icon(ICONS.guide),
    el('span', { class: 'guide-words' }, 'Da provare'),
  );
  const shell = el(
    'div',
    { class: 'shell' },
    el('header', { class: 'top-bar' }, clockBar.node, guide, switcher),
    clockBar.timeline,
    sidebar,
    el('div', { class: 'scrim', onclick: () => toggleSidebar(false) }),
    el('div', { class: 'middle' }, el('div', {}, offline, tour.node), conversation.node, devPanel.node),
    thread.node,
    toasts.node,
  );
  root.replaceChildren(shell);

  function current() {
    return model.conversations.get(model.channel);
  }
  function toggleSidebar(open: boolean): void {
    shell.classList.toggle('has-sidebar', open);
    if (open) sidebar.querySelector<HTMLElement>('button')?.focus();
  }

  function openConversation(id: string, tab: Tab = 'messages'): void {
    const target = model.conversations.get(id);
    if (!target) return;
    const changed = model.channel !== id;
    model.channel = id;
    model.threadTs = changed ? '' : model.threadTs;
    unreadAfter = unreadCount(model, target) > 0 ? target.readTs : null;
    toggleSidebar(false);
    openTab(tab);
    if (tab === 'messages') conversation.composer.focus();
  }
  function openTab(tab: Tab): void {
    model.tab = tab;
    const target = current();
    if (target?.kind === 'im' && tab !== 'about')
      void ask('opened', { user: userId, tab }).catch(() => undefined);
    writeAddress({ user: address.user, channel: target?.kind === 'channel' ? target.name : 'app', tab });
    show();
  }
  function openThread(ts: string): void {
    model.threadTs = ts;
    show();
    thread.composer.focus();
  }
  function closeThread(): void {
    model.threadTs = '';
    show();
    conversation.composer.focus();
  }

  /** What is on screen in a visible page counts as read. */
  function markRead(): void {
    const target = current();
    if (!target || document.hidden || (target.kind === 'im' && model.tab !== 'messages')) return;
    const newest = newestTs(target);
    if (Number(newest) <= Number(target.readTs)) return;
    target.readTs = newest;
    void ask('read', { user: userId, channel: target.id, ts: newest }).catch(() => undefined);
  }
  function show(): void {
    markRead();
    reconcile(sidebarList, renderSidebar(model, openConversation));
    conversation.show(current(), unreadAfter);
    thread.show(current());
    clockBar.show(model.clock);
    modal.show(model.modals);
    refused.hidden = model.refused === 0;
    refused.textContent = String(model.refused);
    refused.title = `${model.refused} richieste che Slack rifiuterebbe`;
    const unread = [...model.conversations.values()].reduce((sum, one) => sum + unreadCount(model, one), 0);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${person?.name ?? ''} · ${team.name}`;
  }

  function notify(change: Change): void {
    if (change.type !== 'message' || change.message.user === userId || change.message.edited) return;
    const { channel, text } = change.message;
    const seen =
      channel === model.channel &&
      model.tab === 'messages' &&
      (!isReply(change.message) || change.message.threadTs === model.threadTs);
    if (seen || model.conversations.get(channel)?.messages.has(change.message.ts)) return;
    const names = namesOf(model);
    const words = firstWords(plainOf(parseMrkdwn(text), names));
    toasts.tell(`${names.user(change.message.user)}: ${words}`, () => openConversation(channel));
  }
  function start(): void {
    opened = true;
    const named = [...model.conversations.values()].find(
      ({ kind, name, id }) => (kind === 'channel' && name === address.channel) || id === address.channel,
    );
    const first = named ?? appConversation(model) ?? [...model.conversations.values()][0];
    if (!first) return;
    openConversation(first.id, address.tab);
    const step = tour.take();
    if (step?.look) conversation.point(step.look);
    if (step?.say) void send(step.say, []);
  }
  function hear(change: Change | PageSnapshot): void {
    if (change.type === 'sent') {
      if (change.pageId === PAGE_ID) clockBar.showSent(change.moved);
      return;
    }
    if (change.type !== 'snapshot') notify(change);
    applyChange(model, change);
    if (change.type === 'snapshot' && !opened) start();
    else show();
  }

  openStream(`/workspace/changes?${new URLSearchParams({ user: userId, page: PAGE_ID })}`, {
    hear,
    connected: (yes) => {
      offline.hidden = yes;
    },
  });
  document.addEventListener('visibilitychange', show);
}

/** So many characters of a message are shown beside where it is. */
const MOST_SHOWN = 120;

/** The beginning of a message, up to the end of a word. */
function firstWords(text: string): string {
  if (text.length <= MOST_SHOWN) return text;
  return `${text.slice(0, text.lastIndexOf(' ', MOST_SHOWN)).slice(0, MOST_SHOWN)}…`;
}
