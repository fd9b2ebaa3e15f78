import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './database.ts';

/** How a terminal command ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command of `src/cli` as its own process, in an empty folder: no `.env`, no state but the given database.
 * @param database path for TRAGUARDO_DB
 */
export function runCommand(name: string, args: readonly string[], database: string): Promise<Ended> {
  const script = fileURLToPath(new URL(`../../src/cli/${name}.ts`, import.meta.url));
  const tsx = import.meta.resolve('tsx');
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['--import', tsx, script, ...args],
      {
        cwd: temporaryFolder(),
        env: { PATH: process.env.PATH, TRAGUARDO_DB: database },
        maxBuffer: 16 * 1024 * 1024,
      },
      (error, out, err) =>
        done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}
