import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stoppedClock } from '../src/clocks.ts';
import type { Timings, Workspace, WorkspaceClock, WorkspaceOptions, WorkspaceUser } from '../src/options.ts';
import { startWorkspace } from '../src/workspace.ts';
import { SAMPLE_MANIFEST } from './sample-app.ts';

export const SIGNING_SECRET = 'segreto-di-prova';

export const SAMPLE_USERS: readonly WorkspaceUser[] = [
  {
    handle: 'anna-rossi',
    name: 'Anna Rossi',
    email: 'anna@squadra.example',
    title: 'Progettista',
    group: 'Cantiere',
    active: true,
  },
  {
    handle: 'bruno-verdi',
    name: 'Bruno Verdi',
    email: 'bruno@squadra.example',
    title: 'Responsabile',
    group: 'Cantiere',
    active: true,
  },
  {
    handle: 'carla-neri',
    name: 'Carla Neri',
    email: 'carla@squadra.example',
    title: 'Amministrazione',
    group: 'Uffici',
    active: true,
  },
  {
    handle: 'dario-bianchi',
    name: 'Dario Bianchi',
    email: 'dario@squadra.example',
    title: 'Istruttore',
    group: 'Uffici',
    active: false,
  },
];

/** A clock that stands still on a morning of September. */
export const sampleClock = (start = '2021-09-15T09:00:00+02:00'): WorkspaceClock => stoppedClock(start);

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'workspace-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A port nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}

export const FAST: Timings = { ackMs: 30_000, triggerMs: 30_000, eventRetryMs: [20, 20, 20] };

/** A workspace for tests; whatever is not given is a sensible default. */
export async function startSampleWorkspace(
  given: Partial<WorkspaceOptions> & Pick<WorkspaceOptions, 'stateDir'>,
  timings: Timings = FAST,
): Promise<Workspace> {
  return startWorkspace(
    {
      teamName: 'Squadra di Prova',
      users: SAMPLE_USERS,
      channels: [
        { name: 'progetti', topic: 'Avanzamento dei lavori', members: 'all' },
        { name: 'cantiere', topic: '', members: ['anna-rossi', 'bruno-verdi'] },
      ],
      manifest: SAMPLE_MANIFEST,
      requestUrl: 'http://127.0.0.1:9/slack/events',
      signingSecret: SIGNING_SECRET,
      clock: sampleClock(),
      ...given,
    },
    timings,
  );
}
