import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const SECRET = 'secret-of-the-bench';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What a process takes of the machine; NaN where the system does not say. */
export interface Use {
  /** Resident. */
  readonly memoryMb: number;
  /** Open ones. */
  readonly descriptors: number;
  /** Of the processors, since it began. */
  readonly workMs: number;
}

/** A program that takes requests from Slack, in a process of its own. */
export interface Service {
  /** From its start to its saying which port it listens on, in ms. */
  readonly readyMs: number;
  /**
   * Sends a `/chiedi` as Slack does.
   * @returns ms until it was acknowledged
   * @throws where it was refused
   */
  ask(question: string, responseUrl?: string, team?: string): Promise<number>;
  /**
   * Sends what somebody pressed or filled in, as Slack does.
   * @returns what it was acknowledged with: nothing, or what a form is to say
   * @throws where it was refused
   */
  interact(payload: Readonly<Record<string, unknown>>): Promise<string>;
  use(): Use;
  /** @param isUrgent what is at work is not waited for */
  stop(isUrgent?: boolean): Promise<void>;
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
  const send = async (body: string): Promise<string> => {
    const { status, text } = await post(port, agent, body);
    if (status !== 200) throw new Error(`a request was answered with ${status}`);
    return text;
  };
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
      await send(body);
      return performance.now() - began;
    },
    interact: (payload) => send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString()),
    use: () => useOf(child.pid),
    async stop(isUrgent = false) {
      agent.destroy();
      child.kill(isUrgent ? 'SIGKILL' : 'SIGTERM');
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

const post = (
  port: number,
  agent: Agent,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> =>
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
      (reply) => {
        let text = '';
        reply
          .setEncoding('utf8')
          .on('data', (part: string) => {
            text += part;
          })
          .on('end', () => done({ status: reply.statusCode ?? 0, text }));
      },
    );
    sending.on('error', failed).end(body);
  });

/** Linux counts the work of a process in hundredths of a second. */
const TICK_MS = 10;

function useOf(pid: number | undefined): Use {
  try {
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // After the name, which may hold anything, the twelfth and thirteenth are its own work and the system's for it.
    const [, ...counts] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return {
      memoryMb: Math.round(Number(resident) / 1024),
      descriptors: readdirSync(`/proc/${pid}/fd`).length,
      workMs: (Number(counts[10]) + Number(counts[11])) * TICK_MS,
    };
  } catch {
    return { memoryMb: Number.NaN, descriptors: Number.NaN, workMs: Number.NaN };
  }
}

/** Slack's side: it says yes to everything, and tells when an answer to a command, or a form, has come. */
export interface SlackSide {
  readonly url: string;
  /** An address for one answer, and the answer's coming. */
  expect(): { readonly url: string; readonly answered: Promise<void> };
  /** The trigger of one press, and the form that it opens. */
  expectForm(): { readonly trigger: string; readonly opened: Promise<object> };
  stop(): void;
}

const REPLIES: Readonly<Record<string, object>> = {
  'auth.test': { ok: true, team: 'Comune', team_id: 'T1', user: 'bot', user_id: 'U0BOT', bot_id: 'B1' },
};

/** @param emails of accounts; the others are one contact's of the plan that comes with the product */
export async function startSlackSide(
  emails: ReadonlyMap<string, string> = new Map<string, string>(),
): Promise<SlackSide> {
  const waiting = new Map<string, () => void>();
  const forms = new Map<string, (view: object) => void>();
  const userOf = (id: string) => ({
    ...{ id, team_id: 'T1', deleted: false, is_bot: false },
    profile: { email: emails.get(id) ?? 'ref.uo-3-2@lucca.example', real_name: 'Maria' },
  });
  function replyTo(method: string, fields: URLSearchParams): object {
    const known = REPLIES[method];
    if (known !== undefined) return known;
    if (method === 'users.info') return { ok: true, user: userOf(fields.get('user') ?? 'U1') };
    if (method === 'views.open') {
      forms.get(fields.get('trigger_id') ?? '')?.(JSON.parse(fields.get('view') ?? '{}'));
      return { ok: true, view: { id: 'V1', hash: '1.0' } };
    }
    return { ok: true, ts: '1.0', channel: 'D1', messages: [] };
  }
  const server: Server = createServer((asked, reply) => {
    const chunks: Buffer[] = [];
    asked
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const [path = '', query = ''] = asked.url?.split('?') ?? [];
        const last = path.split('/').at(-1) ?? '';
        waiting.get(last)?.();
        waiting.delete(last);
        reply.setHeader('content-type', 'application/json');
        const fields = new URLSearchParams(`${query}&${Buffer.concat(chunks).toString('utf8')}`);
        reply.end(JSON.stringify(replyTo(last, fields)));
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
    expectForm() {
      expected += 1;
      const trigger = `1.3.${expected}`;
      return { trigger, opened: new Promise((done) => forms.set(trigger, done)) };
    },
    stop: () => server.close(),
  };
}
