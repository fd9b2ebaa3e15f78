import { describe, expect, it } from 'vitest';
import { keyedOnce } from '../../../src/answers/knowledge/italian-files.ts';

describe('a table of words by its keys', () => {
  it('holds each row by its key', () => {
    expect([
      ...keyedOnce('ruoli.csv', [
        ['sum', 1],
        ['mean', 2],
      ]),
    ]).toEqual([
      ['sum', 1],
      ['mean', 2],
    ]);
  });

  it('refuses a key that stands twice, since the later row would take the place of the earlier', () => {
    expect(() =>
      keyedOnce('ruoli.csv', [
        ['sum', 1],
        ['mean', 2],
        ['sum', 3],
      ]),
    ).toThrow('ruoli.csv: «sum» stands twice');
  });
});
