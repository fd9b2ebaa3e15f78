import { describe, expect, it } from 'vitest';
import { parseMarkdown, parseMarkdownInline } from '../../../src/client/text/markdown.ts';

describe('Markdown', () => {
  it('is split into its blocks', () => {
    const source =
      '# Titolo\ntesto\nsu due righe\n\n- uno\n  - dentro\n\n> detto\n\n```\ncodice\n```\n\n|A|B|\n|-|-|\n';
    const table = '| A | B |\n|---|:--|\n| 1 | 2 |';
    expect(parseMarkdown(`${source}---\n${table}`)).toEqual([
      { type: 'heading', level: 1, text: 'Titolo' },
      { type: 'paragraph', text: 'testo\nsu due righe' },
      {
        type: 'list',
        ordered: false,
        items: [
          { depth: 0, text: 'uno' },
          { depth: 1, text: 'dentro' },
        ],
      },
      { type: 'quote', text: 'detto' },
      { type: 'code', text: 'codice' },
      { type: 'paragraph', text: '|A|B|\n|-|-|' },
      { type: 'rule' },
      {
        type: 'table',
        rows: [
          ['A', 'B'],
          ['1', '2'],
        ],
      },
    ]);
  });

  it('is read within a line', () => {
    expect(parseMarkdownInline('**forte**, *lieve* e [qui](https://a.it) `x*y*z` 2*3*4')).toEqual([
      { type: 'bold', children: [{ type: 'text', text: 'forte' }] },
      { type: 'text', text: ', ' },
      { type: 'italic', children: [{ type: 'text', text: 'lieve' }] },
      { type: 'text', text: ' e ' },
      { type: 'link', url: 'https://a.it', label: 'qui' },
      { type: 'text', text: ' ' },
      { type: 'code', text: 'x*y*z' },
      { type: 'text', text: ' 2*3*4' },
    ]);
  });
});
