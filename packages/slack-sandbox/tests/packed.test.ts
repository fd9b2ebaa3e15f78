import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './sample-workspace.ts';

/*
 * The package as another bot has it: the tarball, unpacked below the node_modules of an empty project. Nothing is asked
 * of a registry: what the tarball says it needs, and the bot's own packages, are those installed here.
 */

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const NAME = '@traguardo/slack-sandbox';
/** What the other bot has installed for itself. */
const OF_THE_BOT = ['@slack/bolt'];

const folder = temporaryFolder();
const modules = join(folder.path, 'node_modules');

function link(name: string): void {
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest === undefined) throw new Error(`${name} is not installed`);
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(dirname(manifest), join(modules, name));
}

/** Runs a file of the other project. */
function run(file: string, source: string, args: readonly string[] = []) {
  writeFileSync(join(folder.path, file), source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, file], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}

beforeAll(() => {
  const tarball = execFileSync(process.execPath, [join(PACKAGE, 'scripts/pack.ts'), folder.path], {
    encoding: 'utf8',
  }).trim();
  const unpacked = join(modules, NAME);
  mkdirSync(unpacked, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of [...Object.keys(dependencies), ...OF_THE_BOT]) link(name);
  writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterAll(() => folder.remove());

describe('packed, in the empty project of another bot', () => {
  it('runs the example of the README as it stands', () => {
    const [, example = ''] =
      /^```js\n(.*?)^```$/ms.exec(readFileSync(join(PACKAGE, 'README.md'), 'utf8')) ?? [];
    const { status, said } = run('bot.test.js', example);
    expect(said).toContain('an order is taken, once it makes sense');
    expect(status, said).toBe(0);
  });

  it('serves its page, which was bundled beforehand', () => {
    const { status, said } = run(
      'page.js',
      `import { startWorkspace } from '${NAME}';
      const workspace = await startWorkspace({
        teamName: 'Office',
        users: [],
        manifest: { display_information: { name: 'Barista' } },
        requestUrl: 'http://127.0.0.1:9/',
        signingSecret: 'x',
      });
      const parts = await Promise.all(['/', '/client.js', '/client.css'].map((path) => fetch(workspace.url + path)));
      console.log(JSON.stringify(await Promise.all(parts.map(async (part) => [part.status, (await part.text()).length]))));
      await workspace.close();`,
    );
    expect(status, said).toBe(0);
    const parts = JSON.parse(said) as readonly (readonly [status: number, length: number])[];
    expect(parts.map(([answered]) => answered)).toEqual([200, 200, 200]);
    for (const [, length] of parts) expect(length).toBeGreaterThan(500);
  });

  it('brings its types', () => {
    const typescript = findPackageJSON('typescript', import.meta.url);
    const tsc = join(dirname(typescript ?? ''), 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
    const { status, said } = run(
      'bot.ts',
      `import { startWorkspace, type Workspace } from '${NAME}';
      import { openPage } from '${NAME}/person';
      export const url = ({ url }: Workspace): string => url;
      export const start: (options: { port: string }) => unknown = startWorkspace;
      export const name = async (): Promise<string> => (await openPage('', 'anna')).name;`,
      [tsc, ...options],
    );
    // The one mistake is found, so the rest was understood.
    expect(said.match(/error TS\d+/g)).toEqual(['error TS2322']);
    expect(said).toContain('bot.ts(4,');
    expect(status).not.toBe(0);
  });
});
