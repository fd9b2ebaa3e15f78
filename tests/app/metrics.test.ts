import { describe, expect, it } from 'vitest';
import type { ModelUses, QuestionService } from '../../src/answers/question-service.ts';
import { createMetrics, type Metrics } from '../../src/app/metrics.ts';
import { readBacklog } from '../../src/store/outbox/index.ts';
import { createAnswerStore, createHandledEvents } from '../../src/store/talk/index.ts';
import { cannedQuestions } from '../support/canned-questions.ts';
import { fixedClock } from '../support/clock.ts';
import { temporaryDatabase } from '../support/database.ts';

const clock = fixedClock('2021-09-15T07:00:00Z');
const NOTHING_WAITS = async () => ({ waiting: 0, oldest: null, openQuestions: 0 });

/** The lines that a scraper reads, by what they say. */
async function scraped(metrics: Metrics): Promise<ReadonlyMap<string, number>> {
  const { text, contentType } = await metrics.figures();
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name = '', value] = /^(\S+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      return [name, Number(value)];
    }),
  );
}

describe('the figures that a scraper reads', () => {
  it('have what was sent and refused, answered, acknowledged and asked of a model, also before anybody asked', async () => {
    const metrics = createMetrics(NOTHING_WAITS, clock, true);
    const { db, plan } = await temporaryDatabase();
    const questions = metrics.countingAnswers(
      cannedQuestions(createAnswerStore(db, plan.body), clock) as unknown as QuestionService,
    );
    await questions.ask('quanto costa il 24?', { conversation: 'c', asker: null });
    metrics.observer.acknowledged('command', 20);
    metrics.observer.delivered('sent');
    metrics.observer.delivered('sent');
    metrics.observer.delivered('refused');
    const kept: unknown[] = [];
    const uses = metrics.countingUses({
      record: async (proposal: unknown) => void kept.push(proposal),
    } as unknown as ModelUses);
    const proposal = { outcome: 'used', query: null, inputTokens: 120, outputTokens: 30 } as const;
    await uses.record(proposal, clock.now());
    expect(kept).toEqual([proposal]);

    const found = await scraped(metrics);
    expect(found.get('traguardo_messages_total{outcome="sent"}')).toBe(2);
    expect(found.get('traguardo_messages_total{outcome="refused"}')).toBe(1);
    expect(found.get('traguardo_messages_total{outcome="unknown"}')).toBe(0);
    expect(found.get('traguardo_answers_total{outcome="answer"}')).toBe(1);
    expect(found.get('traguardo_answer_seconds_count')).toBe(1);
    expect(found.get('traguardo_acknowledgement_seconds_bucket{le="0.01",kind="command"}')).toBe(0);
    expect(found.get('traguardo_acknowledgement_seconds_bucket{le="0.025",kind="command"}')).toBe(1);
    expect(found.get('traguardo_model_requests_total{outcome="used"}')).toBe(1);
    expect(found.get('traguardo_model_tokens_total{direction="sent"}')).toBe(120);
    expect([...found.keys()].join()).toMatch(/traguardo_info\{version="\d+\.\d+\.\d+",node="\d/);
    expect(found.get('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('have how long ago the last round was, how long rounds take and how many failed', async () => {
    let elapsed = 0;
    const metrics = createMetrics(NOTHING_WAITS, clock, true, () => elapsed);
    await metrics.timingTick(async () => {
      elapsed += 2_000;
    });
    await expect(metrics.timingTick(() => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
    elapsed += 45_000;
    const found = await scraped(metrics);
    expect(found.get('traguardo_last_tick_seconds')).toBe(45);
    expect(found.get('traguardo_tick_seconds_sum')).toBe(2);
    expect(found.get('traguardo_tick_failures_total')).toBe(1);
  });

  it('have what waits, and since when the oldest of it', async () => {
    const { db, plan } = await temporaryDatabase();
    const created = (minutes: number): string =>
      new Date(clock.now().getTime() - minutes * 60_000).toISOString();
    const row = {
      body: plan.body,
      year: plan.year,
      kind: 'receipt' as const,
      phase: 'monitoraggio-2021',
      updates: '[1]',
      person: 'controllo',
    };
    await db
      .insertInto('outbox')
      .values([
        { ...row, key: 'a', created_at: created(90), status: 'sent' },
        { ...row, key: 'b', created_at: created(30), status: 'waiting' },
        { ...row, key: 'c', created_at: created(10), status: 'claimed' },
      ])
      .execute();
    const handled = createHandledEvents(db);
    await handled.claim('D1|1', { text: 'prima' }, clock.now());
    await handled.claim('D1|2', { text: 'seconda' }, clock.now());
    await handled.settle('D1|1');

    const found = await scraped(createMetrics(() => readBacklog(db), clock, true));
    expect(found.get('traguardo_outbox_waiting')).toBe(2);
    expect(found.get('traguardo_outbox_oldest_seconds')).toBe(30 * 60);
    expect(found.get('traguardo_questions_open')).toBe(1);
  });
});
