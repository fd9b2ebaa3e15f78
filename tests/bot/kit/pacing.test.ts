import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer } from '../../../src/bot/kit/pacing.ts';

const CHANNEL_PACE_MS = 1_000;

/** Time that only passes by sleeping. */
function paced(workspaceMs: number) {
  let now = 0;
  const pacer = createPacer(
    workspaceMs,
    CHANNEL_PACE_MS,
    () => now,
    async (ms) => {
      now += ms;
    },
  );
  return {
    pacer,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('the pace of messages', () => {
  it('lets the first go at once, and the next when its time has come', async () => {
    const { pacer, now } = paced(1_200);
    await pacer.turn();
    expect(now()).toBe(0);
    await pacer.turn();
    await pacer.turn();
    expect(now()).toBe(2_400);
  });

  it('waits for nothing when enough time went by', async () => {
    const { pacer, now, pass } = paced(1_200);
    await pacer.turn();
    pass(5_000);
    await pacer.turn();
    expect(now()).toBe(5_000);
  });

  it('is one a second in a channel, and does not hold back other channels', async () => {
    const { pacer, now } = paced(0);
    await pacer.channelTurn('D1');
    await pacer.channelTurn('D2');
    expect(now()).toBe(0);
    await pacer.channelTurn('D1');
    expect(now()).toBe(CHANNEL_PACE_MS);
  });

  it('stands still for as long as Slack asks', async () => {
    const { pacer, now } = paced(0);
    pacer.hold(30_000);
    await pacer.turn();
    expect(now()).toBe(30_000);
  });

  it('lets what answers somebody go ahead of reminders, which make up for it', async () => {
    const { pacer, now } = paced(1_200);
    await pacer.turn();
    for (let answer = 0; answer < 10; answer++) await pacer.turn('answer');
    expect(now()).toBe(0);
    await pacer.turn();
    expect(now()).toBe(11 * 1_200);
  });

  it('lets answers too wait for the pace, when many were ahead of it', async () => {
    const { pacer, now } = paced(1_200);
    for (let answer = 0; answer < 14; answer++) await pacer.turn('answer');
    expect(now()).toBe(3 * 1_200);
  });

  it('lets nothing go ahead of a pause that Slack asked for', async () => {
    const { pacer, now } = paced(1_200);
    pacer.hold(30_000);
    await pacer.turn('answer');
    expect(now()).toBe(30_000);
  });

  it('never gives two turns closer than the rate, whoever asks when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2_000 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 2, maxLength: 20 }),
        async (every, pauses) => {
          const { pacer, now, pass } = paced(every);
          const turns: number[] = [];
          for (const pause of pauses) {
            pass(pause);
            await pacer.turn();
            turns.push(now());
          }
          for (const [index, turn] of turns.entries())
            if (index > 0) expect(turn - (turns[index - 1] ?? 0)).toBeGreaterThanOrEqual(every);
        },
      ),
      { numRuns: 50 },
    );
  });
});
