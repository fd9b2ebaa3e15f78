import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/app/config.ts';
import { openStore } from '../src/store/engine/open-store.ts';
import { temporaryFolder } from './support/database.ts';

/** What the product's owner asked of it. */
const LIBRARIES = ['@slack/bolt', 'openai', 'zod', 'better-sqlite3', 'date-fns'];
const PLACES = [
  'package.json',
  'tsconfig.json',
  'src/bot',
  'src/commands',
  'src/store',
  'data',
  'tests',
  'README.md',
];

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const sources = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');

describe('the owner’s card', () => {
  it.each(LIBRARIES)('%s is a dependency, and used', (library) => {
    expect(dependencies).toHaveProperty([library]);
    expect(sources('src')).toMatch(new RegExp(`(?:from |import\\()'${library}(?:/[\\w-]+)?'`));
  });

  it('vitest runs the tests', () => {
    expect(devDependencies).toHaveProperty('vitest');
    expect(sources('tests')).toContain("from 'vitest'");
  });

  it.each(PLACES)('%s is in its place', (place) => {
    expect(existsSync(place)).toBe(true);
  });

  it('SQLite is what is used unless something else is said', async () => {
    const { database } = readConfig({});
    expect(database).toMatch(/\.traguardo[\\/]traguardo\.sqlite$/);
    const file = `${temporaryFolder()}/db.sqlite`;
    const db = await openStore(file);
    await db.destroy();
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
  });
});
