import type { Names } from '../names.ts';
import { emojiCharacter } from './emoji.ts';

/** A piece of formatted text. */
export type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bold' | 'italic' | 'strike' | 'quote'; readonly children: readonly Token[] }
  | { readonly type: 'code' | 'pre'; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly label: string }
  | { readonly type: 'user' | 'channel' | 'group'; readonly id: string }
  | { readonly type: 'broadcast'; readonly range: string }
  | {
      readonly type: 'date';
      readonly seconds: number;
      readonly format: string;
      readonly url: string;
      readonly fallback: string;
    }
  | { readonly type: 'break' };

export function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function plain(text: string): Token {
  return { type: 'text', text: replaceEmoji(unescapeEntities(text)) };
}

/** Replaces the short names it knows, ":tada:", by their characters. */
export function replaceEmoji(text: string): string {
  return text.replaceAll(
    /:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g,
    (whole, name: string) => emojiCharacter(name) ?? whole,
  );
}

/** What stands between angle brackets: a mention, a date or a link. */
function parseReference(inner: string): Token {
  const [target = '', label = ''] = inner.split('|', 2);
  const mention = /^(@|#|!subteam\^)([A-Z0-9]+)$/.exec(target);
  if (mention)
    return {
      type: ({ '@': 'user', '#': 'channel' } as const)[mention[1] ?? ''] ?? 'group',
      id: mention[2] ?? '',
    };
  const date = /^!date\^(-?\d+)\^([^^]+)(?:\^(.+))?$/.exec(target);
  if (date)
    return {
      type: 'date',
      seconds: Number(date[1]),
      format: unescapeEntities(date[2] ?? ''),
      url: date[3] ?? '',
      fallback: unescapeEntities(label),
    };
  if (/^!(here|channel|everyone)$/.test(target)) return { type: 'broadcast', range: target.slice(1) };
  const url = unescapeEntities(target);
  return { type: 'link', url, label: replaceEmoji(unescapeEntities(label)) || url.replace(/^mailto:/, '') };
}

/** A web address written as it is, without the punctuation that ends the sentence. */
const BARE_LINK = /^https?:\/\/[^\s<>|`*]*[^\s<>|`*.,;:!?)»”'"]/;

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof MARKS;

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Where a mark opened at `start` closes: on the same line, around something, at the edge of a word. -1 when nowhere. */
function closing(text: string, start: number, mark: string): number {
  if (isWord(text[start - 1]) || /\s/.test(text[start + 1] ?? ' ')) return -1;
  for (let end = start + 2; end < text.length && text[end] !== '\n'; end += 1) {
    if (text[end] === mark && !/\s/.test(text[end - 1] ?? ' ') && !isWord(text[end + 1])) return end;
  }
  return -1;
}

/** Parses one run of text without block structure. */
function parseInline(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let pending = '';
  const flush = () => {
    if (pending !== '') tokens.push(plain(pending));
    pending = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '\n') {
      flush();
      tokens.push({ type: 'break' });
      continue;
    }
    if (character === '<') {
      const end = text.indexOf('>', index);
      if (end > index + 1) {
        flush();
        tokens.push(parseReference(text.slice(index + 1, end)));
        index = end;
        continue;
      }
    }
    if (character === '`') {
      const end = text.indexOf('`', index + 1);
      if (end > index + 1 && !text.slice(index, end).includes('\n')) {
        flush();
        tokens.push({ type: 'code', text: unescapeEntities(text.slice(index + 1, end)) });
        index = end;
        continue;
      }
    }
    const bare = isWord(text[index - 1]) ? undefined : BARE_LINK.exec(text.slice(index))?.[0];
    if (bare) {
      flush();
      const url = unescapeEntities(bare);
      tokens.push({ type: 'link', url, label: url });
      index += bare.length - 1;
      continue;
    }
    if (character in MARKS) {
      const end = closing(text, index, character);
      if (end > 0) {
        flush();
        tokens.push({ type: MARKS[character as Mark], children: parseInline(text.slice(index + 1, end)) });
        index = end;
        continue;
      }
    }
    pending += character;
  }
  flush();
  return tokens;
}

/** Parses lines: consecutive lines that begin with ">" are one quote. */
function parseLines(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const lines = text.split('\n');
  const quoted = (line: string | undefined) => line !== undefined && /^(&gt;|>)/.test(line);
  for (let index = 0; index < lines.length; index += 1) {
    if (quoted(lines[index])) {
      const start = index;
      while (quoted(lines[index + 1])) index += 1;
      const inner = lines.slice(start, index + 1).map((line) => line.replace(/^(&gt;|>) ?/, ''));
      tokens.push({ type: 'quote', children: parseInline(inner.join('\n')) });
      continue;
    }
    tokens.push(...parseInline(lines[index] ?? ''));
    if (index < lines.length - 1 && !quoted(lines[index + 1])) tokens.push({ type: 'break' });
  }
  return tokens;
}

/** Parses Slack's mrkdwn: https://docs.slack.dev/messaging/formatting-message-text */
export function parseMrkdwn(text: string): readonly Token[] {
  return text.split(/```([\s\S]+?)```/).flatMap((piece, index): readonly Token[] => {
    if (index % 2 === 1) return [{ type: 'pre', text: unescapeEntities(piece.replace(/^\n|\n$/g, '')) }];
    return piece === '' ? [] : parseLines(piece);
  });
}

/** The text without its formatting, for summaries and screen readers. */
export function plainOf(tokens: readonly Token[], names?: Pick<Names, 'user' | 'channel'>): string {
  return tokens
    .map((token) => {
      if ('children' in token) return plainOf(token.children, names);
      if (token.type === 'link') return token.label;
      if (token.type === 'break') return ' ';
      if (token.type === 'date') return token.fallback;
      if (token.type === 'user') return `@${names?.user(token.id) ?? token.id}`;
      if (token.type === 'channel') return `#${names?.channel(token.id) ?? token.id}`;
      return 'text' in token ? token.text : '';
    })
    .join('');
}
