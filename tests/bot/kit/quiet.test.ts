import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createQuiet } from '../../../src/bot/kit/quiet.ts';
import { EVENTUALLY } from '../../support/eventually.ts';

/** A moment that goes on only when it is told to. */
function quietAt() {
  let now = 0;
  const quiet = createQuiet(() => now);
  const begun: string[] = [];
  return {
    quiet,
    begun,
    begin: (name: string) => quiet.later(() => begun.push(name)),
    async after(ms: number) {
      now += ms;
      for (let turns = 0; turns < 3; turns += 1) await turn();
    },
  };
}

it('what comes by itself is worked on at once', async () => {
  const { quiet, begun, begin, after } = quietAt();
  quiet.arrived();
  quiet.acknowledged();
  begin('a');
  await after(0);
  expect(begun).toEqual(['a']);
  await after(0.5);
  quiet.arrived();
  quiet.acknowledged();
  begin('b');
  await after(0);
  expect(begun).toEqual(['a', 'b']);
});

it('what comes while others wait for their acknowledgement, or right behind one, is put off', async () => {
  const { quiet, begun, begin, after } = quietAt();
  quiet.arrived();
  quiet.arrived();
  quiet.acknowledged();
  begin('a');
  quiet.acknowledged();
  await after(0.4);
  quiet.arrived();
  quiet.acknowledged();
  begin('b');
  await after(0.4);
  expect(begun).toEqual([]);
  await after(0.1);
  await vi.waitFor(() => expect(begun).toEqual(['a', 'b']), EVENTUALLY);
});

it('work begins when nothing has come in for a moment', async () => {
  const { quiet, begun, begin, after } = quietAt();
  quiet.arrived();
  quiet.arrived();
  begin('a');
  await after(0.2);
  expect(begun).toEqual([]);
  quiet.arrived();
  await after(0.4);
  expect(begun).toEqual([]);
  await after(0.1);
  expect(begun).toEqual(['a']);
});

it('however much comes in, work is not put off for ever', async () => {
  const { quiet, begun, begin, after } = quietAt();
  quiet.arrived();
  quiet.arrived();
  begin('a');
  for (let ms = 0; ms < 49; ms += 0.4) {
    quiet.arrived();
    await after(0.4);
    expect(begun).toEqual([]);
  }
  quiet.arrived();
  await after(1);
  quiet.arrived();
  await vi.waitFor(() => expect(begun).toEqual(['a']), EVENTUALLY);
});
