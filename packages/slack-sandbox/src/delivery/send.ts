import { signedHeaders } from '../signing.ts';
import type { Team } from '../team.ts';

/** What came back from the app. */
export interface Answer {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly body: string;
  readonly ms: number;
  /** Why there is no good answer, in the words of Slack's retry reasons. */
  readonly failure?: 'http_timeout' | 'http_error' | 'connection_failed';
}

export interface Delivery {
  /** How the log names it. */
  readonly name: string;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The payload as an object, for the log. */
  readonly payload: unknown;
}

async function request(team: Team, delivery: Delivery): Promise<Omit<Answer, 'ms'>> {
  const signal = AbortSignal.any([AbortSignal.timeout(team.timings.ackMs), team.closing]);
  try {
    const response = await fetch(team.requestUrl(), {
      method: 'POST',
      headers: {
        'content-type': delivery.contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        accept: 'application/json,*/*',
        ...signedHeaders(team.signingSecret, delivery.body, new Date()),
        ...delivery.headers,
      },
      body: delivery.body,
      signal,
    });
    const body = await response.text();
    return response.ok
      ? { status: response.status, body }
      : { status: response.status, body, failure: 'http_error' };
  } catch {
    return { status: 0, body: '', failure: signal.aborted ? 'http_timeout' : 'connection_failed' };
  }
}

const VIOLATIONS = {
  http_timeout: 'operation_timeout: no answer within the time Slack allows (3 s)',
  http_error: 'the app answered with an HTTP error',
  connection_failed: 'dispatch_failed: nobody answers at the request URL',
} as const;

/** Sends one signed request to the app, waits at most as long as Slack does, and notes it in the log. Never throws. */
export async function send(team: Team, delivery: Delivery): Promise<Answer> {
  const started = performance.now();
  const outcome = await request(team, delivery);
  const ms = Math.round(performance.now() - started);
  team.log.add({
    direction: 'to_app',
    name: delivery.name,
    ms,
    status: outcome.status,
    request: delivery.payload,
    response: outcome.body,
    violations: outcome.failure ? [VIOLATIONS[outcome.failure]] : [],
  });
  return { ...outcome, ms };
}

/** Posts an interaction payload the way Slack does: a form with one field, `payload`. */
export function sendPayload(team: Team, name: string, payload: object): Promise<Answer> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return send(team, { name, contentType: 'application/x-www-form-urlencoded', body, payload });
}
