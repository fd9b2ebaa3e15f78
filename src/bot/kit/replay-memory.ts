import type { Logger } from 'pino';

/** Where the signatures of served requests outlive the process. */
export interface SeenRequests {
  /** Those served since an instant. */
  since(at: Date): Promise<readonly string[]>;
  /** Keeps that some more were served, and lets go of those before an instant. */
  keep(signatures: readonly string[], at: Date, lettingGoBefore: Date): Promise<void>;
  /** Takes one that no process of those that share it has served or is at; absent where there is one process alone. */
  readonly claim?: (signature: string, at: Date) => Promise<'ours' | 'served' | 'under way'>;
}

/** Tells the first time that a request comes from every other. */
export interface ReplayMemory {
  /** Whether a request is to be served: from now on it is under way, here. */
  begin(signature: string): Promise<'ours' | 'served' | 'under way'>;
  /** It was acknowledged: it is never served again. One that a program ended over is, if it comes again. */
  served(signature: string): void;
  /** Keeps what is not kept yet. */
  flush(): Promise<void>;
}

/** A request older than Slack's five minutes is refused anyway; the double leaves room for clocks that differ. */
const KNOWN_FOR_MS = 10 * 60_000;
/** They are written together, so that serving waits for no disk. */
const KEPT_AFTER_MS = 100;

/** Remembers what was served, through a restart too. */
export async function createReplayMemory(store: SeenRequests, logger: Logger): Promise<ReplayMemory> {
  const horizon = (): Date => new Date(Date.now() - KNOWN_FOR_MS);
  const known = new Map(
    (await store.since(horizon())).map((signature) => [signature, { at: Date.now(), isServed: true }]),
  );
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const kept = waiting;
    waiting = [];
    if (kept.length === 0) return;
    await store.keep(kept, new Date(), horizon()).catch((error: unknown) => {
      logger.error({ err: error }, 'served requests could not be kept; they will be with the next ones');
      waiting = [...kept, ...waiting];
    });
  }

  let letGoAt = Date.now();
  async function letGo(): Promise<void> {
    if (Date.now() - letGoAt < KNOWN_FOR_MS) return;
    letGoAt = Date.now();
    await store.keep([], new Date(), horizon()).catch((error: unknown) => {
      logger.error({ err: error }, 'old requests could not be let go of; it is tried again later');
    });
  }

  return {
    async begin(signature) {
      const before = horizon().getTime();
      for (const [old, { at }] of known) {
        // In the order in which they came.
        if (at >= before) break;
        known.delete(old);
      }
      const seen = known.get(signature);
      if (seen) return seen.isServed ? 'served' : 'under way';
      known.set(signature, { at: Date.now(), isServed: false });
      if (!store.claim) return 'ours';
      // Another process may have served it: who takes it first serves it.
      void letGo();
      try {
        const claim = await store.claim(signature, new Date());
        if (claim !== 'ours') known.delete(signature);
        return claim;
      } catch (error) {
        known.delete(signature);
        throw error;
      }
    },
    served(signature) {
      known.set(signature, { at: known.get(signature)?.at ?? Date.now(), isServed: true });
      waiting.push(signature);
      if (timer !== null) return;
      timer = setTimeout(() => void flush(), KEPT_AFTER_MS);
      timer.unref();
    },
    flush,
  };
}
