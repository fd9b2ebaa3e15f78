import { expect, it } from 'vitest';
import { createGate } from '../../../src/bot/kit/gate.ts';

it('lets so many in at once, and the others in the order in which they came', async () => {
  const gate = createGate(2);
  const inside: number[] = [];
  const entering = [1, 2, 3, 4].map(async (number) => {
    const leave = await gate.enter();
    inside.push(number);
    return leave;
  });
  const [first, second] = await Promise.all(entering.slice(0, 2));
  expect(inside).toEqual([1, 2]);
  second?.();
  await entering[2];
  expect(inside).toEqual([1, 2, 3]);
  // Acknowledged, and then over: it leaves once.
  second?.();
  await Promise.resolve();
  expect(inside).toEqual([1, 2, 3]);
  first?.();
  await entering[3];
  expect(inside).toEqual([1, 2, 3, 4]);
});

it('has room again when all have left', async () => {
  const gate = createGate(1);
  for (let request = 0; request < 3; request += 1) (await gate.enter())();
  const leave = await gate.enter();
  leave();
});

it('what was acknowledged goes on when nobody waits to be let in', async () => {
  const gate = createGate(1);
  const first = await gate.enter();
  await gate.calm();
  const second = gate.enter();
  const third = gate.enter();
  let isCalm = false;
  first();
  const calm = gate.calm().then(() => {
    isCalm = true;
  });
  const leave = await second;
  expect(isCalm).toBe(false);
  leave();
  await calm;
  (await third)();
});
