import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/bot/kit/turns.ts';

/** Requests that last until they are let go, in the order in which they were begun. */
function served(limits: { readonly mostWaiting?: number; readonly atOnce?: number } = {}) {
  const turns = createTurns(limits, queueMicrotask);
  const begun: string[] = [];
  const refused: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    refused,
    ask: (person: string, ...what: readonly string[]) => {
      for (const one of what)
        void turns
          .take(person, () => {
            begun.push(one);
            return new Promise<void>((end) => ends.set(one, end));
          })
          .catch((error: { details: { again?: string } }) => {
            refused.push(error.details.again ? `${one} again` : one);
          });
    },
    end: async (one: string) => {
      ends.get(one)?.();
      await settled();
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('are the people’s, round and round, however much one of them asks', async () => {
    const { ask, begun, end } = served({ atOnce: 1 });
    ask('anna', 'a1', 'a2', 'a3');
    ask('bruno', 'b1', 'b2');
    ask('carla', 'c1');
    await settled();
    for (const one of ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']) await end(one);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('of one person come one after the other, while others are served at once', async () => {
    const { ask, begun, end } = served();
    ask('anna', 'a1', 'a2');
    ask('bruno', 'b1');
    await settled();
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('are refused to whoever has too many waiting, and only to them; they hear it once until all were served', async () => {
    const { ask, begun, end, refused } = served({ mostWaiting: 2 });
    ask('anna', 'a1', 'a2', 'a3', 'a4', 'a5');
    ask('bruno', 'b1');
    await settled();
    expect(refused).toEqual(['a4', 'a5 again']);
    expect(begun).toEqual(['a1', 'b1']);
    for (const one of ['a1', 'a2', 'a3']) await end(one);
    ask('anna', 'a6', 'a7', 'a8', 'a9');
    await settled();
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3', 'a6']);
    expect(refused).toEqual(['a4', 'a5 again', 'a9']);
  });

  it('begin with what is done at once, for those alone that have a place', async () => {
    const turns = createTurns({ mostWaiting: 1, atOnce: 1 }, queueMicrotask);
    const held = Promise.withResolvers<string>();
    const kept: string[] = [];
    const ask = (what: string) =>
      turns.take(
        'anna',
        async (came: string) => `${came} ${await held.promise}`,
        async () => {
          kept.push(what);
          return what;
        },
      );
    const asked = [ask('a1'), ask('a2')];
    await expect(ask('a3')).rejects.toThrow('too_many_waiting');
    expect(kept).toEqual(['a1', 'a2']);
    held.resolve('done');
    expect(await Promise.all(asked)).toEqual(['a1 done', 'a2 done']);
    const failed = turns.take(
      'anna',
      async () => 'never',
      () => Promise.reject(new Error('no disk')),
    );
    await expect(failed).rejects.toThrow('no disk');
    expect(await ask('a4')).toBe('a4 done');
  });

  it('go on after a request that failed', async () => {
    const turns = createTurns();
    await expect(turns.take('anna', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.take('anna', async () => 'yes')).toBe('yes');
  });
});
