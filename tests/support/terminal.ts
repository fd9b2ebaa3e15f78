import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './database.ts';
import { translated } from './translated.ts';

/** How a terminal command ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Command = 'check' | 'import' | 'remind';

/**
 * Runs a command of `src/cli` as its own process, in an empty folder: no `.env`, no state but the given database.
 * @param database path for TRAGUARDO_DB
 */
export async function runCommand(name: Command, args: readonly string[], database: string): Promise<Ended> {
  return run([await translated(`src/cli/${name}.ts`), ...args], database);
}

/** The same, started as the script of `package.json` starts it. */
export function runScript(name: Command, args: readonly string[], database: string): Promise<Ended> {
  const script = fileURLToPath(new URL(`../../src/cli/${name}.ts`, import.meta.url));
  return run(['--import', import.meta.resolve('tsx'), script, ...args], database);
}

function run(args: readonly string[], database: string): Promise<Ended> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      args,
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
