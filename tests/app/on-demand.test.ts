import { expect, it } from 'vitest';
import { onDemand } from '../../src/app/on-demand.ts';

it('a service is loaded once, with the first that is asked of it', async () => {
  let loads = 0;
  const service = onDemand(
    async () => {
      loads += 1;
      return { add: async (a: number, b: number) => a + b, name: async () => 'somma' };
    },
    { add: true, name: true },
  );
  expect(loads).toBe(0);
  expect(await Promise.all([service.add(1, 2), service.name()])).toEqual([3, 'somma']);
  expect(loads).toBe(1);
});

it('a load that failed is tried again by whoever asks next', async () => {
  let loads = 0;
  const service = onDemand(
    async () => {
      loads += 1;
      if (loads === 1) throw new Error('no');
      return { say: async () => 'sì' };
    },
    { say: true },
  );
  await expect(service.say()).rejects.toThrow('no');
  expect(await service.say()).toBe('sì');
});
