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
  readonly readyMs: Starts;
  /** Median ms of an acknowledgement, one question after the other. */
  readonly acknowledgementMs: Pair;
  /** Acknowledgements a second, from ten clients at once. */
  readonly perSecond: Pair;
  /** Median ms from a question to its answer; of the bare app, its acknowledgement. */
  readonly answerMs: Pair;
  readonly idleMb: Pair;
  readonly loadedMb: Pair;
}

/** Milliseconds to ready. */
export interface Starts {
  /** After the import of its plan, with which what a start loads was compiled. */
  readonly first: number;
  readonly again: number;
  readonly nothingCompiled: number;
  readonly bare: number;
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
  withProduct(async (start, slack) => {
    const first = await timeOf(start());
    const nothingCompiled = await timeOf(start('nothing-yet'));
    const ours = await start();
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
        readyMs: { first, again: ours.readyMs, nothingCompiled, bare: bare.readyMs },
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

/** Ends it as soon as it is ready. */
async function timeOf(starting: Promise<Service>): Promise<number> {
  const service = await starting;
  await service.stop();
  return service.readyMs;
}

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
  withProduct(async (start, slack) => {
    const ours = await start();
    for (let minute = 1; minute <= minutes; minute += 1) {
      const begun = performance.now();
      const before = ours.use();
      const taken: Promise<number>[] = [];
      for (let at = 0; at < A_SECOND * 60; at += 1) {
        taken.push(answerOf(ours, slack, questions[at % questions.length] ?? ''));
        await pause(Math.max(0, begun + ((at + 1) * 1000) / A_SECOND - performance.now()));
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

/** @param work gets what starts the product, out of a folder with what was compiled of it; whatever it starts is ended */
async function withProduct<Result>(
  work: (start: (compiled?: string) => Promise<Service>, slack: SlackSide) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-bench-'));
  const slack = await startSlackSide();
  const envWith = (compiled = 'compiled') => ({
    TRAGUARDO_DB: join(folder, 'bench.sqlite'),
    TRAGUARDO_COMPILED: join(folder, compiled),
  });
  const started: Service[] = [];
  try {
    await runProgram('src/cli/import.ts', [BUNDLED_PLAN], envWith());
    return await work(async (compiled) => {
      const product = await startService('src/main.ts', {
        ...envWith(compiled),
        SLACK_BOT_TOKEN: 'xoxb-bench',
        SLACK_API_URL: `${slack.url}/api/`,
        PORT: String(await freePort()),
        LOG_LEVEL: 'info',
      });
      started.push(product);
      return product;
    }, slack);
  } finally {
    for (const product of started) await product.stop();
    slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number => quantile(values, 0.5);
