import { join } from 'node:path';
import { isPostgres } from '../../store/engine/postgres-place.ts';

/** It is a file's name too, and part of a schema's: longer ones are none. */
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 40;

/** Whether a body may be named so where there are many. */
export const isBodyCode = (code: string): boolean => code.length <= LONGEST && CODE.test(code);

/** No body's code has an underscore. */
const REGISTER = '_register';

/** Where it is written which bodies there are: a file in their folder, or the schema of their server's address. */
export const registerPlace = (bodies: string): string =>
  isPostgres(bodies) ? bodies : join(bodies, `${REGISTER}.sqlite`);

/** A body's own database: a file in the folder, or a schema of the server. */
export function bodyPlace(bodies: string, code: string): string {
  if (!isPostgres(bodies)) return join(bodies, `${code}.sqlite`);
  const address = URL.parse(bodies);
  if (address === null) return bodies;
  const schema = address.searchParams.get('schema') ?? 'traguardo';
  address.searchParams.set('schema', `${schema}_${code.replaceAll('-', '_')}`);
  return address.href;
}
