import { isObject, type Json } from '../json.ts';

/** A broken rule: the JSON pointer of the value and Slack's words for it. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Looks at a value found at a JSON pointer and says what Slack would object to. */
export type Check = (value: unknown, path: string) => readonly Problem[];

export const fail = (path: string, message: string): readonly Problem[] => [{ path, message }];
const fine: readonly Problem[] = [];

interface TextRules {
  readonly max?: number;
  readonly min?: number;
  readonly pattern?: RegExp;
}

export function string({ max, min = 0, pattern }: TextRules = {}): Check {
  return (value, path) => {
    if (typeof value !== 'string') return fail(path, 'must provide a string');
    // Slack counts characters as people do: an emoji is one, not two UTF-16 units.
    const length = Array.from(value).length;
    if (length < min) return fail(path, `must be more than ${min - 1} characters`);
    if (max !== undefined && length > max) return fail(path, `must be less than ${max + 1} characters`);
    return pattern && !pattern.test(value) ? fail(path, 'failed to match format') : fine;
  };
}

export const boolean: Check = (value, path) =>
  typeof value === 'boolean' ? fine : fail(path, 'must provide a boolean');

export const number: Check = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? fine : fail(path, 'must provide a number');

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, path) => {
    if (!Number.isInteger(value)) return fail(path, 'must provide an integer');
    const whole = Number(value);
    if (whole < min) return fail(path, `must be greater than or equal to ${min}`);
    return whole > max ? fail(path, `must be less than or equal to ${max}`) : fine;
  };
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, path) =>
    typeof value === 'string' && allowed.includes(value)
      ? fine
      : fail(path, `must be one of: ${allowed.join(', ')}`);
}

export function list(
  item: Check,
  { min = 0, max }: { readonly min?: number; readonly max?: number } = {},
): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return fail(path, 'must provide an array');
    const size =
      value.length < min
        ? fail(path, `must provide at least ${min} items`)
        : max !== undefined && value.length > max
          ? fail(path, `no more than ${max} items allowed`)
          : fine;
    return [...size, ...value.flatMap((entry, index) => item(entry, `${path}/${index}`))];
  };
}

/** An object with these fields and no other; a name that ends with "?" may be missing. */
export function object(fields: Readonly<Record<string, Check>>): Check {
  const checks = new Map(Object.entries(fields).map(([name, check]) => [name.replace('?', ''), check]));
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  return (value, path) => {
    if (!isObject(value)) return fail(path, 'must provide an object');
    const missing = required.filter((name) => value[name] === undefined || value[name] === null);
    return [
      ...missing.flatMap((name) => fail(path, `missing required field: ${name}`)),
      ...Object.entries(value).flatMap(([name, entry]) => {
        if (entry === undefined || entry === null) return fine;
        const check = checks.get(name);
        return check ? check(entry, `${path}/${name}`) : fail(path, `invalid additional property: ${name}`);
      }),
    ];
  };
}

/** The first problem only, where one mistake would be told twice. */
export function both(first: Check, second: (value: Json, path: string) => readonly Problem[]): Check {
  return (value, path) => {
    const problems = first(value, path);
    return problems.length > 0 || !isObject(value) ? problems : second(value, path);
  };
}

/** Chooses the check by the object's `type`, as every Block Kit object carries one. */
export function byType(checks: () => Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isObject(value)) return fail(path, 'must provide an object');
    const check = typeof value.type === 'string' ? checks()[value.type] : undefined;
    if (check) return check(value, path);
    return value.type === undefined
      ? fail(path, 'missing required field: type')
      : fail(`${path}/type`, `unsupported type: ${String(value.type)}`);
  };
}

/** The problems as `response_metadata.messages` words them. */
export function describeProblems(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ path, message }) => `[ERROR] ${message} [json-pointer:${path}]`);
}
