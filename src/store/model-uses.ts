import type { ModelUses } from '../answers/question-service.ts';
import type { Db } from './open-store.ts';

/** What a model was asked for, how it ended and what it cost in tokens. */
export const createModelUses = (db: Db): ModelUses => ({
  async record({ outcome, inputTokens, outputTokens }, at) {
    await db
      .insertInto('model_use')
      .values({ at: at.toISOString(), outcome, input_tokens: inputTokens, output_tokens: outputTokens })
      .execute();
  },
});
