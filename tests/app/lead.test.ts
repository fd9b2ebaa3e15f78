import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Lead, takeLead } from '../../src/app/lead.ts';
import type { Sharing } from '../../src/store/engine/engine.ts';
import { recordingLogger } from '../support/recording-logger.ts';

/** A server with one lead to give, whose clock is the test's. */
function server() {
  let held: { holder: string; until: number } | null = null;
  const state = { isDown: false };
  const sharing: Sharing = {
    async lead(_, holder, forMs) {
      if (state.isDown) throw new Error('down');
      const now = performance.now();
      if (held && held.holder !== holder && held.until > now) return false;
      held = { holder, until: now + forMs };
      return true;
    },
    async leave(_, holder) {
      if (held?.holder === holder) held = null;
    },
    turn: async () => 0,
    hold: async () => undefined,
    heldFor: async () => 0,
  };
  return { sharing, state };
}

let begun: string[] = [];
const leading = (sharing: Sharing, name: string): Promise<Lead> =>
  takeLead(sharing, 'lucca', () => begun.push(name), recordingLogger().logger);

beforeEach(() => {
  begun = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('another process leads within five seconds of the end of the one that did, and looks at once', async () => {
  const { sharing } = server();
  // One that is killed: it neither takes the lead again nor leaves it.
  await sharing.lead('lucca', 'killed', 3_000);
  const second = await leading(sharing, 'second');
  expect(second.isOurs()).toBe(false);
  await vi.advanceTimersByTimeAsync(4_500);
  expect(second.isOurs()).toBe(true);
  expect(begun).toEqual(['second']);
  await second.stop();
});

it('whoever leads goes on leading, and the other follows as soon as it ends', async () => {
  const { sharing } = server();
  const first = await leading(sharing, 'first');
  const second = await leading(sharing, 'second');
  await vi.advanceTimersByTimeAsync(20_000);
  expect([first.isOurs(), second.isOurs()]).toEqual([true, false]);
  await first.stop();
  expect(first.isOurs()).toBe(false);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(second.isOurs()).toBe(true);
  await second.stop();
});

it('whoever cannot reach the database leads no more, and is the one to say so', async () => {
  const { sharing, state } = server();
  const first = await leading(sharing, 'first');
  const second = await leading(sharing, 'second');
  state.isDown = true;
  await vi.advanceTimersByTimeAsync(4_500);
  expect([first.isOurs(), second.isOurs()]).toEqual([false, false]);
  expect([first.wasOurs(), second.wasOurs()]).toEqual([true, false]);
  state.isDown = false;
  await vi.advanceTimersByTimeAsync(1_100);
  expect([first.isOurs(), second.isOurs()].filter((ours) => ours)).toHaveLength(1);
  await first.stop();
  await second.stop();
});
