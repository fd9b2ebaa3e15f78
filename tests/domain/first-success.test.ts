import { expect, it } from 'vitest';
import { firstSuccess } from '../../src/domain/first-success.ts';

it('what all ask for is done once, also for those who ask while it is being done', async () => {
  let times = 0;
  const ask = firstSuccess(async () => {
    times += 1;
    return 'fatto';
  });
  expect(times).toBe(0);
  expect(await Promise.all([ask(), ask()])).toEqual(['fatto', 'fatto']);
  expect(await ask()).toBe('fatto');
  expect(times).toBe(1);
});

it('what failed is tried again by whoever asks next', async () => {
  const results = [() => Promise.reject(new Error('no')), () => Promise.resolve('sì')];
  const ask = firstSuccess(() => (results.shift() as () => Promise<string>)());
  await expect(ask()).rejects.toThrow('no');
  expect(await ask()).toBe('sì');
});
