import { createHmac } from 'node:crypto';

/**
 * The headers that prove a request comes from Slack: https://docs.slack.dev/authentication/verifying-requests-from-slack
 * `now` is the real clock, since receivers refuse what is older than five real minutes.
 */
export function signedHeaders(secret: string, body: string, now: Date): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
