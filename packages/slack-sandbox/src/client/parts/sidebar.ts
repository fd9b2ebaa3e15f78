import { el } from '../dom.ts';
import { appConversation, type ConversationState, type Model, unreadCount } from '../model.ts';
import { avatar } from './avatar.ts';

function entry(model: Model, conversation: ConversationState, open: (id: string) => void): HTMLElement {
  const unread = unreadCount(model, conversation);
  const current = conversation.id === model.channel;
  const { app, bot } = model.team;
  const channel = conversation.kind === 'channel';
  const name = channel ? conversation.name : bot.name;
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: `sidebar-entry${unread > 0 && !current ? ' is-unread' : ''}`,
        'aria-current': current ? 'page' : null,
        'data-testid': channel ? `channel-${conversation.name}` : 'app',
        onclick: () => open(conversation.id),
      },
      channel
        ? el('span', { class: 'sidebar-hash', 'aria-hidden': 'true' }, '#')
        : avatar(app.name, 'small', true),
      el('span', { class: 'sidebar-name' }, name),
      unread > 0 && !current
        ? el(
            'span',
            { class: 'unread', 'data-testid': 'unread', 'aria-label': `${unread} da leggere` },
            unread > 99 ? '99+' : String(unread),
          )
        : null,
    ),
  );
}

/** Channels and the app. */
export function renderSidebar(model: Model, open: (id: string) => void): readonly HTMLElement[] {
  const channels = [...model.conversations.values()].filter(({ kind }) => kind === 'channel');
  const app = appConversation(model);
  const section = (title: string, conversations: readonly ConversationState[]) =>
    el(
      'section',
      {},
      el('h2', { class: 'sidebar-title' }, title),
      el('ul', { class: 'sidebar-list' }, ...conversations.map((one) => entry(model, one, open))),
    );
  return [
    ...(channels.length > 0 ? [section('Canali', channels)] : []),
    ...(app ? [section('App', [app])] : []),
  ];
}
