import type { QueryProposer } from '../answers/query-proposer.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { instructions } from './instructions.ts';

/** A language model that may propose queries. */
export interface ModelConfig {
  readonly apiKey: string;
  /** Any OpenAI-compatible endpoint, also one inside the body's walls. */
  readonly baseUrl: string;
  readonly model: string;
}

/** What a proposal may cost in time, both attempts together. */
const TIMEOUT_MS = 8_000;
/** A query is a few hundred tokens. */
const MAX_TOKENS = 1_000;

/** The least of the client that is used: a test, or another library, can stand in for it. */
type Message = { role: 'system' | 'user' | 'assistant'; content: string };

/**
 * Asks an OpenAI-compatible endpoint for a `Query`. It sends the question, the last query and the names the plan
 * uses: no rows, no figures, no people; nowhere but where it was told, and no more of the reply than a query is. What comes back is only a proposal: the caller validates it.
 */
export async function createOpenAiProposer(
  config: ModelConfig,
  timeoutMs: number = TIMEOUT_MS,
): Promise<QueryProposer> {
  // Loaded only where a model is configured: 70 ms that nobody else pays.
  const [{ OpenAI }, { zodResponseFormat }, { z }, { querySchema }] = await Promise.all([
    import('openai'),
    import('openai/helpers/zod'),
    import('zod'),
    import('../answers/query.ts'),
  ]);
  const client = new OpenAI({
    apiKey: config.apiKey,
    baseURL: config.baseUrl,
    maxRetries: 0,
    fetch: boundedFetch,
  });
  const responseFormat = zodResponseFormat(z.object({ query: querySchema.nullable() }), 'query');

  return {
    async propose({ question, lastQuery, names, check }) {
      const signal = AbortSignal.timeout(timeoutMs);
      const messages: Message[] = [
        { role: 'system', content: instructions(names) },
        { role: 'user', content: JSON.stringify({ question, lastQuery }) },
      ];
      const used = { inputTokens: 0, outputTokens: 0 };
      // The first answer, and one repair.
      for (const attempt of ['used', 'repaired'] as const) {
        const completion = await client.chat.completions.create(
          {
            model: config.model,
            messages,
            max_completion_tokens: MAX_TOKENS,
            response_format: responseFormat,
          },
          { signal },
        );
        used.inputTokens += completion.usage?.prompt_tokens ?? 0;
        used.outputTokens += completion.usage?.completion_tokens ?? 0;
        const content = completion.choices[0]?.message.content ?? '';
        const checked = check(content);
        if (checked.ok)
          return { outcome: checked.query === null ? 'declined' : attempt, query: checked.query, ...used };
        messages.push(
          { role: 'assistant', content },
          { role: 'user', content: `Not valid: ${checked.problem}. Answer again with a valid object.` },
        );
      }
      return { outcome: 'invalid', query: null, ...used };
    },
  };
}
