import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BUNDLED_PLAN } from '../../app/product-store.ts';
import { quantile } from './quantile.ts';
import {
  freePort,
  runProgram,
  type Service,
  type SlackSide,
  startService,
  startSlackSide,
  type Use,
} from './service.ts';

/** The product and a Bolt app that only acknowledges, measured by turns in one run. */
export interface AgainstBareBolt {
  readonly readyMs: Pair;
  /** Median ms of an acknowledgement, one question after the other. */
  readonly acknowledgementMs: Pair;
  /** Acknowledgements a second, from ten clients at once. */
  readonly perSecond: Pair;
  /** Median ms from a question to its answer; of the bare app, its acknowledgement. */
  readonly answerMs: Pair;
  readonly idleMb: Pair;
  readonly loadedMb: Pair;
}

export interface Pair {
  readonly ours: number;
  readonly bare: number;
}

interface Round {
  readonly bareOne: number;
  readonly oursOne: number;
  readonly whole: number;
  readonly bareMany: number;
  readonly oursMany: number;
}

const ROUNDS = 5;
const ONE_BY_ONE = 200;
const CLIENTS = 10;
const AT_ONCE = 500;
const WHOLE = 100;

/** Measures both, with the plan that comes with the product in a folder that goes away. */
export const measureAgainstBareBolt = (questions: readonly string[]): Promise<AgainstBareBolt> =>
  withProduct(async (ours, slack) => {
    const bare = await startService('src/cli/bench/bare-bolt.ts', {});
    try {
      let asked = 0;
      const question = (): string => questions[asked++ % questions.length] ?? '';
      const alone = async (service: Service, times: number): Promise<number[]> => {
        const taken: number[] = [];
        for (let at = 0; at < times; at += 1) taken.push(await service.ask(question()));
        return taken;
      };
      const together = async (service: Service): Promise<number> => {
        const start = performance.now();
        await Promise.all(Array.from({ length: CLIENTS }, () => alone(service, AT_ONCE / CLIENTS)));
        return (AT_ONCE / (performance.now() - start)) * 1000;
      };
      const whole = async (): Promise<number[]> => {
        const taken: number[] = [];
        for (let at = 0; at < WHOLE; at += 1) taken.push(await answerOf(ours, slack, question()));
        return taken;
      };
      const idle = [ours.use().memoryMb, bare.use().memoryMb] as const;
      await alone(ours, ONE_BY_ONE);
      await alone(bare, ONE_BY_ONE);
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        rounds.push({
          bareOne: median(await alone(bare, ONE_BY_ONE)),
          oursOne: median(await alone(ours, ONE_BY_ONE)),
          whole: median(await whole()),
          bareMany: await together(bare),
          oursMany: await together(ours),
        });
      const over = (of: keyof Round): number => median(rounds.map((one) => one[of]));
      return {
        readyMs: { ours: ours.readyMs, bare: bare.readyMs },
        acknowledgementMs: { ours: over('oursOne'), bare: over('bareOne') },
        perSecond: { ours: over('oursMany'), bare: over('bareMany') },
        answerMs: { ours: over('whole'), bare: over('bareOne') },
        idleMb: { ours: idle[0], bare: idle[1] },
        loadedMb: { ours: ours.use().memoryMb, bare: bare.use().memoryMb },
      };
    } finally {
      await bare.stop();
    }
  });

/** What a long run took at one of its minutes; the work is that of the minute alone. */
export interface Minute extends Use {
  readonly minute: number;
  readonly answers: number;
  /** The slowest of a hundred, in ms from the question to its answer. */
  readonly p99Ms: number;
}

const A_SECOND = 10;

/**
 * Asks ten questions a second for some minutes, every one of which must be answered.
 * @param told what each minute took, as soon as it is over
 */
export const runLong = (
  minutes: number,
  questions: readonly string[],
  told: (minute: Minute) => void,
): Promise<void> =>
  withProduct(async (ours, slack) => {
    for (let minute = 1; minute <= minutes; minute += 1) {
      const start = performance.now();
      const before = ours.use();
      const taken: Promise<number>[] = [];
      for (let at = 0; at < A_SECOND * 60; at += 1) {
        taken.push(answerOf(ours, slack, questions[at % questions.length] ?? ''));
        await pause(Math.max(0, start + ((at + 1) * 1000) / A_SECOND - performance.now()));
      }
      const all = await Promise.all(taken);
      const use = ours.use();
      told({
        minute,
        answers: all.length,
        p99Ms: quantile(all, 0.99),
        ...use,
        workMs: use.workMs - before.workMs,
      });
    }
  });

/** Milliseconds from a question to its answer. */
async function answerOf(service: Service, slack: SlackSide, question: string): Promise<number> {
  const { url, answered } = slack.expect();
  const start = performance.now();
  await service.ask(question, url);
  await answered;
  return performance.now() - start;
}

async function withProduct<Result>(
  work: (product: Service, slack: SlackSide) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-bench-'));
  const slack = await startSlackSide();
  try {
    const env = { TRAGUARDO_DB: join(folder, 'bench.sqlite') };
    await runProgram('src/cli/import.ts', [BUNDLED_PLAN], env);
    const product = await startService('src/main.ts', {
      ...env,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_API_URL: `${slack.url}/api/`,
      PORT: String(await freePort()),
      LOG_LEVEL: 'info',
    });
    try {
      return await work(product, slack);
    } finally {
      await product.stop();
    }
  } finally {
    slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number => quantile(values, 0.5);
