import { asArray, asObject, asString, isObject, type Json } from '../../json.ts';
import { type Child, el, fragment } from '../dom.ts';
import type { Names } from '../names.ts';
import { formatSlackDate } from '../text/dates.ts';
import { emojiCharacter } from '../text/emoji.ts';
import { lines, link, mention } from '../text/render.ts';
import { withSigns } from '../text/signs.ts';

/** Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

const STYLES = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' } as const;

function styled(node: Node, style: Json): Node {
  return Object.entries(STYLES).reduce<Node>(
    (inner, [name, tag]) => (style[name] === true ? el(tag, {}, inner) : inner),
    node,
  );
}

function plainPiece(piece: Json, names: Names): Node {
  switch (piece.type) {
    case 'text':
      return fragment(...lines(asString(piece.text)));
    case 'link':
      return link(asString(piece.url), asString(piece.text) || asString(piece.url));
    case 'emoji':
      return withSigns(asString(emojiCharacter(asString(piece.name))) || `:${asString(piece.name)}:`);
    case 'user':
      return mention(names, 'user', asString(piece.user_id));
    case 'channel':
      return mention(names, 'channel', asString(piece.channel_id));
    case 'usergroup':
      return mention(names, 'group', asString(piece.usergroup_id));
    case 'broadcast':
      return el('span', { class: 'mention' }, `@${asString(piece.range)}`);
    case 'color':
      return colour(asString(piece.value));
    case 'date': {
      const at = new Date(Number(piece.timestamp) * 1000);
      const text = formatSlackDate(asString(piece.format), at, names.now(), names.timezone);
      return piece.url ? link(asString(piece.url), text) : el('time', { datetime: at.toISOString() }, text);
    }
    default:
      return document.createTextNode(asString(piece.text));
  }
}

function colour(value: string): Node {
  const swatch = el('span', { class: 'swatch' });
  swatch.style.backgroundColor = value;
  return el('code', {}, swatch, value);
}

function pieces(holder: Json, names: Names): DocumentFragment {
  return fragment(
    ...asArray(holder.elements)
      .filter(isObject)
      .map((piece) => styled(plainPiece(piece, names), asObject(piece.style))),
  );
}

/** Consecutive lists nest by their indent; each keeps its own numbering. */
function richList(list: Json, names: Names): HTMLElement {
  const node = el(
    list.style === 'ordered' ? 'ol' : 'ul',
    {
      class: `rich-list indent-${Number(list.indent ?? 0)}`,
      start: list.offset ? Number(list.offset) + 1 : null,
    },
    ...asArray(list.elements)
      .filter(isObject)
      .map((item) => el('li', {}, pieces(item, names))),
  );
  return list.border === 1 ? el('blockquote', {}, node) : node;
}

function element(part: Json, names: Names): Child {
  if (part.type === 'rich_text_list') return richList(part, names);
  if (part.type === 'rich_text_quote') return el('blockquote', {}, pieces(part, names));
  if (part.type === 'rich_text_preformatted') return el('pre', {}, pieces(part, names));
  return el('div', { class: 'rich-section' }, pieces(part, names));
}

export function renderRichText(block: Json, names: Names): HTMLElement {
  return el(
    'div',
    { class: 'rich-text' },
    ...asArray(block.elements)
      .filter(isObject)
      .map((part) => element(part, names)),
  );
}
