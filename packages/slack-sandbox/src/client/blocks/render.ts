import { asArray, asObject, asString, isObject, type Json } from '../../json.ts';
import type { BlockContext, Renderer } from '../context.ts';
import { el, uniqueId } from '../dom.ts';
import { renderElement } from '../elements/render.ts';
import { renderText, wordsOf } from '../text/render.ts';
import { withSigns } from '../text/signs.ts';
import { card, carousel, image, plan, taskCard, video } from './cards.ts';
import { renderMarkdown } from './markdown.ts';
import { renderRichText } from './rich-text.ts';
import { renderDataTable, renderTable } from './tables.ts';

const idOf = (block: Json) => asString(block.block_id);
const elements = (block: Json) => asArray(block.elements).filter(isObject);

const section: Renderer = (block, context) => {
  const fields = asArray(block.fields).filter(isObject);
  return el(
    'div',
    { class: 'block-section' },
    el(
      'div',
      { class: 'section-words' },
      block.text ? el('div', {}, renderText(asObject(block.text), context.names)) : null,
      fields.length > 0
        ? el(
            'div',
            { class: 'fields' },
            ...fields.map((field) => el('div', {}, renderText(field, context.names))),
          )
        : null,
    ),
    isObject(block.accessory)
      ? el('div', { class: 'accessory' }, renderElement(context, block.accessory, idOf(block)))
      : null,
  );
};

const header: Renderer = (block) => {
  const level = typeof block.level === 'number' ? block.level : 1;
  return el(
    'div',
    { class: `block-header level-${level}`, role: 'heading', 'aria-level': String(level + 1) },
    wordsOf(block.text),
  );
};

const contextBlock: Renderer = (block, context) =>
  el(
    'div',
    { class: 'block-context' },
    ...elements(block).map((element) =>
      element.type === 'image'
        ? renderElement(context, element, idOf(block))
        : el('span', {}, renderText(element, context.names)),
    ),
  );

const actions: Renderer = (block, context) =>
  el(
    'div',
    { class: 'block-actions' },
    ...elements(block).map((element) =>
      el('span', { class: 'action' }, renderElement(context, element, idOf(block))),
    ),
  );

const input: Renderer = (block, context) => {
  const element = asObject(block.element);
  const fieldId = uniqueId('field');
  const hintId = uniqueId('hint');
  const errorId = uniqueId('error');
  const field = renderElement(context, element, idOf(block), {
    dispatches: block.dispatch_action === true,
    fieldId,
  });
  const control = field.id === fieldId ? field : field.querySelector(`#${fieldId}`);
  control?.setAttribute('aria-describedby', `${hintId} ${errorId}`);
  // A button that opens a list has no such attribute; there the label of what is optional says so.
  if (block.optional !== true && control?.tagName !== 'BUTTON')
    control?.setAttribute('aria-required', 'true');
  if (element.type === 'checkboxes' || element.type === 'radio_buttons')
    control?.setAttribute('aria-label', wordsOf(block.label));
  return el(
    'div',
    { class: 'block-input', 'data-block-id': idOf(block) },
    el(
      'label',
      { class: 'input-label', for: fieldId },
      wordsOf(block.label),
      block.optional === true ? el('span', { class: 'optional' }, ' (facoltativo)') : null,
    ),
    field,
    el('div', { class: 'field-error', id: errorId, role: 'alert' }),
    el('div', { class: 'hint', id: hintId }, block.hint ? wordsOf(block.hint) : ''),
  );
};

const ALERT_SIGNS: Readonly<Record<string, string>> = { info: 'ℹ️', warning: '⚠️', error: '⛔', success: '✅' };

const alert: Renderer = (block, context) => {
  const level = asString(block.level) || 'default';
  return el(
    'div',
    { class: `block-alert alert-${level}`, role: 'status' },
    el('span', { 'aria-hidden': 'true' }, withSigns(ALERT_SIGNS[level] ?? '💬')),
    el('span', {}, renderText(asObject(block.text), context.names)),
  );
};

const container: Renderer = (block, context) => {
  const title = isObject(block.rich_text_title)
    ? renderRichText(block.rich_text_title, context.names)
    : document.createTextNode(wordsOf(block.title));
  const head = el(
    'div',
    { class: 'container-head' },
    isObject(block.icon) ? renderElement(context, block.icon, idOf(block)) : null,
    el(
      'div',
      {},
      el('div', { class: 'container-title' }, title),
      isObject(block.subtitle)
        ? el('div', { class: 'container-subtitle' }, renderText(block.subtitle, context.names))
        : null,
    ),
  );
  const body = el('div', { class: 'container-body' }, ...renderBlocks(asArray(block.child_blocks), context));
  const className = `block-container width-${asString(block.width) || 'standard'}${block.has_header_divider ? ' has-divider' : ''}`;
  if (block.is_collapsible !== true) return el('section', { class: className }, head, body);
  return el(
    'details',
    { class: className, open: block.default_collapsed !== true },
    el('summary', {}, head),
    body,
  );
};

const RENDERERS: Readonly<Record<string, Renderer>> = {
  section,
  header,
  divider: () => el('hr', { class: 'block-divider' }),
  context: contextBlock,
  actions,
  context_actions: actions,
  input,
  image,
  video,
  alert,
  card,
  carousel,
  container,
  rich_text: (block, { names }) => renderRichText(block, names),
  markdown: (block) => renderMarkdown(asString(block.text)),
  table: (block, { names }) => renderTable(block, names),
  data_table: (block, { names }) => renderDataTable(block, names),
  task_card: taskCard,
  plan,
};

/** Draws blocks; one of an unknown type says so instead of vanishing. */
export function renderBlocks(blocks: readonly unknown[], context: BlockContext): readonly HTMLElement[] {
  return blocks.filter(isObject).map((block) => {
    const render = RENDERERS[asString(block.type)];
    const content = render
      ? render(block, context)
      : el('div', { class: 'unknown' }, `Blocco sconosciuto: ${asString(block.type)}`);
    return el('div', { class: `block block-of-${asString(block.type)}` }, content);
  });
}
