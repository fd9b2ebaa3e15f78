import { isObject, type Json, parseJson } from '../json.ts';
import { explained } from './method.ts';

/** The arguments of a call, whichever way the SDK encoded them. */
export interface Arguments {
  readonly raw: Json;
  /** Empty string when missing. */
  text(name: string): string;
  /** As `text`; throws `invalid_arguments` when missing, as Slack does. */
  required(name: string): string;
  flag(name: string): boolean;
  integer(name: string, otherwise: number): number;
  /** A JSON value, sent as such or as a string of JSON. Undefined when missing; null when it is not JSON. */
  json(name: string): unknown;
}

export function readArguments(raw: Json): Arguments {
  const text = (name: string) => {
    const value = raw[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  };
  return {
    raw,
    text,
    required(name) {
      const value = text(name);
      if (value === '') {
        throw explained('invalid_arguments', [
          `[ERROR] missing required field: ${name} [json-pointer:/${name}]`,
        ]);
      }
      return value;
    },
    flag: (name) => [true, 'true', '1', 1].some((yes) => raw[name] === yes),
    integer(name, otherwise) {
      const value = Number(raw[name] ?? otherwise);
      return Number.isInteger(value) ? value : otherwise;
    },
    json(name) {
      const value = raw[name];
      if (typeof value !== 'string' || value === '') return value === '' ? undefined : value;
      return parseJson(value) ?? null;
    },
  };
}

/** Merges query and body: the SDK posts forms whose structured fields are JSON text; others post JSON. */
export function mergeArguments(query: URLSearchParams, contentType: string, body: string): Json {
  const fromQuery = Object.fromEntries(query);
  if (contentType.includes('application/json')) {
    const parsed = parseJson(body === '' ? '{}' : body);
    if (!isObject(parsed)) throw explained('invalid_json', []);
    return { ...fromQuery, ...parsed };
  }
  return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) };
}
