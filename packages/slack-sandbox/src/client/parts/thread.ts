import { el, ICONS, icon } from '../dom.ts';
import { type ConversationState, type Model, repliesTo } from '../model.ts';
import { type Composer, createComposer, type Send } from './composer.ts';
import { createMessageList } from './message-list.ts';
import { statusLine } from './status-line.ts';

/** The panel with a message and its replies. */
export interface ThreadPanel {
  readonly node: HTMLElement;
  readonly composer: Composer;
  show(conversation: ConversationState | undefined): void;
}

export function createThread(model: Model, send: Send, close: () => void): ThreadPanel {
  const list = createMessageList(model, 'Thread', 'thread-messages');
  const composer = createComposer(model, send, 'thread-composer');
  const place = el('span', { class: 'panel-note' });
  const node = el(
    'aside',
    {
      class: 'thread',
      hidden: true,
      'aria-label': 'Thread',
      'data-testid': 'thread',
      onkeydown: (event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      },
    },
    el(
      'header',
      { class: 'panel-head' },
      el('h2', {}, 'Thread'),
      place,
      el(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Chiudi il thread', onclick: close },
        icon(ICONS.close),
      ),
    ),
    list.node,
    composer.node,
  );
  return {
    node,
    composer,
    show(conversation) {
      const parent = conversation?.messages.get(model.threadTs);
      node.hidden = !conversation || !parent;
      if (!conversation || !parent) return;
      place.textContent = conversation.kind === 'channel' ? `#${conversation.name}` : model.team.bot.name;
      const status = conversation.statuses.find(({ threadTs }) => threadTs === parent.ts);
      list.show({
        key: `${conversation.id} ${parent.ts}`,
        messages: [parent, ...repliesTo(conversation, parent.ts)],
        threadOf: () => null,
        openThread: null,
        unreadAfter: null,
        before: null,
        after: statusLine(model.team.bot.name, status),
      });
      composer.aim(`${conversation.id} ${parent.ts}`, 'Rispondi…', false);
    },
  };
}
