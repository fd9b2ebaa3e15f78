import { readFileSync } from 'node:fs';

/** Which version of the product this is, as `package.json` says. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;
