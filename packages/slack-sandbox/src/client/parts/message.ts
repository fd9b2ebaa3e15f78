import type { PageMessage } from '../../page/shapes.ts';
import { type Child, el, ICONS, icon } from '../dom.ts';
import { type Model, namesOf } from '../model.ts';
import { ask } from '../server-calls.ts';
import { dayTitle, timeOfDay } from '../text/dates.ts';
import { emojiCharacter } from '../text/emoji.ts';
import { signName, withSigns } from '../text/signs.ts';
import { avatar } from './avatar.ts';
import { messageBody } from './message-body.ts';

/** What a thread looks like from its parent. */
export interface ThreadSummary {
  readonly count: number;
  readonly lastTs: string;
}

export interface MessageOptions {
  readonly model: Model;
  /** Without the author's head, when the same person wrote just before. */
  readonly compact: boolean;
  readonly thread: ThreadSummary | null;
  /** Absent inside the thread panel. */
  readonly openThread: ((ts: string) => void) | null;
}

export function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** How a reaction is read aloud. */
const spoken = (name: string): string => signName(emojiCharacter(name) ?? '') ?? name;

function reactions(message: PageMessage, model: Model): Child {
  if (!message.reactions?.length) return null;
  return el(
    'div',
    { class: 'reactions' },
    ...message.reactions.map(({ name, users }) => {
      const mine = users.includes(model.userId);
      return el(
        'button',
        {
          type: 'button',
          class: 'reaction',
          'aria-pressed': String(mine),
          'aria-label': `Reazione ${spoken(name)}, ${users.length}`,
          onclick: () =>
            void ask('reaction', {
              user: model.userId,
              channel: message.channel,
              ts: message.ts,
              name,
              on: !mine,
            }),
        },
        withSigns(`${emojiCharacter(name) ?? `:${name}:`} ${users.length}`),
      );
    }),
  );
}

function threadLink(message: PageMessage, { thread, openThread, model }: MessageOptions): Child {
  if (!thread || !openThread) return null;
  const { timezone, now } = model.clock;
  const at = dateOf(thread.lastTs);
  const words = thread.count === 1 ? '1 risposta' : `${thread.count} risposte`;
  return el(
    'button',
    {
      type: 'button',
      class: 'thread-link',
      'data-testid': 'thread-link',
      onclick: () => openThread(message.ts),
    },
    el('strong', {}, words),
    el(
      'span',
      {},
      ` Ultima risposta: ${dayTitle(at, new Date(now), timezone).toLowerCase()} alle ${timeOfDay(at, timezone)}`,
    ),
  );
}

function tools(message: PageMessage, { openThread, model }: MessageOptions): Child {
  if (message.ephemeralFor) return null;
  const react = (name: string) => {
    const mine =
      message.reactions?.some(
        (reaction) => reaction.name === name && reaction.users.includes(model.userId),
      ) ?? false;
    void ask('reaction', { user: model.userId, channel: message.channel, ts: message.ts, name, on: !mine });
  };
  return el(
    'div',
    { class: 'message-tools', role: 'group', 'aria-label': 'Azioni sul messaggio' },
    ...['+1', 'white_check_mark', 'eyes'].map((name) =>
      el(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': `Reagisci con ${spoken(name)}`,
          onclick: () => react(name),
        },
        withSigns(emojiCharacter(name) ?? name),
      ),
    ),
    openThread
      ? el(
          'button',
          {
            type: 'button',
            class: 'icon-button',
            'aria-label': 'Rispondi nel thread',
            title: 'Rispondi nel thread',
            'data-testid': 'reply',
            onclick: () => openThread(message.ts),
          },
          icon(ICONS.thread),
        )
      : null,
  );
}

const onlyYou = (message: PageMessage, model: Model): HTMLElement =>
  el(
    'div',
    { class: 'ephemeral-note' },
    icon(ICONS.eye),
    el('span', {}, 'Visibile solo a te'),
    el(
      'button',
      {
        type: 'button',
        class: 'text-button',
        'aria-label': `Chiudi messaggio delle ${timeOfDay(dateOf(message.ts), model.clock.timezone)}`,
        onclick: () => void ask('dismiss', { user: model.userId, channel: message.channel, ts: message.ts }),
      },
      'Chiudi messaggio',
    ),
  );

/** One message of a conversation or a thread. */
export function renderMessage(message: PageMessage, options: MessageOptions): HTMLElement {
  const { model, compact } = options;
  const { timezone } = model.clock;
  const byApp = message.user === model.team.bot.userId;
  const name = message.notice ? 'Slackbot' : namesOf(model).user(message.user);
  const at = dateOf(message.ts);
  const time = el(
    'time',
    {
      class: 'message-time',
      datetime: at.toISOString(),
      title: at.toLocaleString('it-IT', { timeZone: timezone }),
    },
    timeOfDay(at, timezone),
  );
  const classes = ['message', compact ? 'is-compact' : '', message.ephemeralFor ? 'is-ephemeral' : '']
    .filter(Boolean)
    .join(' ');
  return el(
    'article',
    {
      class: classes,
      'data-testid': 'message',
      'data-ts': message.ts,
      'aria-label': `${name}, ${timeOfDay(at, timezone)}`,
    },
    el('div', { class: 'message-side' }, compact ? time : avatar(name, 'large', byApp && !message.notice)),
    el(
      'div',
      { class: 'message-main' },
      message.ephemeralFor ? onlyYou(message, model) : null,
      compact
        ? null
        : el(
            'div',
            { class: 'message-head' },
            el('strong', { class: 'message-author' }, name),
            byApp && !message.notice ? el('span', { class: 'badge' }, 'App') : null,
            time,
          ),
      message.command ? el('div', { class: 'command-note' }, `ha usato ${message.command}`) : null,
      el(
        'div',
        { class: 'message-body' },
        ...messageBody(message, model),
        message.edited ? el('span', { class: 'edited' }, '(modificato)') : null,
      ),
      reactions(message, model),
      threadLink(message, options),
    ),
    tools(message, options),
  );
}
