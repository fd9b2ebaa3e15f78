import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

function encode(bytes: Uint8Array, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** A Slack-looking id that depends on the seed alone, so that a restart gives the same. */
export function stableId(prefix: string, seed: string): string {
  return prefix + encode(createHash('sha256').update(`${prefix}\n${seed}`).digest(), 10);
}

/** A Slack-looking id nobody can guess. */
export function randomId(prefix: string): string {
  return prefix + encode(randomBytes(10), 10);
}

/** A short id, like those that Slack gives to blocks and actions that come without, of what it is for. */
export function shortId(seed: string): string {
  return createHash('sha256').update(seed).digest('base64url').slice(0, 7);
}

/** An unguessable path segment. */
export function randomSecret(): string {
  return randomBytes(18).toString('base64url');
}

/** The bot token that belongs to a team and its signing secret. */
export function botToken(team: string, signingSecret: string): string {
  const digest = createHash('sha256').update(`token\n${team}\n${signingSecret}`).digest('hex');
  return `xoxb-${digest.slice(0, 12)}-${digest.slice(12, 24)}-${digest.slice(24, 48)}`;
}
