import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tableQuestions } from '../../../eval/generated/table-questions.ts';
import { converse, luccaEngine } from '../../answers/lucca.ts';

const FOLDER = fileURLToPath(new URL('../../../data/lucca-2021', import.meta.url));

/** One apostrophe, small letters, and no zeros after the last decimal that counts. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/,(\d*?)0+(?!\d)/g, (_all, kept: string) => (kept === '' ? '' : `,${kept}`));

describe('questions about tables and acts, put together at random', () => {
  it('are the same for the same seed, and of every kind', () => {
    const some = tableQuestions(FOLDER, 150, 4);
    expect(some).toEqual(tableQuestions(FOLDER, 150, 4));
    expect(new Set(some.map(({ operator }) => operator)).size).toBe(8);
  });

  it('are answered with the figures that the CSV files give', async () => {
    const engine = luccaEngine();
    const wrong: string[] = [];
    for (const { text, figures } of tableQuestions(FOLDER, 120, 1)) {
      const said = plain((await converse(engine, text)).text);
      if (!figures.every((figure) => said.includes(plain(figure)))) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });
});
