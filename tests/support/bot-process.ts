import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../node_modules/.cache/traguardo-tests/main.mjs', import.meta.url));

/** Translates the program once, so that starting it again and again costs little. */
export async function prepareBotProcess(): Promise<void> {
  await build({
    entryPoints: [MAIN],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
}

export interface BotProcess {
  /** Ends at once, as a power cut would. */
  kill(): Promise<void>;
  /** Ends as an operator would end it. */
  stop(): Promise<number | null>;
  readonly output: () => string;
}

const alive = new Set<ChildProcess>();
afterAll(() => {
  for (const child of alive) child.kill('SIGKILL');
});

/** The real program, on a Slack of the test's; `prepareBotProcess` comes first. */
export function startBotProcess(env: Readonly<Record<string, string>>): BotProcess {
  const child = spawn(process.execPath, [BUNDLE], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      alive.delete(child);
      resolve(code);
    });
  });
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    output: () => output,
  };
}
