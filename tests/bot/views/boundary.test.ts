import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../src/bot/views/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

describe('a view is data from data', () => {
  it.each(files)('%s knows no client, app, clock, log or store', (name) => {
    const source = readFileSync(folder + name, 'utf8');
    const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    for (const from of imported)
      expect(from).not.toMatch(
        /@slack\/(web-api|bolt)|kysely|better-sqlite3|pino|\/store\/|services\.ts|^node:/,
      );
    expect(source).not.toMatch(/\bclient\b|\bfetch\(|Date\.now\(|new Date\(\)/);
  });
});
