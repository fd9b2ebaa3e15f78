import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../src/journal.ts';
import { temporaryFolder } from './sample-workspace.ts';

describe('the journal', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('gives back what was put and not removed', () => {
    const journal = openJournal(folder.path);
    journal.put('a', '1', { n: 1 });
    journal.put('a', '2', { n: 2 });
    journal.put('a', '1', { n: 3 });
    journal.remove('a', '2');
    expect([...openJournal(folder.path).all('a')]).toEqual([['1', { n: 3 }]]);
  });

  it('drops a line torn by a crash and keeps the others', () => {
    openJournal(folder.path).put('a', '1', 'intera');
    appendFileSync(join(folder.path, 'journal.jsonl'), '["a","2","spezz');
    expect([...openJournal(folder.path).all('a')]).toEqual([['1', 'intera']]);
  });

  it('forgets dead lines when it is opened again', () => {
    const journal = openJournal(folder.path);
    for (let index = 0; index < 50; index += 1) journal.put('a', 'k', index);
    openJournal(folder.path);
    expect(readFileSync(join(folder.path, 'journal.jsonl'), 'utf8')).toBe('["a","k",49]\n');
  });
});
