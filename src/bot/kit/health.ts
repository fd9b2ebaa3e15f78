import type { ServerResponse } from 'node:http';

/** What must work for the bot to serve, each with what is wrong with it, null for nothing. */
type Readiness = Readonly<Record<'database' | 'tick' | 'slack', string | null>>;

/** Figures of the program, as a scraper reads them. */
export interface Figures {
  readonly contentType: string;
  readonly text: string;
}

/** Tells how the bot is. */
export interface Health {
  readiness(): Promise<Readiness>;
  /** What it did so far, in figures. */
  figures(): Promise<Figures>;
}

/**
 * Answers what a service manager asks: `/live` (`/health` of old) that the process runs, `/ready` that it can serve,
 * `/metrics` what it did so far.
 * @returns false for any other path: nothing was answered
 */
export async function answerHealth(path: string, health: Health, response: ServerResponse): Promise<boolean> {
  if (path === '/live' || path === '/health') {
    response.writeHead(200).end();
    return true;
  }
  if (path === '/metrics') {
    const { contentType, text } = await health.figures();
    response.writeHead(200, { 'content-type': contentType }).end(text);
    return true;
  }
  if (path !== '/ready') return false;
  const readiness = await health.readiness();
  const isReady = Object.values(readiness).every((wrong) => wrong === null);
  const said = Object.fromEntries(Object.entries(readiness).map(([part, wrong]) => [part, wrong ?? 'ok']));
  response
    .writeHead(isReady ? 200 : 503, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ready: isReady, ...said }));
  return true;
}
