import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ModelUses, QuestionService } from '../answers/question-service.ts';
import type { Observer } from '../bot/kit/observer.ts';
import { VERSION } from './version.ts';

/** What is read when somebody asks, and not counted. */
export interface Standing {
  /** Messages of the outbox that are not settled. */
  readonly waiting: number;
  /** Seconds since the oldest of them was due; 0 for none. */
  readonly oldestWaiting: number;
  /** Questions taken and not answered yet. */
  readonly openQuestions: number;
  /** Seconds since the scheduler's last round. */
  readonly sinceTick: number;
}

type Proposal = Parameters<ModelUses['record']>[0];
type AnswerKind = Awaited<ReturnType<QuestionService['ask']>>['answer']['kind'];

/** What is counted of one body. */
export interface Counted extends Observer {
  answered(kind: AnswerKind, ms: number): void;
  proposed(proposal: Proposal): void;
  ticked(seconds: number, failed: boolean): void;
}

/** The figures of one process, as Prometheus reads them. Source: prometheus.io/docs/instrumenting/exposition_formats. */
export interface Registered {
  /** @param body null where there is one alone, and no figure says whose it is */
  of(body: string | null): Counted;
  /** What is told of no body. */
  readonly ofProcess: Pick<Observer, 'acknowledged'>;
  /** Everything, as text. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Whose a figure is. */
const labelOf = (body: string | null) => (body === null ? {} : { body });

/** Within Slack's three seconds, and just beyond. */
const ACKNOWLEDGED_WITHIN = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];
const ANSWERED_WITHIN = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const TICKED_WITHIN = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300];

/** @param standing what is so now of each body, read from its store */
export function createRegistered(standing: () => Promise<ReadonlyMap<string | null, Standing>>): Registered {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames: [...labelNames, 'body'], registers });
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ) => new Histogram({ name, help, labelNames: [...labelNames, 'body'], buckets, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['body'], registers });

  new Gauge({
    name: 'traguardo_info',
    help: 'Which version runs, on which Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: VERSION, node: process.versions.node }, 1);
  const acknowledged = histogram(
    'traguardo_acknowledgement_seconds',
    'From a request of Slack to its acknowledgement.',
    ['kind'],
    ACKNOWLEDGED_WITHIN,
  );
  const messages = counter('traguardo_messages_total', 'Messages of the outbox offered to Slack.', [
    'outcome',
  ]);
  const answers = counter('traguardo_answers_total', 'Answers given, by outcome.', ['outcome']);
  const answering = histogram(
    'traguardo_answer_seconds',
    'From a question to its answer, without Slack.',
    [],
    ANSWERED_WITHIN,
  );
  const proposals = counter('traguardo_model_requests_total', 'What a language model was asked for.', [
    'outcome',
  ]);
  const tokens = counter('traguardo_model_tokens_total', 'Tokens sent to and taken from a model.', [
    'direction',
  ]);
  const ticks = histogram('traguardo_tick_seconds', 'A round of the scheduler.', [], TICKED_WITHIN);
  const failedTicks = counter('traguardo_tick_failures_total', 'Rounds of the scheduler that failed.', []);
  const gauges = {
    waiting: gauge('traguardo_outbox_waiting', 'Messages of the outbox that are not settled.'),
    oldestWaiting: gauge('traguardo_outbox_oldest_seconds', 'Since the oldest of them is there; 0 for none.'),
    openQuestions: gauge('traguardo_questions_open', 'Questions taken and not answered yet.'),
    sinceTick: gauge('traguardo_last_tick_seconds', 'Since the last round of the scheduler.'),
  } satisfies Record<keyof Standing, Gauge>;
  return {
    ofProcess: { acknowledged: (kind, ms) => acknowledged.observe({ kind }, ms / 1_000) },
    of(body) {
      const label = labelOf(body);
      // What has not happened yet is 0, not absent: a rate wants a beginning.
      for (const outcome of ['sent', 'refused', 'retry', 'unknown']) messages.inc({ outcome, ...label }, 0);
      for (const outcome of ['answer', 'clarification', 'no_data']) answers.inc({ outcome, ...label }, 0);
      failedTicks.inc(label, 0);
      return {
        acknowledged: (kind, ms) => acknowledged.observe({ kind, ...label }, ms / 1_000),
        delivered: (outcome) => messages.inc({ outcome, ...label }),
        answered(outcome, ms) {
          answers.inc({ outcome, ...label });
          answering.observe(label, ms / 1_000);
        },
        proposed({ outcome, inputTokens, outputTokens }) {
          proposals.inc({ outcome, ...label });
          tokens.inc({ direction: 'sent', ...label }, inputTokens);
          tokens.inc({ direction: 'taken', ...label }, outputTokens);
        },
        ticked(seconds, failed) {
          ticks.observe(label, seconds);
          if (failed) failedTicks.inc(label);
        },
      };
    },
    async text() {
      const now = await standing();
      for (const [name, one] of Object.entries(gauges)) {
        one.reset();
        for (const [body, its] of now) one.set(labelOf(body), its[name as keyof Standing]);
      }
      return register.metrics();
    },
    contentType: register.contentType,
  };
}
