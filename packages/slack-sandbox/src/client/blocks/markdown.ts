import { el, fragment } from '../dom.ts';
import {
  type MarkdownBlock,
  type MarkdownInline,
  parseMarkdown,
  parseMarkdownInline,
} from '../text/markdown.ts';
import { replaceEmoji } from '../text/mrkdwn.ts';
import { lines, link } from '../text/render.ts';

function inlineNode(token: MarkdownInline): Node {
  switch (token.type) {
    case 'text':
      return fragment(...lines(replaceEmoji(token.text)));
    case 'code':
      return el('code', {}, token.text);
    case 'link':
      return link(token.url, token.label);
    case 'bold':
      return el('strong', {}, ...token.children.map(inlineNode));
    case 'italic':
      return el('em', {}, ...token.children.map(inlineNode));
    case 'strike':
      return el('s', {}, ...token.children.map(inlineNode));
  }
}

function inline(text: string): DocumentFragment {
  return fragment(...parseMarkdownInline(text).map(inlineNode));
}

function table(rows: readonly (readonly string[])[]): HTMLElement {
  const [header = [], ...body] = rows;
  return el(
    'div',
    { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Tabella' },
    el(
      'table',
      { class: 'table' },
      el('thead', {}, el('tr', {}, ...header.map((cell) => el('th', { scope: 'col' }, inline(cell))))),
      el('tbody', {}, ...body.map((row) => el('tr', {}, ...row.map((cell) => el('td', {}, inline(cell)))))),
    ),
  );
}

function blockNode(block: MarkdownBlock): HTMLElement {
  switch (block.type) {
    case 'heading':
      return el(
        'div',
        {
          class: `markdown-heading level-${block.level}`,
          role: 'heading',
          'aria-level': String(Math.min(block.level + 1, 6)),
        },
        inline(block.text),
      );
    case 'paragraph':
      return el('p', {}, inline(block.text));
    case 'quote':
      return el('blockquote', {}, inline(block.text));
    case 'code':
      return el('pre', {}, block.text);
    case 'rule':
      return el('hr', { class: 'block-divider' });
    case 'table':
      return table(block.rows);
    case 'list':
      return el(
        block.ordered ? 'ol' : 'ul',
        { class: 'rich-list' },
        ...block.items.map(({ depth, text }) =>
          el('li', { class: `depth-${Math.min(depth, 4)}` }, inline(text)),
        ),
      );
  }
}

/** The `markdown` block. */
export function renderMarkdown(text: string): HTMLElement {
  return el('div', { class: 'markdown' }, ...parseMarkdown(text).map(blockNode));
}
