import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '@traguardo/slack-sandbox';
import { program, programEnv } from './program.ts';

const ADDRESS = /Traguardo è aperto su (http:\/\/127\.0\.0\.1:(\d+))/;

/** The product as `npm start` opens it, in a folder of its own. */
export interface Product {
  readonly url: string;
  /** Everything that passed between the workspace and the bot since the start. */
  log(): Promise<readonly LogEntry[]>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Opens it again, at the same address and on the same state. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

/** Starts the program and waits for the address it prints. */
function start(folder: string, port: string): Promise<{ child: ChildProcess; url: string; port: string }> {
  const child = spawn(process.execPath, [program('src/main.ts')], {
    cwd: folder,
    // What is tested is what happens, not how fast a busy machine is.
    env: programEnv({ PORT: port, TRAGUARDO_PATIENCE_MS: '60000' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: unknown) => {
      output += String(chunk);
      const [, url, chosen] = ADDRESS.exec(output) ?? [];
      if (url && chosen) resolve({ child, url, port: chosen });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}:\n${output}`)));
  });
}

export async function startProduct(): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-'));
  let running = await start(folder, '0');
  const { url, port } = running;
  async function kill(): Promise<void> {
    running.child.kill('SIGKILL');
    await ended(running.child);
  }
  return {
    url,
    kill,
    async log() {
      const response = await fetch(`${url}/workspace/log`);
      return ((await response.json()) as { readonly entries: readonly LogEntry[] }).entries;
    },
    async restart() {
      running = await start(folder, port);
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
