import { describe, expect, it } from 'vitest';
import type { Proposal, QueryProposer } from '../../src/answers/query-proposer.ts';
import { withCircuit } from '../../src/model/circuit.ts';

const ANSWERED: Proposal = { outcome: 'declined', query: null, inputTokens: 1, outputTokens: 1 };

/** A model that is well or not, and what is asked of it minute by minute. */
function model() {
  let isWell = false;
  let asked = 0;
  const told: (string | null)[] = [];
  const proposer: QueryProposer = {
    async propose() {
      asked++;
      if (!isWell) throw new Error('down');
      return ANSWERED;
    },
  };
  const guarded = withCircuit(proposer, (until) => told.push(until?.toISOString().slice(11, 16) ?? null));
  return {
    told,
    asked: () => asked,
    recover: () => {
      isWell = true;
    },
    at: (minute: string) =>
      guarded
        .propose({
          question: 'x',
          lastQuery: null,
          names: {} as Parameters<QueryProposer['propose']>[0]['names'],
          check: () => ({ ok: true, query: null }),
          now: new Date(`2026-05-08T09:${minute}:00Z`),
        })
        .then(
          ({ outcome }) => outcome,
          () => 'failed',
        ),
  };
}

describe('a model that does not answer', () => {
  it('is left alone after three failures, and tried again five minutes later', async () => {
    const { at, asked, told } = model();
    expect([await at('00'), await at('01'), await at('02')]).toEqual(['failed', 'failed', 'failed']);
    expect([await at('03'), await at('06')]).toEqual(['resting', 'resting']);
    expect(asked()).toBe(3);
    expect([await at('07'), await at('08')]).toEqual(['failed', 'resting']);
    expect(told).toEqual(['09:07', '09:12']);
  });

  it('is asked as before once it answers', async () => {
    const { at, recover, told } = model();
    for (const minute of ['00', '01', '02']) await at(minute);
    recover();
    expect([await at('07'), await at('07'), await at('08')]).toEqual(['declined', 'declined', 'declined']);
    expect(told).toEqual(['09:07', null]);
  });

  it('that fails now and then is never left alone', async () => {
    const { at, recover, told } = model();
    await at('00');
    await at('01');
    recover();
    await at('02');
    expect(told).toEqual([]);
  });
});
