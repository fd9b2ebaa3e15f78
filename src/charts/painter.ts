import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Chart } from '../answers/chart/chart.ts';
import { type Look, ON_A_PHONE } from './look.ts';

/** A chart as it is sent, and as it is put into documents. */
interface Painting {
  readonly svg: string;
  readonly png: Buffer;
}

export interface Painter {
  /** @throws Error when it cannot be drawn, or not in time */
  paint(chart: Chart, look?: Partial<Look>): Promise<Painting>;
  /** Makes ready to draw, where somebody is about to want a picture. */
  warm(): void;
  close(): Promise<void>;
}

/** What a thread is asked, and what it answers. */
export interface Order {
  readonly id: number;
  readonly chart: Chart;
  readonly look: Look;
}
export type Delivery =
  | { readonly id: number; readonly svg: string; readonly png: Uint8Array }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (painting: Painting) => void;
  readonly reject: (error: Error) => void;
}

/** Nothing that is drawn takes so long; in milliseconds. */
const LONGEST_MS = 30_000;

/**
 * Draws charts in a thread of its own, which begins with the first of them and ends when none was wanted for a while: a
 * bot that draws nothing pays nothing, and one that drew gets its memory back.
 * @param idleMs how long the thread waits for the next one
 */
export function createPainter({ idleMs = 60_000 }: { readonly idleMs?: number } = {}): Painter {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let orders = 0;
  const waiting = new Map<number, Waiting>();

  async function end(reason: string): Promise<void> {
    const ended = worker;
    worker = null;
    clearTimeout(idle);
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
    await ended?.terminate();
  }

  function begin(): Worker {
    // What was compiled before is not shared by itself with a thread.
    const begun = new Worker(new URL('./painting.ts', import.meta.url), { workerData: getCompileCacheDir() });
    begun.unref();
    begun.on('message', (delivery: Delivery) => {
      const order = waiting.get(delivery.id);
      waiting.delete(delivery.id);
      if ('error' in delivery) order?.reject(new Error(delivery.error));
      else order?.resolve({ svg: delivery.svg, png: Buffer.from(delivery.png) });
      if (waiting.size === 0) rest();
    });
    begun.on('error', (error) => {
      if (worker === begun) void end(error instanceof Error ? error.message : String(error));
    });
    return begun;
  }

  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => void end('the painter was idle'), idleMs).unref();
  }

  return {
    paint(chart, look = {}) {
      clearTimeout(idle);
      worker ??= begin();
      const id = ++orders;
      const order: Order = { id, chart, look: { shade: 'light', colours: null, width: ON_A_PHONE, ...look } };
      const { promise, resolve, reject } = Promise.withResolvers<Painting>();
      const late = setTimeout(() => void end('a chart took too long'), LONGEST_MS);
      waiting.set(id, { resolve, reject });
      worker.postMessage(order);
      return promise.finally(() => clearTimeout(late));
    },
    warm() {
      worker ??= begin();
      if (waiting.size === 0) rest();
    },
    close: () => end('the painter was closed'),
  };
}
