import { createServer } from 'node:http';
import { answerHealth, type Figures, type Health } from '../bot/kit/health.ts';
import { slackErrorOf } from '../bot/kit/slack-errors.ts';
import { StoreUnavailable } from '../domain/errors.ts';
import type { Db } from '../store/engine/open-store.ts';
import { probe } from '../store/engine/probe.ts';

/** For so long an answer stands, in milliseconds: whoever watches may ask every second. */
const STANDS_MS = { database: 2_000, slack: 30_000 } as const;
/** So many ticks may fail to come before something is wrong, and never less than these milliseconds. */
const MISSED_TICKS = 3;
const LEAST_MS = 60_000;

/** How the bot is, as far as it can tell itself. */
export interface Watch extends Health {
  /** The scheduler of a body did its round. */
  ticked(body?: string): void;
  /** A body is served no longer. */
  forget(body: string): void;
}

/**
 * @param reach asks Slack for anything
 * @param tickMs how often the scheduler does its round
 * @param elapsed milliseconds that only ever grow
 */
export function createWatch(
  {
    db,
    reach,
    tickMs,
    figures,
  }: {
    readonly db: Db;
    readonly reach: () => Promise<unknown>;
    readonly tickMs: number;
    readonly figures: () => Promise<Figures>;
  },
  elapsed: () => number = () => performance.now(),
): Watch {
  const begun = elapsed();
  const lastTicks = new Map<string, number>();
  const late = Math.max(LEAST_MS, MISSED_TICKS * tickMs);
  const database = standing(STANDS_MS.database, elapsed, () =>
    probe(db).then(
      () => null,
      (error: unknown) => (error instanceof StoreUnavailable ? error.reason : 'not writable'),
    ),
  );
  const slack = standing(STANDS_MS.slack, elapsed, () =>
    reach().then(
      () => null,
      (error: unknown) => slackErrorOf(error) || 'not reachable',
    ),
  );
  return {
    ticked(body = '') {
      lastTicks.set(body, elapsed());
    },
    forget(body) {
      lastTicks.delete(body);
    },
    figures,
    async readiness() {
      const since = elapsed() - (lastTicks.size === 0 ? begun : Math.min(...lastTicks.values()));
      const [databaseWrong, slackWrong] = await Promise.all([database(), slack()]);
      return {
        database: databaseWrong,
        tick: since > late ? `none for ${Math.round(since / 1_000)} s` : null,
        slack: slackWrong,
      };
    },
  };
}

/** Asks anew only when the last answer is old. */
function standing<T>(forMs: number, elapsed: () => number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | null = null;
  return () => {
    if (last === null || elapsed() - last.at > forMs) last = { at: elapsed(), answer: ask() };
    return last.answer;
  };
}

/** Serves `/live`, `/ready` and `/metrics` on a port of their own, where Slack's requests come in by no port: in Socket Mode. */
export async function serveHealth(
  health: Health,
  port: number,
  host: string | null,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answerHealth(new URL(request.url ?? '/', 'http://bot').pathname, health, response).then(
      (answered) => {
        if (!answered) response.writeHead(404).end();
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === null ? {} : { host }) }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
