import type { Json } from '../json.ts';
import type { Team } from '../team.ts';
import type { Arguments } from './arguments.ts';

/** A call the app made, already authenticated and within its scopes. */
export interface Call {
  readonly team: Team;
  readonly args: Arguments;
  readonly scopes: ReadonlySet<string>;
}

/** A method of the Web API. It returns the fields next to `ok: true`, or throws an ApiError. */
export interface Method {
  /** Any one of these is enough; none where Slack asks for none. */
  readonly scopes: readonly string[];
  readonly run: (call: Call) => Json;
}

/** An answer with `ok: false`, in Slack's words. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: Json;
  constructor(code: string, details: Json = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}

/** An error that explains itself in `response_metadata.messages`, as Slack's argument checks do. */
export function explained(code: string, messages: readonly string[]): ApiError {
  return new ApiError(code, {
    errors: messages.map((text) => text.replace('[ERROR] ', '')),
    response_metadata: { messages },
  });
}
