import type { ProposalOutcome } from '../../answers/query-proposer.ts';
import type { ModelUses } from '../../answers/question-service.ts';
import type { Db } from '../engine/open-store.ts';

/** What a model was asked for, how it ended and what it cost in tokens. */
export const createModelUses = (db: Db): ModelUses => ({
  async record({ outcome, inputTokens, outputTokens }, at) {
    await db
      .insertInto('model_use')
      .values({ at: at.toISOString(), outcome, input_tokens: inputTokens, output_tokens: outputTokens })
      .execute();
  },

  async summary() {
    const rows = await db
      .selectFrom('model_use')
      .select(({ fn }) => [
        'outcome',
        fn.countAll<number>().as('count'),
        fn.sum<number>('input_tokens').as('input'),
        fn.sum<number>('output_tokens').as('output'),
      ])
      .groupBy('outcome')
      .execute();
    return {
      byOutcome: new Map(rows.map(({ outcome, count }) => [outcome as ProposalOutcome, count])),
      inputTokens: rows.reduce((sum, { input }) => sum + input, 0),
      outputTokens: rows.reduce((sum, { output }) => sum + output, 0),
    };
  },
});
