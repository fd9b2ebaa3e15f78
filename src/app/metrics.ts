import type { ModelUses, QuestionService } from '../answers/question-service.ts';
import type { Figures } from '../bot/kit/health.ts';
import { type Observer, UNOBSERVED } from '../bot/kit/observer.ts';
import type { Clock } from '../domain/clock.ts';
import type { Backlog } from '../store/outbox/index.ts';
import type { Registered } from './prometheus.ts';

/** What the program counts of itself while it runs. */
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

/**
 * The library is loaded when nobody waits for it; what happens before is counted then.
 * @param backlog what waits, read when somebody asks
 * @param clock tells since when
 * @param isWatched whether anybody can ask; where nobody can, nothing is counted
 * @param elapsed milliseconds that only ever grow
 */
export function createMetrics(
  backlog: () => Promise<Backlog>,
  clock: Clock,
  isWatched: boolean,
  elapsed: () => number = () => performance.now(),
): Metrics {
  let registered: Registered | null = null;
  let loading: Promise<Registered> | null = null;
  const early: ((to: Registered) => void)[] = [];
  let lastTick = elapsed();

  const count = (what: (to: Registered) => void): void => {
    if (registered) what(registered);
    else if (isWatched) early.push(what);
  };

  function load(): Promise<Registered> {
    loading ??= import('./prometheus.ts').then(({ createRegistered }) => {
      registered = createRegistered(async () => {
        const { waiting, oldest, openQuestions } = await backlog();
        return {
          waiting,
          oldestWaiting:
            oldest === null ? 0 : Math.max(0, (clock.now().getTime() - oldest.getTime()) / 1_000),
          openQuestions,
          sinceTick: (elapsed() - lastTick) / 1_000,
        };
      });
      for (const what of early.splice(0)) what(registered);
      return registered;
    });
    return loading;
  }

  async function answering<
    T extends { readonly answer: { readonly kind: 'answer' | 'clarification' | 'no_data' } },
  >(work: Promise<T>): Promise<T> {
    const begun = elapsed();
    const given = await work;
    const ms = elapsed() - begun;
    count((to) => to.answered(given.answer.kind, ms));
    return given;
  }

  return {
    observer: isWatched
      ? {
          acknowledged: (kind, ms) => count((to) => to.acknowledged(kind, ms)),
          delivered: (status) => count((to) => to.delivered(status)),
        }
      : UNOBSERVED,
    countingAnswers: (questions) => ({
      ...questions,
      ask: (question, asking) => answering(questions.ask(question, asking)),
      answer: (label, query, asking) => answering(questions.answer(label, query, asking)),
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
        lastTick = elapsed();
        count((to) => to.ticked((lastTick - begun) / 1_000, failed));
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
    async prepare() {
      if (isWatched) await load();
    },
    async figures() {
      const { contentType, text } = await load();
      return { contentType, text: await text() };
    },
  };
}
