import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { inject } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'src/main.ts');
const { resolve } = createRequire(MAIN);

/** What the tests run as a process of its own, many times over. */
const PROGRAMS = [
  'src/main.ts',
  'src/cli/check.ts',
  'src/cli/import.ts',
  'src/cli/remind.ts',
  'tests/support/crashing-process.ts',
  'tests/support/ticking-process.ts',
] as const;

export type Program = (typeof PROGRAMS)[number];

/** A file finds what lies beside it where it was written, not where it was put together; what is not JavaScript stays out. */
const inPlace: Plugin = {
  name: 'in-place',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    }));
    onResolve({ filter: /^(better-sqlite3|esbuild)$/ }, ({ path }) => ({
      path: pathToFileURL(resolve(path)).href,
      external: true,
    }));
  },
};

let folder: Promise<string> | null = null;

async function translate(): Promise<string> {
  const outdir = mkdtempSync(join(inject('temporary'), 'programs-'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: [...PROGRAMS],
    outdir,
    outbase: ROOT,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(${JSON.stringify(MAIN)});`,
    },
    plugins: [inPlace],
    logLevel: 'error',
  });
  return outdir;
}

/**
 * The same program in JavaScript, its libraries with it: what `tsx` does at each start is done once a worker, and the
 * test files do not pay for it again and again.
 * @returns the path of the file to run
 */
export async function translated(program: Program): Promise<string> {
  folder ??= translate();
  return join(await folder, program.replace(/\.ts$/, '.mjs'));
}
