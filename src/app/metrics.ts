import type { ModelUses, QuestionService } from '../answers/question-service.ts';
import type { Figures } from '../bot/kit/health.ts';
import { type Observer, UNOBSERVED } from '../bot/kit/observer.ts';
import type { Clock } from '../domain/clock.ts';
import type { Backlog } from '../store/outbox/index.ts';
import type { Counted, Registered } from './prometheus.ts';

/** What the program counts of one body while it runs. */
export interface Metrics {
  readonly observer: Observer;
  /** The same questions, with their answers counted. */
  countingAnswers(questions: QuestionService): QuestionService;
  /** The same uses, counted. */
  countingUses(uses: ModelUses): ModelUses;
  /** Does a round of the scheduler, and takes its time. */
  timingTick<T>(tick: () => Promise<T>): Promise<T>;
  /** Loads what the figures are kept in, if nobody has asked for them yet. */
  prepare(): Promise<void>;
  figures(): Promise<Figures>;
}

/** The figures of all the bodies that a process serves. */
export interface AllMetrics {
  /**
   * What is counted of a body.
   * @param body null where there is one alone, and no figure says whose it is
   * @param backlog what waits, read when somebody asks
   */
  of(body: string | null, backlog: () => Promise<Backlog>): Metrics;
  /** A body is served no longer. */
  forget(body: string): void;
  /** What is counted of the process itself. */
  readonly observer: Pick<Observer, 'acknowledged'>;
  /** Loads what the figures are kept in. */
  prepare(): Promise<void>;
  figures(): Promise<Figures>;
}

/** The figures where one body is served. */
export const createMetrics = (
  backlog: () => Promise<Backlog>,
  clock: Clock,
  isWatched: boolean,
  elapsed?: () => number,
): Metrics => createAllMetrics(clock, isWatched, elapsed).of(null, backlog);

/**
 * The library is loaded when nobody waits for it; what happens before is counted then.
 * @param clock tells since when
 * @param isWatched whether anybody can ask; where nobody can, nothing is counted
 * @param elapsed milliseconds that only ever grow
 */
export function createAllMetrics(
  clock: Clock,
  isWatched: boolean,
  elapsed: () => number = () => performance.now(),
): AllMetrics {
  let registered: Registered | null = null;
  let loading: Promise<Registered> | null = null;
  const early: ((to: Registered) => void)[] = [];
  const bodies = new Map<string | null, { readonly backlog: () => Promise<Backlog>; lastTick: number }>();

  const countIn = (what: (to: Registered) => void): void => {
    if (registered) what(registered);
    else if (isWatched) early.push(what);
  };

  function load(): Promise<Registered> {
    loading ??= import('./prometheus.ts').then(({ createRegistered }) => {
      registered = createRegistered(standing);
      for (const what of early.splice(0)) what(registered);
      return registered;
    });
    return loading;
  }

  const standing = async () =>
    new Map(
      await Promise.all(
        [...bodies].map(async ([body, { backlog, lastTick }]) => {
          const { waiting, oldest, openQuestions } = await backlog();
          const age = oldest === null ? 0 : Math.max(0, (clock.now().getTime() - oldest.getTime()) / 1_000);
          const sinceTick = (elapsed() - lastTick) / 1_000;
          return [body, { waiting, oldestWaiting: age, openQuestions, sinceTick }] as const;
        }),
      ),
    );

  async function prepare(): Promise<void> {
    if (isWatched) await load();
  }

  async function figures(): Promise<Figures> {
    const { contentType, text } = await load();
    return { contentType, text: await text() };
  }

  async function answering<
    T extends { readonly answer: { readonly kind: 'answer' | 'clarification' | 'no_data' } },
  >(work: Promise<T>, count: (what: (to: Counted) => void) => void): Promise<T> {
    const begun = elapsed();
    const given = await work;
    const ms = elapsed() - begun;
    count((to) => to.answered(given.answer.kind, ms));
    return given;
  }

  function of(body: string | null, backlog: () => Promise<Backlog>): Metrics {
    const its = { backlog, lastTick: elapsed() };
    bodies.set(body, its);
    let counted: Counted | null = null;
    const count = (what: (to: Counted) => void): void =>
      countIn((to) => {
        counted ??= to.of(body);
        what(counted);
      });
    // Its zeros are there before anything happens.
    count(() => undefined);
    return {
      observer: isWatched
        ? {
            acknowledged: (kind, ms) => count((to) => to.acknowledged(kind, ms)),
            delivered: (status) => count((to) => to.delivered(status)),
          }
        : UNOBSERVED,
      countingAnswers: (questions) => ({
        ...questions,
        ask: (question, asking) => answering(questions.ask(question, asking), count),
        answer: (label, query, asking) => answering(questions.answer(label, query, asking), count),
      }),
      countingUses: (uses) => ({
        ...uses,
        async record(proposal, at) {
          count((to) => to.proposed(proposal));
          await uses.record(proposal, at);
        },
      }),
      async timingTick(tick) {
        const begun = elapsed();
        const end = (failed: boolean): void => {
          its.lastTick = elapsed();
          count((to) => to.ticked((its.lastTick - begun) / 1_000, failed));
        };
        try {
          const report = await tick();
          end(false);
          return report;
        } catch (error) {
          end(true);
          throw error;
        }
      },
      prepare,
      figures,
    };
  }

  return {
    of,
    forget: (body) => void bodies.delete(body),
    observer: {
      acknowledged: (kind, ms) => countIn((to) => to.ofProcess.acknowledged(kind, ms)),
    },
    prepare,
    figures,
  };
}
