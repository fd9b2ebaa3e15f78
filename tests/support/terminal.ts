import { execFile } from 'node:child_process';
import { temporaryFolder } from './database.ts';
import { program, programEnv } from './program.ts';

/** How a terminal command ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Command =
  | 'audit'
  | 'backup'
  | 'bodies'
  | 'check'
  | 'copy'
  | 'doctor'
  | 'export'
  | 'import'
  | 'person'
  | 'remind'
  | 'restore'
  | 'start';

/**
 * Runs a command of `src/cli` as its own process, in an empty folder: no `.env`, no state but the given database.
 * @param database path or address for TRAGUARDO_DB
 */
export const runCommand = (name: Command, args: readonly string[], database: string): Promise<Ended> =>
  runCommandIn(name, args, { TRAGUARDO_DB: database });

/** The same, with other settings. */
export function runCommandIn(
  name: Command,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [program(`src/cli/${name}.ts`), ...args],
      {
        cwd: temporaryFolder(),
        env: programEnv(env),
        maxBuffer: 16 * 1024 * 1024,
      },
      (error, out, err) =>
        done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}
