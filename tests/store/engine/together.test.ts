import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { StoreUnavailable } from '../../../src/domain/errors.ts';
import { together } from '../../../src/store/engine/together.ts';

/** Work that says what was done in each go; a word in capitals fails by itself, «!» fails the whole go. */
function working(failure: (words: readonly string[]) => unknown = () => new Error('broken')) {
  const goes: (readonly string[])[] = [];
  const work = async (words: readonly string[]) => {
    goes.push(words);
    await setImmediate();
    if (words.includes('!')) throw failure(words);
    return words.map(
      (word): PromiseSettledResult<string> =>
        word === word.toUpperCase()
          ? { status: 'rejected', reason: new Error(word) }
          : { status: 'fulfilled', value: `${word} done` },
    );
  };
  return { goes, work };
}

const settled = async (all: readonly Promise<string>[]): Promise<readonly string[]> =>
  (await Promise.allSettled(all)).map((one) =>
    one.status === 'fulfilled' ? one.value : (one.reason as Error).message,
  );

it('what comes while one is under way is done in one go, and each hears of its own', async () => {
  const { goes, work } = working();
  const ask = together<string, string>((word) => word, work);
  expect(await settled(['a', 'b', 'C', 'd'].map(ask))).toEqual(['a done', 'b done', 'C', 'd done']);
  expect(goes).toEqual([['a'], ['b', 'C', 'd']]);
  expect(await ask('e')).toBe('e done');
});

it('two of one key are done one after the other, and one of none by itself', async () => {
  const { goes, work } = working();
  const ask = together<string, string>((word) => (word === 'alone' ? null : word.slice(0, 1)), work);
  await settled(['first', 'a1', 'a2', 'alone', 'b'].map(ask));
  expect(goes).toEqual([['first'], ['a1', 'b'], ['a2'], ['alone']]);
});

it('one that cannot be done takes nobody along', async () => {
  const { goes, work } = working();
  const ask = together<string, string>((word) => word, work);
  expect(await settled(['a', 'b', '!', 'c'].map(ask))).toEqual(['a done', 'b done', 'broken', 'c done']);
  expect(goes).toEqual([['a'], ['b', '!', 'c'], ['b'], ['!'], ['c']]);
});

it('a store that takes nothing is not asked once for each', async () => {
  const { goes, work } = working(() => new StoreUnavailable('full'));
  const ask = together<string, string>((word) => word, work);
  const all = await Promise.allSettled(['a', 'b', '!'].map(ask));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(goes).toEqual([['a'], ['b', '!']]);
  expect(await ask('c')).toBe('c done');
});
