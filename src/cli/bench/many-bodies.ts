import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bodyPlace, registerPlace } from '../../app/bodies/places.ts';
import { createSeal } from '../../app/bodies/sealing.ts';
import { BUNDLED_PLAN } from '../../app/product-store.ts';
import type { Plan } from '../../domain/types.ts';
import { createBodyRegister } from '../../store/bodies/index.ts';
import { claimMode } from '../../store/engine/database-mode.ts';
import { openStore } from '../../store/engine/open-store.ts';
import { readPlan } from '../../store/plan/import/index.ts';
import { savePlan } from '../../store/plan/index.ts';
import { quantile } from './quantile.ts';
import { freePort, type Service, type SlackSide, startService, startSlackSide } from './service.ts';

/** What an installation of so many bodies takes. */
export interface OfMany {
  readonly bodies: number;
  /** From its start to its serving all of them, in seconds. */
  readonly readySeconds: number;
  /** Resident, when it has settled, and after every body was asked once. */
  readonly idleMb: number;
  readonly askedMb: number;
  /** Milliseconds of work that one body's round takes, in which nothing is due: the mean. */
  readonly roundMs: number;
  /** Milliseconds from a question to its answer: of a body that was asked lately, and the first of one that was not. */
  readonly answerMs: number;
  readonly firstMs: { readonly median: number; readonly worst: number };
}

/** The years of each body's plans. */
const YEARS = [2021, 2022];
const TICK_MS = 15_000;
/** So many rounds of each body come before it is measured, in which all that nobody waits for is made ready; and so many are. */
const SETTLING_ROUNDS = 4;
const MEASURED_ROUNDS = 3;
const QUESTION = 'quanto costa l’obiettivo 24?';

const codeOf = (index: number): string => `ente-${index + 1}`;
const teamOf = (index: number): string => `T${index + 1}`;

/** Measures an installation of some made-up bodies: each has the plan that comes with the product, twice. */
export async function measureMany(bodies: number): Promise<OfMany> {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-enti-'));
  const key = randomBytes(32);
  const slack = await startSlackSide();
  let service: Service | null = null;
  try {
    await makeBodies(folder, bodies, key);
    const port = String(await freePort());
    service = await startService('src/main.ts', {
      TRAGUARDO_BODIES: folder,
      TRAGUARDO_KEY: key.toString('hex'),
      TRAGUARDO_TICK_MS: String(TICK_MS),
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'secret-of-the-client',
      SLACK_API_URL: slack.url,
      PORT: port,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
    });
    const before = await roundsAfter(port, SETTLING_ROUNDS * bodies);
    const idleMb = service.use().memoryMb;
    const after = await roundsAfter(port, before.count + MEASURED_ROUNDS * bodies);
    const first: number[] = [];
    // The last ones first: they are those whose answers were not made ready.
    for (let index = bodies - 1; index >= 0; index -= 1)
      first.push(await answered(service, slack, teamOf(index)));
    const again: number[] = [];
    for (let times = 0; times < 20; times += 1) again.push(await answered(service, slack, teamOf(0)));
    return {
      bodies,
      readySeconds: service.readyMs / 1_000,
      idleMb,
      askedMb: service.use().memoryMb,
      roundMs: ((after.cpuSeconds - before.cpuSeconds) / (after.count - before.count)) * 1_000,
      answerMs: quantile(again, 0.5),
      firstMs: { median: quantile(first, 0.5), worst: Math.max(...first) },
    };
  } finally {
    await service?.stop();
    slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function answered(service: Service, slack: SlackSide, team: string): Promise<number> {
  const { url, answered: comes } = slack.expect();
  const began = performance.now();
  await service.ask(QUESTION, url, team);
  await comes;
  return performance.now() - began;
}

/** When there were so many rounds of all bodies: how many, and the seconds of work that the process did by then. */
async function roundsAfter(
  port: string,
  least: number,
): Promise<{ readonly cpuSeconds: number; readonly count: number }> {
  for (;;) {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const sum = (line: RegExp): number =>
      [...text.matchAll(line)].reduce((all, [, value]) => all + Number(value), 0);
    const count = sum(/^traguardo_tick_seconds_count\{.*\} (\S+)$/gm);
    if (count >= least) return { count, cpuSeconds: sum(/^process_cpu_seconds_total (\S+)$/gm) };
    await pause(1_000);
  }
}

async function makeBodies(folder: string, bodies: number, key: Buffer): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const read = readPlan(BUNDLED_PLAN);
  if (!read.ok) throw new Error('the bundled plan is broken: npm run import -- data/lucca-2021 --check');
  const template = join(folder, '_template.sqlite');
  await fill(template, read.plan);
  const db = await openStore(registerPlace(folder));
  try {
    await claimMode(db, 'live', folder);
    const register = createBodyRegister(db);
    const seal = createSeal(key);
    for (let index = 0; index < bodies; index += 1) {
      const [code, team] = [codeOf(index), teamOf(index)];
      copyFileSync(template, bodyPlace(folder, code));
      await renameIn(bodyPlace(folder, code), code);
      await register.add(code, new Date());
      await register.connect({ id: team, body: code, organisation: null }, new Date());
      await register.keepInstallation(
        team,
        seal.close(JSON.stringify(installationIn(team)), team),
        new Date(),
      );
    }
  } finally {
    await db.destroy();
  }
}

async function fill(path: string, plan: Plan): Promise<void> {
  const db = await openStore(path);
  try {
    for (const year of YEARS) await savePlan(db, { ...plan, head: { ...plan.head, year } }, new Date());
    await claimMode(db, 'live', path);
  } finally {
    await db.destroy();
  }
}

async function renameIn(path: string, code: string): Promise<void> {
  const db = await openStore(path);
  try {
    await db
      .updateTable('plan')
      .set({ body: code, body_name: `Comune di ${code}` })
      .execute();
  } finally {
    await db.destroy();
  }
}

const installationIn = (team: string) => ({
  team: { id: team },
  isEnterpriseInstall: false,
  authVersion: 'v2',
  user: { id: 'U1' },
  bot: { token: `xoxb-${team}`, scopes: [], id: 'B1', userId: 'UBOT' },
});
