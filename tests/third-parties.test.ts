import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isAllowed, noticesOf, thirdPartiesOf } from '../scripts/third-parties.ts';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

describe('the work of others that comes with the product', () => {
  it('is under licences that allow it, each of them said', () => {
    const others = thirdPartiesOf(lock);
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter(({ license }) => !isAllowed(license))).toEqual([]);
  });

  it('is named in the notices as it is installed', () => {
    expect(readFileSync('THIRD-PARTY-NOTICES.md', 'utf8')).toBe(noticesOf(lock));
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND CC-BY-3.0', true],
    ['GPL-3.0', false],
    ['MIT AND GPL-3.0', false],
    ['not said', false],
  ])('%s is allowed: %s', (license, allowed) => {
    expect(isAllowed(license)).toBe(allowed);
  });
});

it('every licence that REUSE.toml names is there in full', () => {
  const named = readFileSync('REUSE.toml', 'utf8').matchAll(/License-Identifier = "(.+)"/g);
  for (const [, licence] of named) expect(existsSync(`LICENSES/${licence}.txt`), licence).toBe(true);
});
