import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bodyPlace } from '../../src/app/bodies/places.ts';
import { temporaryFolder } from '../support/database.ts';
import { KEY } from '../support/many-bodies.ts';
import { runCommandIn } from '../support/terminal.ts';

const LUCCA = fileURLToPath(new URL('../../data/lucca-2021', import.meta.url));

it('an administrator adds a body, imports its plan, connects its workspace, and sees it listed', async () => {
  const folder = join(temporaryFolder(), 'enti');
  const run = (...args: readonly string[]) =>
    runCommandIn('bodies', args, {
      TRAGUARDO_BODIES: folder,
      TRAGUARDO_KEY: KEY,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'segreto-del-client',
      SLACK_SIGNING_SECRET: 'segreto-di-firma',
    });
  expect(await run('importa', 'lucca', LUCCA)).toMatchObject({
    code: 1,
    err: expect.stringContaining('npm run bodies -- aggiungi lucca'),
  });
  expect((await run('aggiungi', '../lucca')).code).toBe(2);
  expect(await run('aggiungi', 'lucca')).toMatchObject({ code: 0, out: expect.stringContaining('Aggiunto') });
  expect(await run('importa', 'lucca', LUCCA)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Importato'),
  });
  expect(existsSync(bodyPlace(folder, 'lucca'))).toBe(true);
  expect((await run('collega', 'lucca', 'T0LUCCA')).code).toBe(0);
  await run('aggiungi', 'pisa');
  expect(await run('importa', 'pisa', LUCCA)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Il file è di «Comune di Lucca» («lucca»)'),
  });
  expect(await run('collega', 'pisa', 'T0LUCCA')).toMatchObject({
    code: 1,
    err: expect.stringContaining('è già dell’ente «lucca»'),
  });
  expect((await run()).out).toBe(
    'lucca: «lucca» (Comune di Lucca, 2021)\n  T0LUCCA: app da installare\npisa: nessun piano ancora\n  nessun workspace\n',
  );
});
