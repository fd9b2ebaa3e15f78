import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUARD = './scripts/require-node.cjs';
const { scripts, dependencies, devDependencies } = JSON.parse(
  readFileSync(`${ROOT}package.json`, 'utf8'),
) as Readonly<Record<'scripts' | 'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>;

/** The guard, in a Node that says it is of another version. */
const guardedBy = (version: string) =>
  spawnSync(
    process.execPath,
    [
      '-e',
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } }); require('${GUARD}')`,
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );

describe('a Node that is too old', () => {
  it.each(['18.19.1', '20.20.2', '22.18.0'])(
    '%s is refused in a sentence that says what to install',
    (version) => {
      const { status, stderr } = guardedBy(version);
      expect(status).toBe(1);
      expect(stderr.trim()).toMatch(new RegExp(`^Serve Node\\.js 24 .* ${version}\\. .*nodejs\\.org.*$`));
    },
  );

  it.each(['22.19.0', '24.0.0', '26.12.1'])('%s is not', (version) => {
    expect(guardedBy(version)).toMatchObject({ status: 0, stderr: '' });
  });

  it('is looked for by every script that runs a program or the tests', () => {
    const running = Object.entries(scripts).filter(
      ([, line]) => line.includes('node ') || line.includes('vitest'),
    );
    expect(running.length).toBeGreaterThan(10);
    expect(running.filter(([, line]) => !line.startsWith(`node -r ${GUARD} `))).toEqual([]);
  });
});

describe('the packages', () => {
  it('are installed without running their scripts, and the one whose latest is another’s is pinned', () => {
    expect(readFileSync(`${ROOT}.npmrc`, 'utf8')).toContain('ignore-scripts=true');
    expect(devDependencies.emulate).toMatch(/^\d/);
    expect(dependencies).not.toHaveProperty('tsx');
  });

  it('are recorded without the address of a registry', () => {
    expect(readFileSync(`${ROOT}package-lock.json`, 'utf8')).not.toContain('"resolved": "http');
  });
});
