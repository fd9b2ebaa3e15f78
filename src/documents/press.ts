import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';
import type { DocumentFormat } from '../domain/closing/index.ts';
import { Problem } from '../domain/errors.ts';
import type { SealedDocument } from './document.ts';

/** What a process is asked, and what it answers. */
export interface Order {
  readonly sealed: SealedDocument;
  readonly formats: readonly DocumentFormat[];
}
export interface Printed {
  readonly format: DocumentFormat;
  readonly content: Uint8Array;
}
export type Delivery = { readonly printed: readonly Printed[] } | { readonly error: string };

/** No document takes so long; in milliseconds. */
const LONGEST_MS = 120_000;
/** So much is kept of the last that a process said, in characters: why it ended. */
const LAST_WORDS = 2_000;

/** What a process needs of the environment: no token, no password. */
const HANDED_ON = ['PATH', 'TZ', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'SystemRoot'];

/**
 * Writes a document in a process of its own, which ends with it: a bot goes on answering meanwhile, and the machine gets
 * the memory back, which of a thread the whole process would keep.
 * @param begin begins the process that writes
 * @throws Problem `document_not_written` when the process was ended, or took too long
 */
export async function print(
  order: Order,
  begin: () => ChildProcess = beginPressing,
): Promise<readonly Printed[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Printed[]>();
  const child = begin();
  let said = '';
  const giveUp = (reason: string): void =>
    reject(new Problem('document_not_written', { reason }, { cause: new Error(`${reason} ${said}`.trim()) }));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-LAST_WORDS);
  });
  child.once('message', (delivery: Delivery) => {
    if ('error' in delivery) reject(new Error(`a document could not be written: ${delivery.error}`));
    else resolve(delivery.printed);
  });
  child.once('error', ({ message }) => giveUp(message));
  child.once('close', (code, signal) => giveUp(signal ?? `exit ${code}`));
  const late = setTimeout(() => giveUp(`${LONGEST_MS / 1000} s`), LONGEST_MS);
  // One that ended before it was asked is told of by its end.
  child.send(order, () => undefined);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    child.kill('SIGKILL');
  }
}

/** What was compiled once is kept below where the program that asks keeps its own, which may have other flags. */
function beginPressing(): ChildProcess {
  const compiled = getCompileCacheDir();
  return fork(new URL('./pressing.ts', import.meta.url), {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...Object.fromEntries(
        HANDED_ON.flatMap((name) => {
          const value = process.env[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: join(dirname(compiled), 'press') }),
    },
  });
}
