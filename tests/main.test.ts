import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { closing } from './support/closing.ts';
import { temporaryDatabase, temporaryFolder } from './support/database.ts';
import { startFakeSlack } from './support/fake-slack.ts';
import { luccaPlan } from './support/plan.ts';
import { program, programEnv } from './support/program.ts';

interface Running {
  readonly child: ChildProcess;
  /** Resolves when a line of the output matches, with what it matched. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves at the end. */
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

/** The program in a folder of its own, with nothing of this environment's configuration. */
function start(folder: string, env: Readonly<Record<string, string>>, args: readonly string[] = []): Running {
  const child = spawn(process.execPath, [program('src/main.ts'), ...args], {
    cwd: folder,
    env: programEnv({ TRAGUARDO_DB: join(folder, 'db.sqlite'), PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  const line = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(out);
        if (found) resolve(found);
      };
      child.stdout.on('data', look);
      void ended.then(({ code }) => reject(new Error(`ended with ${code}: ${out}${err}`)));
      look();
    });
  return { child, line, ended };
}

const ADDRESS = /Traguardo è aperto su (http:\/\/127\.0\.0\.1:\d+)/;

/** Starts the local workspace, and gives its address. */
async function open(folder: string, args: readonly string[] = []) {
  const running = start(folder, {}, args);
  const [, address = ''] = await running.line(ADDRESS);
  return { ...running, address };
}

async function interrupt(running: Running): Promise<void> {
  running.child.kill('SIGINT');
  const { code, err } = await running.ended;
  expect({ code, err }).toEqual({ code: 0, err: '' });
}

describe('the local workspace', () => {
  it('opens at the address it prints, ends at Ctrl-C, opens again on its state, and forgets it on --reset', async () => {
    const folder = temporaryFolder();
    const database = join(folder, 'db.sqlite');

    const first = await open(folder);
    const page = await fetch(first.address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
    await interrupt(first);
    expect(existsSync(database)).toBe(true);

    const marker = join(folder, 'db.sqlite.prova', 'workspace', 'marker');
    writeFileSync(marker, 'x');
    const second = await open(folder);
    expect((await fetch(second.address)).status).toBe(200);
    expect(existsSync(marker)).toBe(true);
    await interrupt(second);

    const third = await open(folder, ['--reset']);
    expect(existsSync(marker)).toBe(false);
    await third.line(/Cancello il database della prova .*: 0 aggiornamenti, 0 risposte date\./);
    await interrupt(third);
  });

  it('says in a sentence that its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const { code, err } = await start(temporaryFolder(), { PORT: String(port) }).ended;
    taken.close();
    expect(code).toBe(1);
    expect(err.trim()).toMatch(new RegExp(`^La porta ${port} è già in uso: .*PORT.*$`));
  });
});

describe('a configuration that cannot be used', () => {
  it('is told in one readable message that names each variable, with exit code 1', async () => {
    const wrong = { SLACK_BOT_TOKEN: 'wrong', PORT: '99999', LOG_LEVEL: 'loud' };
    const { code, out, err } = await start(temporaryFolder(), wrong).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const name of [...Object.keys(wrong), 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'])
      expect(err).toContain(`- ${name}: `);
    expect(err).not.toMatch(/\bat .+:\d+/);
  });

  it('is told when Slack refuses a token', async () => {
    const slack = closing(await startFakeSlack(luccaPlan()));
    slack.answer('apps.connections.open', () => ({ ok: false, error: 'invalid_auth' }));
    const { path } = await temporaryDatabase();
    const refused = start(temporaryFolder(), {
      TRAGUARDO_DB: path,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-refused',
      SLACK_API_URL: slack.url,
      LOG_LEVEL: 'silent',
    });
    const { code, err } = await refused.ended;
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: 'La configurazione non va bene:\n- SLACK_APP_TOKEN: Slack non lo accetta (invalid_auth)',
    });
  });
});

const NIGHT = '2021-05-03T03:00';

it('with tokens it receives Slack’s requests over HTTP, and ends at SIGTERM; its database is never a trial’s', async () => {
  const slack = closing(await startFakeSlack(luccaPlan()));
  const { path } = await temporaryDatabase();
  const onSlack = {
    TRAGUARDO_DB: path,
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: '12345678',
    SLACK_API_URL: slack.url,
  };
  // Before any phase of the plan, and at night: nothing is sent while it ends, whatever the hour.
  const running = start(temporaryFolder(), { ...onSlack, TRAGUARDO_SIMULATE: '1', TRAGUARDO_NOW: NIGHT });
  const [, port] = await running.line(/sulla porta (\d+), percorso \/slack\/events/);
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' })).status).toBe(401);
  running.child.kill('SIGTERM');
  const { code, out } = await running.ended;
  expect(code).toBe(0);
  // Nothing but the log: whoever collects it reads each line.
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThanOrEqual(2);
  for (const { level, time } of lines) {
    expect(['info', 'warn']).toContain(level);
    expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
  }

  const [withoutTokens, reset, resetWithoutTokens] = await Promise.all([
    start(temporaryFolder(), { TRAGUARDO_DB: path }).ended,
    start(temporaryFolder(), onSlack, ['--reset']).ended,
    start(temporaryFolder(), { TRAGUARDO_DB: path }, ['--reset']).ended,
  ]);
  expect(withoutTokens.err).toMatch(/in uso con lo Slack dell’ente.*SLACK_BOT_TOKEN/);
  expect(reset.err).toMatch(/--reset vale solo per la prova locale/);
  expect(resetWithoutTokens.err).toMatch(/--reset vale solo per una prova/);
  expect([withoutTokens.code, reset.code, resetWithoutTokens.code]).toEqual([1, 1, 1]);
  expect(existsSync(path)).toBe(true);
});
