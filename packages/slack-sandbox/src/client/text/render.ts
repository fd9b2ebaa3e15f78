import { asString, type Json } from '../../json.ts';
import { type Child, el, fragment } from '../dom.ts';
import type { Names } from '../names.ts';
import { formatSlackDate } from './dates.ts';
import { parseMrkdwn, replaceEmoji, type Token, unescapeEntities } from './mrkdwn.ts';
import { withSigns } from './signs.ts';

/** Only these may be followed: a `javascript:` link stays text. */
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

export function link(url: string, ...label: readonly Child[]): HTMLElement {
  if (!SAFE_LINK.test(url)) return el('span', {}, ...label);
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...label);
}

function date(token: Extract<Token, { type: 'date' }>, names: Names): HTMLElement {
  const text = formatSlackDate(token.format, new Date(token.seconds * 1000), names.now(), names.timezone);
  return token.url
    ? link(token.url, text)
    : el('time', { datetime: new Date(token.seconds * 1000).toISOString() }, text);
}

export function mention(names: Names, type: 'user' | 'channel' | 'group', id: string): HTMLElement {
  const me = type === 'user' && id === names.me();
  const text = type === 'channel' ? `#${names.channel(id)}` : `@${type === 'user' ? names.user(id) : id}`;
  return el('span', { class: me ? 'mention mention-me' : 'mention' }, text);
}

function nodeOf(token: Token, names: Names): Node {
  switch (token.type) {
    case 'text':
      return withSigns(token.text);
    case 'bold':
      return el('strong', {}, renderTokens(token.children, names));
    case 'italic':
      return el('em', {}, renderTokens(token.children, names));
    case 'strike':
      return el('s', {}, renderTokens(token.children, names));
    case 'quote':
      return el('blockquote', {}, renderTokens(token.children, names));
    case 'code':
      return el('code', {}, token.text);
    case 'pre':
      return el('pre', {}, token.text);
    case 'link':
      return link(token.url, token.label);
    case 'date':
      return date(token, names);
    case 'broadcast':
      return el('span', { class: 'mention' }, `@${token.range}`);
    case 'break':
      return el('br');
    default:
      return mention(names, token.type, token.id);
  }
}

function renderTokens(tokens: readonly Token[], names: Names): DocumentFragment {
  return fragment(...tokens.map((token) => nodeOf(token, names)));
}

/** Slack's mrkdwn as nodes. */
export function renderMrkdwn(text: string, names: Names): DocumentFragment {
  return renderTokens(parseMrkdwn(text), names);
}

/** A text object, plain or mrkdwn. */
export function renderText(text: Json, names: Names): DocumentFragment {
  const content = asString(text.text);
  return text.type === 'mrkdwn' ? renderMrkdwn(content, names) : fragment(...lines(replaceEmoji(content)));
}

/** Plain text with its line breaks. */
export function lines(text: string): readonly Child[] {
  return text
    .split('\n')
    .flatMap((line, index) => (index === 0 ? [withSigns(line)] : [el('br'), withSigns(line)]));
}

/** The words of a text object, for labels. */
export function wordsOf(text: unknown): string {
  const { text: content, type } = (text ?? {}) as Json;
  const plain = replaceEmoji(asString(content));
  return type === 'mrkdwn' ? unescapeEntities(plain) : plain;
}
