import { slackErrorOf } from './slack-errors.ts';

/** Slack does not take a token: nothing will work until it is changed. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';
  readonly reason: string;

  constructor(variable: TokenRefused['variable'], reason: string) {
    super(`${variable}: ${reason}`);
    this.variable = variable;
    this.reason = reason;
  }
}

const TOKEN_ERRORS = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
]);

/** Why Slack takes a token no longer, from what a call was refused with; null for any other failure. */
export function tokenRefusal(error: unknown): string | null {
  const code = slackErrorOf(error);
  return TOKEN_ERRORS.has(code) ? code : null;
}

/** @throws TokenRefused where the call failed because of the token */
export async function refusing<T>(variable: TokenRefused['variable'], call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const code = tokenRefusal(error);
    throw code === null ? error : new TokenRefused(variable, code);
  }
}
