import type { createQuestionService, QuestionService } from '../answers/question-service.ts';
import { withCircuit } from '../model/circuit.ts';
import { createOpenAiProposer } from '../model/openai-proposer.ts';
import { createAnswerStore, createConversationStore, createModelUses } from '../store/talk/index.ts';
import type { Config } from './config.ts';
import { createLiveSide } from './monitoring.ts';
import { onDemand } from './on-demand.ts';
import type { ProductStore } from './product-store.ts';
import type { BotParts } from './run-bot.ts';

/** Everyday language, read once. */
export type SharedWords = NonNullable<Parameters<typeof createQuestionService>[0]['everyday']>;

/** What a body is served out of, with the questions put together over its store. */
export function partsOf(
  config: Config,
  store: ProductStore,
  {
    clock,
    logger,
    metrics,
    everyday,
  }: Pick<BotParts, 'clock' | 'logger' | 'metrics'> & {
    /** Gives what the answers of many bodies share. */
    readonly everyday?: () => Promise<SharedWords>;
  },
): BotParts {
  const { db, register, plan } = store;
  // The engine is half of the program: it comes in when nobody waits for the start, or with the first question.
  const questions = onDemand<QuestionService>(
    async () => {
      const { createQuestionService } = await import('../answers/question-service.ts');
      return createQuestionService({
        register,
        liveOf: (year) => createLiveSide({ db, key: { ...plan, year }, plans: register.of(year), clock }),
        conversations: createConversationStore(db, plan.body),
        answers: createAnswerStore(db, plan.body),
        clock,
        ...(everyday === undefined ? {} : { everyday: await everyday() }),
        model: config.model && {
          proposer: withCircuit(await createOpenAiProposer(config.model), (openUntil) =>
            openUntil === null
              ? logger.info('the language model answers again')
              : logger.warn(
                  { openUntil },
                  'the language model does not answer: it is left alone for a while',
                ),
          ),
          uses: metrics.countingUses(createModelUses(db)),
        },
      });
    },
    {
      prepare: true,
      release: true,
      ask: true,
      wantsChart: true,
      reportsIn: true,
      itemIn: true,
      chart: true,
      phaseChart: true,
      standardCharts: true,
      answer: true,
      share: true,
      find: true,
    },
  );
  return { config, store, questions: metrics.countingAnswers(questions), metrics, clock, logger };
}
