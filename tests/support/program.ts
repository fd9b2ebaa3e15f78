import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The path of a program of ours, for `process.execPath`: Node runs it as it is written. */
export const program = (path: `src/${string}.ts` | `tests/${string}.ts`): string => join(ROOT, path);

/** The environment of a program: nothing of ours but the given variables; what it compiled once is kept for the others. */
export const programEnv = (variables: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  NODE_COMPILE_CACHE: join(inject('temporary'), 'compiled'),
  ...variables,
});
