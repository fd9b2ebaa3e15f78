import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { closing } from '../support/closing.ts';
import { programEnv } from '../support/program.ts';

const PACK = fileURLToPath(new URL('../../src/app/module-pack.ts', import.meta.url));

/** A program of some modules that is started out of its pack, and imports one more when it has started. */
function smallProgram() {
  const root = mkdtempSync(join(tmpdir(), 'module-pack-'));
  closing({ close: () => rmSync(root, { recursive: true, force: true }) });
  const kept = join(root, 'kept');
  mkdirSync(kept);
  const write = (name: string, text: string): void => writeFileSync(join(root, name), text);
  write('package.json', '{"type":"module"}');
  write('required.cjs', 'exports.word = "required";');
  write('greeting.ts', 'export const greeting: string = "good morning";');
  write('later.ts', 'export const later: string = "later";');
  write('said.ts', 'import { greeting } from "./greeting.ts";\nexport const said: string[] = [greeting];');
  write(
    'main.mjs',
    `import { startFromPack } from ${JSON.stringify(PACK)};
     const started = startFromPack(${JSON.stringify(kept)}, import.meta.url);
     const { said } = await import('./said.ts');
     const { word } = await import('./required.cjs');
     started();
     const { later } = await import('./later.ts');
     console.log(...said, word, later);`,
  );
  const run = (env: Readonly<Record<string, string>> = {}): string =>
    execFileSync(process.execPath, [join(root, 'main.mjs')], {
      cwd: root,
      env: programEnv(env),
      encoding: 'utf8',
    }).trim();
  const pack = (): string => {
    const [name = ''] = readdirSync(kept);
    return join(kept, name);
  };
  return { run, write, root, kept, pack };
}

it('a program does the same out of its pack as without, and what was packed is not read again', () => {
  const { run, pack } = smallProgram();
  expect(run()).toBe('good morning required later');
  expect(run()).toBe('good morning required later');
  const packed = readFileSync(pack(), 'utf8');
  expect(packed).not.toContain('"required"');
  writeFileSync(pack(), packed.replace('good morning', 'from the pack'));
  expect(run()).toBe('from the pack required later');
});

it('what Node compiled of a module that it read itself is good for the same module out of the pack', () => {
  const { run, root } = smallProgram();
  const compiled = join(root, 'compiled');
  const filesOf = () =>
    readdirSync(compiled, { recursive: true, encoding: 'utf8' }).map((name) => {
      const { ino, mtimeMs } = statSync(join(compiled, name));
      return { name, ino, mtimeMs };
    });
  run({ NODE_COMPILE_CACHE: compiled });
  const first = filesOf();
  expect(first.length).toBeGreaterThan(4);
  run({ NODE_COMPILE_CACHE: compiled });
  expect(filesOf()).toEqual(first);
});

it('a module that was written anew counts at the next start, though it is as long and as old as it was', () => {
  const { run, write } = smallProgram();
  expect(run()).toBe('good morning required later');
  write('greeting.ts', 'export const greeting: string = "good evening";');
  expect(run()).toBe('good evening required later');
  expect(run()).toBe('good evening required later');
});

it('a pack that is broken, or has nowhere to be, is none', () => {
  const { run, pack, kept } = smallProgram();
  run();
  writeFileSync(pack(), '{"urls":{');
  expect(run()).toBe('good morning required later');
  rmSync(kept, { recursive: true });
  expect(run()).toBe('good morning required later');
});
