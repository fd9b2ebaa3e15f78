import { asArray } from '../json.ts';
import { boolean, both, byType, type Check, fail, list, object, oneOf, string } from './checks.ts';
import { anyText, plainText, url } from './composition.ts';
import { hasSource, image, imageSource } from './element-parts.ts';
import {
  accessory,
  actionsElement,
  cardButton,
  contextActionsElement,
  contextElement,
  inputElement,
} from './elements.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { dataTable, table } from './tables.ts';

/** Blocks: https://docs.slack.dev/reference/block-kit/blocks */

export type Surface = 'message' | 'modal' | 'home';

const id = { 'block_id?': string({ min: 1, max: LIMITS.blockId }) };
const typed = (type: string, fields: Readonly<Record<string, Check>>): Check =>
  object({ type: oneOf(type), ...id, ...fields });

const card: Check = both(
  typed('card', {
    'hero_image?': image,
    'icon?': image,
    'title?': anyText(LIMITS.cardTitle),
    'subtitle?': anyText(LIMITS.cardTitle),
    'body?': anyText(LIMITS.cardBody),
    'actions?': list(cardButton, { min: 1, max: LIMITS.cardActions }),
  }),
  (block, path) =>
    block.hero_image || block.title || block.body || block.actions
      ? []
      : fail(path, 'must provide at least one of: hero_image, title, body, actions'),
);

const imageBlock: Check = both(
  typed('image', { ...imageSource, 'title?': plainText(LIMITS.imageTitle) }),
  hasSource,
);

const taskCard: Check = typed('task_card', {
  task_id: string({ min: 1 }),
  title: string({ min: 1 }),
  status: oneOf('pending', 'in_progress', 'complete', 'error'),
  'details?': richText,
  'output?': richText,
  'sources?': list(object({ type: oneOf('url'), url: url(LIMITS.buttonUrl), text: string({ min: 1 }) })),
});

const SHARED: Readonly<Record<string, Check>> = {
  section: both(
    typed('section', {
      'text?': anyText(LIMITS.sectionText),
      'fields?': list(anyText(LIMITS.fieldText), { min: 1, max: LIMITS.sectionFields }),
      'accessory?': accessory,
      'expand?': boolean,
    }),
    (block, path) =>
      block.text || block.fields ? [] : fail(path, 'must provide at least one of: text, fields'),
  ),
  header: typed('header', { text: plainText(LIMITS.headerText) }),
  divider: typed('divider', {}),
  context: typed('context', { elements: list(contextElement, { min: 1, max: LIMITS.contextElements }) }),
  actions: typed('actions', { elements: list(actionsElement, { min: 1, max: LIMITS.actionsElements }) }),
  image: imageBlock,
  rich_text: richText,
  input: typed('input', {
    label: plainText(LIMITS.inputLabel),
    element: inputElement,
    'hint?': plainText(LIMITS.inputHint),
    'optional?': boolean,
    'dispatch_action?': boolean,
  }),
  container: both(
    typed('container', {
      'title?': plainText(LIMITS.containerTitle),
      'rich_text_title?': richText,
      'subtitle?': anyText(LIMITS.containerTitle),
      child_blocks: list(
        byType(() => CONTAINED),
        { min: 1, max: LIMITS.containerBlocks },
      ),
      'width?': oneOf('narrow', 'standard', 'wide', 'full'),
      'icon?': image,
      'is_collapsible?': boolean,
      'default_collapsed?': boolean,
      'has_header_divider?': boolean,
    }),
    (block, path) =>
      block.title || block.rich_text_title ? [] : fail(path, 'missing required field: title'),
  ),
  video: typed('video', {
    title: plainText(200),
    video_url: url(LIMITS.imageUrl),
    thumbnail_url: url(LIMITS.imageUrl),
    alt_text: string({ min: 1 }),
    'title_url?': url(LIMITS.imageUrl),
    'author_name?': string({ max: 49 }),
    'provider_name?': string(),
    'provider_icon_url?': url(LIMITS.imageUrl),
    'description?': plainText(200),
  }),
};

const CONTAINED: Readonly<Record<string, Check>> = Object.fromEntries(
  [...Object.entries(SHARED), ['table', table] as const].filter(([type]) => type !== 'container'),
);

const MESSAGE_ONLY: Readonly<Record<string, Check>> = {
  markdown: typed('markdown', { text: string({ min: 1, max: LIMITS.markdownText }) }),
  table,
  data_table: dataTable,
  context_actions: typed('context_actions', {
    elements: list(contextActionsElement, { min: 1, max: LIMITS.contextActionsElements }),
  }),
  card,
  carousel: typed('carousel', { elements: list(card, { min: 1, max: LIMITS.carouselCards }) }),
  task_card: taskCard,
  plan: typed('plan', { title: string({ min: 1 }), 'tasks?': list(taskCard) }),
};

const alert: Check = typed('alert', {
  text: anyText(LIMITS.alertText),
  'level?': oneOf('default', 'info', 'warning', 'error', 'success'),
});

/** The blocks each surface takes; anything else is an "unsupported type" there. */
const BY_SURFACE: Readonly<Record<Surface, Readonly<Record<string, Check>>>> = {
  message: { ...SHARED, ...MESSAGE_ONLY },
  modal: { ...SHARED, alert, markdown: MESSAGE_ONLY.markdown as Check, table, data_table: dataTable },
  home: {
    ...SHARED,
    markdown: MESSAGE_ONLY.markdown as Check,
    table,
    data_table: dataTable,
    card,
    carousel: MESSAGE_ONLY.carousel as Check,
  },
};

/** Checks the list of blocks of a message or a view, each on its own. */
export function blockList(surface: Surface): Check {
  const max = surface === 'message' ? LIMITS.blocksInMessage : LIMITS.blocksInView;
  return list(
    byType(() => BY_SURFACE[surface]),
    { max },
  );
}

/** The blocks of a list and those inside containers, each with its pointer. */
export function walkBlocks(
  blocks: unknown,
  path: string,
): readonly { readonly block: unknown; readonly path: string }[] {
  return asArray(blocks).flatMap((block, index) => {
    const here = `${path}/${index}`;
    const children = (block as { child_blocks?: unknown } | null)?.child_blocks;
    return [{ block, path: here }, ...walkBlocks(children, `${here}/child_blocks`)];
  });
}
