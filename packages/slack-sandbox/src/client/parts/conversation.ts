import { el, ICONS, icon, reconcile } from '../dom.ts';
import { type ConversationState, type Model, repliesTo, type Tab, topLevel } from '../model.ts';
import { renderAbout } from './about.ts';
import { avatar } from './avatar.ts';
import { type Composer, createComposer, type Send } from './composer.ts';
import { createHome } from './home.ts';
import { createMessageList } from './message-list.ts';
import { statusLine } from './status-line.ts';

/** The middle of the page: a channel, or the app with its tabs. */
export interface ConversationPart {
  readonly node: HTMLElement;
  readonly composer: Composer;
  show(conversation: ConversationState | undefined, unreadAfter: string | null): void;
  /** Brings the newest message with these words into sight. */
  point(words: string): void;
}

export interface ConversationActions {
  readonly send: Send;
  openTab(tab: Tab): void;
  openThread(ts: string): void;
  openSidebar(): void;
}

const TAB_NAMES: Readonly<Record<Tab, string>> = {
  home: 'Home',
  messages: 'Messaggi',
  about: 'Informazioni',
};

export function createConversation(model: Model, actions: ConversationActions): ConversationPart {
  const { team } = model;
  const list = createMessageList(model, 'Messaggi', 'messages');
  const composer = createComposer(model, actions.send, 'composer');
  const home = createHome(model);
  const about = renderAbout(team);
  const head = el('header', { class: 'conversation-head' });
  const tabs = el('div', { class: 'tabs', role: 'tablist' });
  const prompts = el('div', { class: 'prompts', 'data-testid': 'prompts' });
  const messages = el('div', { class: 'messages-tab' }, list.node, prompts, composer.node);
  const content = el('div', { class: 'conversation-content' });
  const node = el('main', { class: 'conversation', id: 'conversation' }, head, tabs, content);

  function tabButton(tab: Tab): HTMLElement {
    return el(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'tab',
        'aria-selected': String(model.tab === tab),
        'data-testid': `tab-${tab}`,
        onclick: () => actions.openTab(tab),
      },
      TAB_NAMES[tab],
    );
  }
  function showHead(conversation: ConversationState): void {
    const channel = conversation.kind === 'channel';
    const size = conversation.memberIds.length + 1;
    reconcile(head, [
      el(
        'button',
        {
          type: 'button',
          class: 'icon-button menu-button',
          'aria-label': 'Apri l’elenco delle conversazioni',
          'data-testid': 'menu',
          onclick: actions.openSidebar,
        },
        icon(ICONS.menu),
      ),
      channel
        ? el('span', { class: 'head-hash', 'aria-hidden': 'true' }, '#')
        : avatar(team.app.name, 'small', true),
      el('h1', {}, channel ? conversation.name : team.bot.name),
      el(
        'span',
        { class: 'head-topic', title: conversation.topic },
        channel ? conversation.topic : team.app.description,
      ),
      channel
        ? el('span', { class: 'head-members' }, `${size} membri`)
        : el('span', { class: 'badge' }, 'App'),
    ]);
    const available: readonly Tab[] = [
      ...(team.app.messagesTab ? ['messages' as const] : []),
      ...(team.app.homeTab ? ['home' as const] : []),
      'about',
    ];
    reconcile(tabs, channel ? [] : available.map(tabButton));
    tabs.hidden = channel;
  }
  function showPrompts(conversation: ConversationState): void {
    const shown = conversation.kind === 'im' ? conversation.prompts : [];
    prompts.hidden = shown.length === 0;
    reconcile(
      prompts,
      shown.map(({ title, message }) =>
        el(
          'button',
          { type: 'button', class: 'prompt', title: message, onclick: () => void actions.send(message, []) },
          title,
        ),
      ),
    );
  }
  function welcome(conversation: ConversationState): HTMLElement {
    const channel = conversation.kind === 'channel';
    return el(
      'div',
      { class: 'welcome' },
      channel
        ? el('div', { class: 'welcome-hash', 'aria-hidden': 'true' }, '#')
        : avatar(team.app.name, 'large', true),
      el('h2', {}, channel ? `Inizio del canale #${conversation.name}` : team.bot.name),
      el('p', {}, channel ? conversation.topic : team.app.description),
    );
  }
  function showMessages(conversation: ConversationState, unreadAfter: string | null): void {
    const all = topLevel(conversation);
    list.show({
      key: conversation.id,
      messages: all,
      threadOf: (ts) => {
        const replies = repliesTo(conversation, ts).filter(({ ephemeralFor }) => !ephemeralFor);
        const last = replies.at(-1);
        return last ? { count: replies.length, lastTs: last.ts } : null;
      },
      openThread: actions.openThread,
      unreadAfter,
      before: welcome(conversation),
      after: statusLine(
        team.bot.name,
        conversation.statuses.find(({ threadTs }) => threadTs === ''),
      ),
    });
    showPrompts(conversation);
    const target = conversation.kind === 'channel' ? `#${conversation.name}` : team.bot.name;
    composer.aim(conversation.id, `Scrivi a ${target}`, true);
  }

  return {
    node,
    composer,
    point: list.point,
    show(conversation, unreadAfter) {
      if (!conversation) {
        reconcile(content, [el('p', { class: 'empty' }, 'Nessuna conversazione.')]);
        return;
      }
      showHead(conversation);
      const tab = conversation.kind === 'im' ? model.tab : 'messages';
      if (tab === 'home') home.show(model.home);
      reconcile(content, [tab === 'home' ? home.node : tab === 'about' ? about : messages]);
      if (tab === 'messages') showMessages(conversation, unreadAfter);
    },
  };
}
