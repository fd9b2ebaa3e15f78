import { asArray, asObject, asString, isObject, type Json } from '../../json.ts';
import type { Renderer } from '../context.ts';
import { type Child, el } from '../dom.ts';
import { imageAddress } from '../elements/image.ts';
import { renderElement } from '../elements/render.ts';
import { link, renderText, wordsOf } from '../text/render.ts';
import { renderRichText } from './rich-text.ts';

/** Images, cards, tasks. */

const idOf = (block: Json) => asString(block.block_id);

export const image: Renderer = (block) => {
  const alt = asString(block.alt_text);
  return el(
    'figure',
    { class: 'block-image' },
    block.title ? el('figcaption', {}, wordsOf(block.title)) : null,
    // Pressed, it is seen as large as it is.
    el(
      'a',
      { href: imageAddress(block), target: '_blank', rel: 'noopener' },
      el('img', { src: imageAddress(block), alt, loading: 'lazy' }),
    ),
  );
};

export const card: Renderer = (block, context) => {
  const text = (field: string, className: string): Child =>
    isObject(block[field])
      ? el('div', { class: className }, renderText(asObject(block[field]), context.names))
      : null;
  return el(
    'div',
    { class: 'block-card' },
    isObject(block.hero_image)
      ? el('img', {
          class: 'card-hero',
          src: imageAddress(block.hero_image),
          alt: asString(block.hero_image.alt_text),
        })
      : null,
    el(
      'div',
      { class: 'card-head' },
      isObject(block.icon) ? renderElement(context, block.icon, idOf(block)) : null,
      el('div', {}, text('title', 'card-title'), text('subtitle', 'card-subtitle')),
    ),
    text('body', 'card-body'),
    asArray(block.actions).length > 0
      ? el(
          'div',
          { class: 'block-actions' },
          ...asArray(block.actions)
            .filter(isObject)
            .map((element) => renderElement(context, element, idOf(block))),
        )
      : null,
  );
};

const TASK_SIGNS: Readonly<Record<string, string>> = {
  pending: '○',
  in_progress: '◔',
  complete: '✓',
  error: '✕',
};

export const taskCard: Renderer = (block, context) =>
  el(
    'div',
    { class: `task-card task-${asString(block.status)}` },
    el(
      'div',
      { class: 'card-title' },
      `${TASK_SIGNS[asString(block.status)] ?? ''} ${asString(block.title)}`,
    ),
    isObject(block.details) ? renderRichText(block.details, context.names) : null,
    isObject(block.output) ? renderRichText(block.output, context.names) : null,
    ...asArray(block.sources)
      .filter(isObject)
      .map((source) => link(asString(source.url), asString(source.text))),
  );

export const plan: Renderer = (block, context) =>
  el(
    'div',
    { class: 'block-plan' },
    el('div', { class: 'card-title' }, asString(block.title)),
    ...asArray(block.tasks)
      .filter(isObject)
      .map((task) => taskCard(task, context)),
  );

export const video: Renderer = (block) =>
  el(
    'figure',
    { class: 'block-image' },
    el('figcaption', {}, link(asString(block.title_url) || asString(block.video_url), wordsOf(block.title))),
    el('img', { src: asString(block.thumbnail_url), alt: asString(block.alt_text), loading: 'lazy' }),
  );

export const carousel: Renderer = (block, context) =>
  el(
    'div',
    { class: 'carousel', tabindex: '0' },
    ...asArray(block.elements)
      .filter(isObject)
      .map((one) => card(one, context)),
  );
