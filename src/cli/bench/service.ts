import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const SECRET = 'secret-of-the-bench';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A program that takes commands from Slack, in a process of its own. */
export interface Service {
  /** From its start to its saying which port it listens on, in ms. */
  readonly readyMs: number;
  /**
   * Sends a `/chiedi` as Slack does.
   * @returns ms until it was acknowledged
   * @throws where it was refused
   */
  ask(question: string, responseUrl?: string, team?: string): Promise<number>;
  /** Resident memory in MB and open descriptors; NaN where the system does not say. */
  use(): { readonly memoryMb: number; readonly descriptors: number };
  stop(): Promise<void>;
}

/** Starts a program of the product's folder, and waits until it says «porta …». */
export async function startService(file: string, env: Readonly<Record<string, string>>): Promise<Service> {
  const start = performance.now();
  const child = spawn(process.execPath, [file], {
    cwd: ROOT,
    env: { ...process.env, SLACK_SIGNING_SECRET: SECRET, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child);
  const readyMs = performance.now() - start;
  // A connection left idle is given up before the other side gives it up in the midst of a request.
  const agent = new Agent({ keepAlive: true, timeout: 2_000 });
  let sent = 0;
  return {
    readyMs,
    async ask(question, responseUrl = 'http://127.0.0.1/none', team = 'T1') {
      sent += 1;
      const body = new URLSearchParams({
        team_id: team,
        team_domain: 'comune',
        channel_id: 'C1',
        channel_name: 'generale',
        user_id: 'U1',
        user_name: 'maria',
        command: '/chiedi',
        text: question,
        api_app_id: 'A1',
        response_url: responseUrl,
        trigger_id: `1.2.${sent}`,
      }).toString();
      const began = performance.now();
      const status = await post(port, agent, body);
      if (status !== 200) throw new Error(`a command was answered with ${status}`);
      return performance.now() - began;
    },
    use: () => useOf(child.pid),
    async stop() {
      agent.destroy();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Runs a program of the product's folder to its end. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((found, failed) => {
    child.stdout?.on('data', (said: Buffer) => {
      const port = /porta (\d+)/.exec(String(said))?.[1];
      if (port !== undefined) found(Number(port));
    });
    child.once('exit', (code) => failed(new Error(`a measured program ended with ${code}`)));
  });
}

const post = (port: number, agent: Agent, body: string): Promise<number> =>
  new Promise((done, failed) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    };
    const sending = request(
      { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers },
      (reply) => reply.resume().on('end', () => done(reply.statusCode ?? 0)),
    );
    sending.on('error', failed).end(body);
  });

function useOf(pid: number | undefined): { readonly memoryMb: number; readonly descriptors: number } {
  try {
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return {
      memoryMb: Math.round(Number(resident) / 1024),
      descriptors: readdirSync(`/proc/${pid}/fd`).length,
    };
  } catch {
    return { memoryMb: Number.NaN, descriptors: Number.NaN };
  }
}

/** Slack's side: it says yes to everything, and tells when an answer to a command has come. */
export interface SlackSide {
  readonly url: string;
  /** An address for one answer, and the answer's coming. */
  expect(): { readonly url: string; readonly answered: Promise<void> };
  stop(): void;
}

const PROFILE = { email: 'ref.uo-3-2@lucca.example', real_name: 'Maria' };
const REPLIES: Readonly<Record<string, object>> = {
  'auth.test': { ok: true, team: 'Comune', team_id: 'T1', user: 'bot', user_id: 'U0BOT', bot_id: 'B1' },
  'users.info': {
    ok: true,
    user: { id: 'U1', team_id: 'T1', deleted: false, is_bot: false, profile: PROFILE },
  },
};

export async function startSlackSide(): Promise<SlackSide> {
  const waiting = new Map<string, () => void>();
  const server: Server = createServer((asked, reply) => {
    asked.resume().on('end', () => {
      const last = asked.url?.split('/').at(-1)?.split('?')[0] ?? '';
      waiting.get(last)?.();
      waiting.delete(last);
      reply.setHeader('content-type', 'application/json');
      reply.end(JSON.stringify(REPLIES[last] ?? { ok: true, ts: '1.0', channel: 'D1', messages: [] }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let expected = 0;
  return {
    url,
    expect() {
      expected += 1;
      const id = `answer-${expected}`;
      return { url: `${url}/${id}`, answered: new Promise((done) => waiting.set(id, done)) };
    },
    stop: () => server.close(),
  };
}
