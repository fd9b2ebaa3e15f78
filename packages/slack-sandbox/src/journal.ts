import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from './json.ts';

/** Keyed records that survive the process. */
export interface Journal {
  /** All records of a collection, in the order they were first written. */
  all(collection: string): ReadonlyMap<string, unknown>;
  put(collection: string, key: string, value: unknown): void;
  remove(collection: string, key: string): void;
}

type Line = readonly [collection: string, key: string, value?: unknown];

function isLine(value: unknown): value is Line {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string';
}

/**
 * Opens the journal kept in `folder`, creating it when missing.
 * One JSON line per change, appended before the call returns: a killed process loses nothing it has answered for.
 * The file is rewritten without its dead lines at each opening; a torn last line is dropped.
 */
export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'journal.jsonl');
  const collections = new Map<string, Map<string, unknown>>();
  const collection = (name: string) => {
    const known = collections.get(name) ?? new Map<string, unknown>();
    collections.set(name, known);
    return known;
  };
  const apply = ([name, key, value]: Line) => {
    if (value === undefined) collection(name).delete(key);
    else collection(name).set(key, value);
  };

  if (existsSync(file)) {
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      const line = parseJson(text);
      if (isLine(line)) apply(line);
    }
  }
  const lines = [...collections].flatMap(([name, records]) =>
    [...records].map(([key, value]) => `${JSON.stringify([name, key, value])}\n`),
  );
  writeFileSync(`${file}.new`, lines.join(''));
  renameSync(`${file}.new`, file);

  const write = (line: Line) => {
    apply(line);
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  return {
    all: collection,
    put: (name, key, value) => write([name, key, value]),
    remove: (name, key) => write([name, key]),
  };
}
