/** Standard Markdown, as the `markdown` block takes it. Inline text is left as source for `parseMarkdownInline`. */
export type MarkdownBlock =
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'paragraph' | 'quote'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      readonly items: readonly { readonly depth: number; readonly text: string }[];
    }
  | { readonly type: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly type: 'rule' };

export type MarkdownInline =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'bold' | 'italic' | 'strike'; readonly children: readonly MarkdownInline[] }
  | { readonly type: 'link'; readonly url: string; readonly label: string };

const LIST_ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

function cells(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

/** Takes lines from `start` while they satisfy `wanted`. */
function run(lines: readonly string[], start: number, wanted: (line: string) => boolean): readonly string[] {
  const end = lines.findIndex((line, index) => index >= start && !wanted(line));
  return lines.slice(start, end < 0 ? lines.length : end);
}

function startsBlock(line: string): boolean {
  return (
    /^(#{1,6}\s|```|>|\s*([-*+]|\d+[.)])\s)/.test(line) ||
    line.trim() === '' ||
    /^\s*(-{3,}|\*{3,})\s*$/.test(line)
  );
}

/** Splits Markdown into blocks. */
export function parseMarkdown(source: string): readonly MarkdownBlock[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const blocks: MarkdownBlock[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] ?? '';
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') index += 1;
    else if (heading) {
      blocks.push({ type: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' });
      index += 1;
    } else if (line.startsWith('```')) {
      const body = run(lines, index + 1, (other) => !other.startsWith('```'));
      blocks.push({ type: 'code', text: body.join('\n') });
      index += body.length + 2;
    } else if (/^\s*(-{3,}|\*{3,})\s*$/.test(line)) {
      blocks.push({ type: 'rule' });
      index += 1;
    } else if (line.startsWith('>')) {
      const body = run(lines, index, (other) => other.startsWith('>'));
      blocks.push({ type: 'quote', text: body.map((other) => other.replace(/^>\s?/, '')).join('\n') });
      index += body.length;
    } else if (line.includes('|') && TABLE_RULE.test(lines[index + 1] ?? '')) {
      const body = run(lines, index + 2, (other) => other.includes('|'));
      blocks.push({ type: 'table', rows: [line, ...body].map(cells) });
      index += body.length + 2;
    } else if (LIST_ITEM.test(line)) {
      const body = run(lines, index, (other) => LIST_ITEM.test(other));
      const items = body.map((other) => {
        const [, indent = '', , text = ''] = LIST_ITEM.exec(other) ?? [];
        return { depth: Math.floor(indent.length / 2), text };
      });
      blocks.push({ type: 'list', ordered: /^\s*\d/.test(line), items });
      index += body.length;
    } else {
      const body = [line, ...run(lines, index + 1, (other) => !startsBlock(other))];
      blocks.push({ type: 'paragraph', text: body.join('\n') });
      index += body.length;
    }
  }
  return blocks;
}

const INLINE =
  /(?<code>`([^`]+)`)|(?<bold>\*\*(.+?)\*\*|__(.+?)__)|(?<strike>~~(.+?)~~)|(?<link>\[([^\]]+)\]\(([^)\s]+)\))|(?<italic>(?<![\p{L}\p{N}*])\*([^*\s][^*]*?)\*(?!\*)|(?<![\p{L}\p{N}_])_([^_]+?)_(?![\p{L}\p{N}]))/u;

export function parseMarkdownInline(source: string): readonly MarkdownInline[] {
  const match = INLINE.exec(source);
  if (!match) return source === '' ? [] : [{ type: 'text', text: source }];
  const before = parseMarkdownInline(source.slice(0, match.index));
  const after = parseMarkdownInline(source.slice(match.index + match[0].length));
  const [, , code, , bold1, bold2, , strike, , label, url, , italic1, italic2] = match;
  const { groups } = match;
  const token: MarkdownInline = groups?.code
    ? { type: 'code', text: code ?? '' }
    : groups?.bold
      ? { type: 'bold', children: parseMarkdownInline(bold1 ?? bold2 ?? '') }
      : groups?.strike
        ? { type: 'strike', children: parseMarkdownInline(strike ?? '') }
        : groups?.link
          ? { type: 'link', url: url ?? '', label: label ?? '' }
          : { type: 'italic', children: parseMarkdownInline(italic1 ?? italic2 ?? '') };
  return [...before, token, ...after];
}
