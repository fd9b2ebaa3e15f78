import { Worker } from 'node:worker_threads';
import type { DocumentFormat } from '../domain/closing/index.ts';
import type { SealedDocument } from './document.ts';

/** What a thread is asked, and what it answers. */
export interface Order {
  readonly sealed: SealedDocument;
  readonly formats: readonly DocumentFormat[];
}
export interface Printed {
  readonly format: DocumentFormat;
  readonly content: Uint8Array;
}

/** No document takes so long; in milliseconds. */
const LONGEST_MS = 120_000;

/**
 * Writes a document in a thread of its own, which ends with it: a bot goes on answering meanwhile, and gets its memory
 * back.
 * @throws Error when it cannot be written, or not in time
 */
export async function print(order: Order): Promise<readonly Printed[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Printed[]>();
  const worker = new Worker(new URL('./pressing.ts', import.meta.url), { workerData: order });
  const late = setTimeout(() => reject(new Error('a document took too long')), LONGEST_MS);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('the thread of a document ended before it')));
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
