import { afterEach, describe, expect, it } from 'vitest';
import { NO_LIVE } from '../../src/answers/ports.ts';
import type { Proposal } from '../../src/answers/query-proposer.ts';
import { createQuestionService, type GivenAnswer } from '../../src/answers/question-service.ts';
import { createOpenAiProposer } from '../../src/model/openai-proposer.ts';
import { luccaPlan } from '../support/plan.ts';
import { type FakeModel, startFakeModel, type Turn } from './fake-model.ts';

/** No word of it means anything to the engine, so a model is asked. */
const UNPLACED = 'zzqx brumbleflott?';
const ABOUT_24 = {
  type: 'item',
  items: ['objective:24'],
  measures: ['personnel'],
  attributes: [],
  department: null,
};
const proposing = (query: unknown): Turn => ({ content: JSON.stringify({ query }) });

describe('a question that the engine cannot place, with a model configured', () => {
  let model: FakeModel | null = null;
  afterEach(async () => model?.close());

  async function askWith(turns: readonly Turn[], question = UNPLACED, timeoutMs = 2_000) {
    model = await startFakeModel(turns);
    const plan = luccaPlan();
    const uses: Proposal[] = [];
    const saved: GivenAnswer[] = [];
    const service = createQuestionService({
      register: {
        years: async () => [plan.head.year],
        timezone: async () => plan.head.timezone,
        of: () => ({ current: async () => plan }),
      },
      liveOf: () => NO_LIVE,
      conversations: { load: async () => null, save: async () => undefined },
      answers: { save: async (given) => void saved.push(given), find: async () => null },
      clock: { now: () => new Date('2021-09-15T07:00:00Z') },
      model: {
        proposer: await createOpenAiProposer(
          { apiKey: 'k', baseUrl: model.baseUrl, model: 'fake' },
          timeoutMs,
        ),
        uses: {
          record: async (proposal) => void uses.push(proposal),
          summary: async () => ({ byOutcome: new Map(), inputTokens: 0, outputTokens: 0 }),
        },
      },
    });
    const { answer } = await service.ask(question, { conversation: 'c', asker: null });
    return { answer, uses, requests: model.requests };
  }

  it('is answered by the engine from the query that the model proposes, and says that a model was used', async () => {
    const { answer, uses } = await askWith([proposing(ABOUT_24)]);
    expect(answer.headline).toContain('26.039,41');
    expect(answer.notes.join(' ')).toContain('modello linguistico');
    expect(uses).toMatchObject([{ outcome: 'used', inputTokens: 100, outputTokens: 10 }]);
  });

  it('sends the question, the last query and names, but no amount and no person of the plan', async () => {
    const { requests } = await askWith([proposing(ABOUT_24)]);
    const sent = JSON.stringify(requests[0]?.messages);
    expect(sent).toContain('brumbleflott');
    expect(sent).toContain('Settore 3');
    expect(sent).not.toMatch(/26\.?039|2603941|lucca\.example|Referente/);
  });

  it('gives the model one chance to repair a query that is not valid', async () => {
    const { answer, uses, requests } = await askWith([proposing({ type: 'nonsense' }), proposing(ABOUT_24)]);
    expect(answer.headline).toContain('26.039,41');
    expect(uses[0]?.outcome).toBe('repaired');
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['text that is no JSON', [{ content: 'L’obiettivo costa 42 euro' }]],
    ['a query of no known kind, twice', [proposing({ type: 'nonsense' })]],
    ['codes that the plan does not have', [proposing({ ...ABOUT_24, department: 'Settore 99' })]],
  ] satisfies [string, Turn[]][])('keeps the engine’s own answer after %s', async (_, turns) => {
    const { answer, uses, requests } = await askWith(turns);
    expect(answer.kind).not.toBe('answer');
    expect(answer.notes.join(' ')).not.toContain('modello');
    expect(uses[0]?.outcome).toBe('invalid');
    expect(requests).toHaveLength(2);
  });

  it('refuses a threshold that the question does not contain', async () => {
    const smuggled = {
      type: 'count',
      of: 'item',
      groupBy: null,
      filter: {
        kind: 'objective',
        departments: [],
        units: [],
        goals: [],
        scope: null,
        years: null,
        due: null,
        conditions: [{ measure: 'personnel', op: 'gt', value: 4_200_000, to: null }],
        items: null,
        mine: false,
      },
    };
    const { answer, uses } = await askWith([proposing(smuggled)]);
    expect(uses[0]?.outcome).toBe('invalid');
    expect(answer.kind).not.toBe('answer');
  });

  it.each([
    ['is slow', [{ hang: true }]],
    ['limits the rate', [{ status: 429 }]],
    ['is down', [{ status: 503 }]],
  ] satisfies [string, Turn[]][])('keeps the engine’s own answer when the model %s', async (_, turns) => {
    const { answer, uses } = await askWith(turns, UNPLACED, 100);
    expect(answer.kind).not.toBe('answer');
    expect(uses[0]?.outcome).toBe('failed');
  });

  it('does without a query when the model declines', async () => {
    const { answer, uses } = await askWith([proposing(null)]);
    expect(answer.kind).not.toBe('answer');
    expect(uses[0]?.outcome).toBe('declined');
  });

  it('is not asked when the engine knows the answer', async () => {
    const { requests, uses } = await askWith([proposing(ABOUT_24)], 'quanto costa l’obiettivo 12?');
    expect(requests).toHaveLength(0);
    expect(uses).toHaveLength(0);
  });
});
