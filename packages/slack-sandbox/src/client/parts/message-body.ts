import { asArray, asString, isObject } from '../../json.ts';
import type { PageFile, PageMessage } from '../../page/shapes.ts';
import { renderBlocks } from '../blocks/render.ts';
import { type Child, el, ICONS, icon } from '../dom.ts';
import { createForm } from '../form.ts';
import { type Model, namesOf } from '../model.ts';
import { placeContext } from '../place-context.ts';
import { renderMrkdwn } from '../text/render.ts';

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

/** What a message says: blocks or text, attachments, files. */
export function messageBody(message: PageMessage, model: Model): readonly Child[] {
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
