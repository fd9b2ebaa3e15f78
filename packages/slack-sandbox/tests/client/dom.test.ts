import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const CLIENT = fileURLToPath(new URL('../../src/client', import.meta.url));

it('the page builds DOM nodes and never hands text to the HTML parser', () => {
  const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(50);
  const offenders = files.filter((file) =>
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser/.test(
      readFileSync(join(CLIENT, file), 'utf8'),
    ),
  );
  expect(offenders).toEqual([]);
});
