import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The path of a program of ours, for `process.execPath`: Node runs it as it is written. */
export const program = (path: `src/${string}.ts` | `tests/${string}.ts`): string => join(ROOT, path);

/** The environment of a program: nothing of ours but the given variables; what it compiled once is kept for the others. */
export const programEnv = (variables: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  ...(process.env.NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE } : {}),
  ...variables,
});
