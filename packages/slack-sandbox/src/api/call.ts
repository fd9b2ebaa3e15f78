import type { Json } from '../json.ts';
import type { Team } from '../team.ts';
import { mergeArguments, readArguments } from './arguments.ts';
import { ASSISTANT } from './assistant.ts';
import { CHAT } from './chat.ts';
import { CONVERSATIONS } from './conversations.ts';
import { FILES } from './files.ts';
import { IDENTITY } from './identity.ts';
import { ApiError, type Method } from './method.ts';
import { REACTIONS } from './reactions.ts';
import { USERS } from './users.ts';
import { VIEWS } from './views.ts';

/** Every method the workspace answers. */
const METHODS: Readonly<Record<string, Method>> = {
  ...ASSISTANT,
  ...CHAT,
  ...CONVERSATIONS,
  ...FILES,
  ...IDENTITY,
  ...REACTIONS,
  ...USERS,
  ...VIEWS,
};

export interface ApiRequest {
  readonly name: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  /** Value of the Authorization header, or empty. */
  readonly authorization: string;
  readonly body: string;
}

function requireToken(team: Team, authorization: string, args: Json): void {
  const token = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? args.token;
  if (token === undefined || token === '') throw new ApiError('not_authed');
  if (token !== team.botToken) throw new ApiError('invalid_auth');
}

function requireScopes(method: Method, granted: ReadonlySet<string>): void {
  if (method.scopes.length === 0 || method.scopes.some((scope) => granted.has(scope))) return;
  throw new ApiError('missing_scope', { needed: method.scopes[0], provided: [...granted].join(',') });
}

function run(team: Team, request: ApiRequest, args: Json): Json {
  const method = METHODS[request.name];
  if (!method) throw new ApiError('unknown_method', { req_method: request.name });
  requireToken(team, request.authorization, args);
  const scopes = new Set(team.app.scopes);
  requireScopes(method, scopes);
  return { ok: true, ...method.run({ team, args: readArguments(args), scopes }) };
}

function refusal(error: unknown): Json {
  if (error instanceof ApiError) return { ok: false, error: error.code, ...error.details };
  console.error('Workspace: the Web API failed', error);
  return { ok: false, error: 'internal_error' };
}

/** What a refusal breaks, for the log. */
function violationsOf(answer: Json): readonly string[] {
  if (answer.ok === true) return [];
  const details = Array.isArray(answer.errors) ? answer.errors.map(String) : [];
  const needed = answer.needed
    ? [`needs the scope ${String(answer.needed)}, which the manifest does not ask for`]
    : [];
  return [String(answer.error), ...details, ...needed];
}

/** Answers a call of the Web API. Always an answer, never a throw: Slack reports errors in the body, with HTTP 200. */
export function answerCall(team: Team, request: ApiRequest): Json {
  const started = performance.now();
  let args: Json = {};
  let answer: Json;
  try {
    args = mergeArguments(request.query, request.contentType, request.body);
    answer = run(team, request, args);
  } catch (error) {
    answer = refusal(error);
  }
  const { token: _token, ...shown } = args;
  team.log.add({
    direction: 'from_app',
    name: request.name,
    ms: Math.round(performance.now() - started),
    status: 200,
    request: shown,
    response: answer,
    violations: violationsOf(answer),
  });
  return answer;
}
