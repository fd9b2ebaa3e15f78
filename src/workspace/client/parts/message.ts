import { asArray, asString, isObject } from '../../json.ts';
import type { PageFile, PageMessage } from '../../page/shapes.ts';
import { renderBlocks } from '../blocks/render.ts';
import { type Child, el, ICONS, icon } from '../dom.ts';
import { createForm } from '../form.ts';
import { type Model, namesOf } from '../model.ts';
import { placeContext } from '../place-context.ts';
import { ask } from '../server-calls.ts';
import { dayTitle, timeOfDay } from '../text/dates.ts';
import { emojiCharacter } from '../text/emoji.ts';
import { renderMrkdwn } from '../text/render.ts';
import { avatar } from './avatar.ts';

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

function file(one: PageFile): HTMLElement {
  const size = one.size < 1024 ? `${one.size} byte` : `${Math.round(one.size / 1024)} kB`;
  if (one.mimetype.startsWith('image/')) {
    return el(
      'a',
      { href: one.url, target: '_blank', class: 'file-image' },
      el('img', { src: one.url, alt: one.title, loading: 'lazy' }),
    );
  }
  return el(
    'a',
    { class: 'file-card', href: `${one.url}?download=1`, download: one.name, 'data-testid': 'file' },
    icon(ICONS.file),
    el(
      'span',
      {},
      el('span', { class: 'file-name' }, one.title),
      el('span', { class: 'file-note' }, `${one.name} · ${size} · Scarica`),
    ),
  );
}

function body(message: PageMessage, model: Model): readonly Child[] {
  const names = namesOf(model);
  const context = placeContext(model, 'message', { channel: message.channel, ts: message.ts }, createForm());
  // What a person typed comes with a rich_text block for the app; on screen its mrkdwn is the same and richer.
  const byPerson = message.user !== model.team.bot.userId;
  const blocks = byPerson ? [] : (message.blocks ?? []);
  const attachments = asArray(message.attachments)
    .filter(isObject)
    .map((attachment) => {
      const bar = el(
        'div',
        { class: 'attachment' },
        attachment.text ? el('div', {}, renderMrkdwn(asString(attachment.text), names)) : null,
        ...renderBlocks(asArray(attachment.blocks), context),
      );
      if (/^#?[0-9a-f]{6}$/i.test(asString(attachment.color)))
        bar.style.borderLeftColor = `#${asString(attachment.color).replace('#', '')}`;
      return bar;
    });
  return [
    ...(blocks.length > 0
      ? renderBlocks(blocks, context)
      : [message.text ? el('div', { class: 'message-text' }, renderMrkdwn(message.text, names)) : null]),
    ...attachments,
    ...(message.files ?? []).map(file),
  ];
}

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
          'aria-label': `Reazione ${name}, ${users.length}`,
          onclick: () =>
            void ask('reaction', {
              user: model.userId,
              channel: message.channel,
              ts: message.ts,
              name,
              on: !mine,
            }),
        },
        `${emojiCharacter(name) ?? `:${name}:`} ${users.length}`,
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
          'aria-label': `Reagisci con ${name}`,
          onclick: () => react(name),
        },
        emojiCharacter(name),
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
        ...body(message, model),
        message.edited ? el('span', { class: 'edited' }, '(modificato)') : null,
      ),
      reactions(message, model),
      threadLink(message, options),
    ),
    tools(message, options),
  );
}
