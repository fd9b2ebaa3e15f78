import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createDrawing } from '../../../src/domain/sending/drawing.ts';
import type { Notice } from '../../../src/domain/sending/notices.ts';
import { addNotices, createNoticeStore } from '../../../src/store/outbox/notice-store.ts';
import { memoryDatabase } from '../../support/database.ts';
import { smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const NOW = new Date('2026-05-08T09:00:00+02:00');

/**
 * A message in Slack, and all that was drawn in it.
 * @param meanwhile what begins while it is first drawn, and does not hold it up
 */
async function sentMessage(meanwhile: () => void = () => undefined) {
  const db = await memoryDatabase(smallPlan());
  const store = createNoticeStore(db, KEY);
  await db
    .transaction()
    .execute((tx) =>
      addNotices(tx, KEY, [{ kind: 'approval', person: 'dir-1', phase: 'intermedia', at: NOW }]),
    );
  const waiting = await store.unsettled();
  const claimed = await store.takeOver(waiting, 'a', NOW);
  await store.markSent(
    claimed.map(({ id }) => id),
    { channel: 'D', ts: '1' },
    NOW,
  );
  const drawn: string[] = [];
  let isFirst = true;
  const drawing = createDrawing<Notice, string>({
    store,
    compose: async ({ retired }) => (retired ? 'replaced' : 'as it stands'),
    courier: {
      async redraw(message) {
        if (isFirst) {
          isFirst = false;
          meanwhile();
          // Long enough for what does not wait its turn to be drawn before; what does is held up by it.
          await setTimeout(20);
        }
        drawn.push(message);
        return true;
      },
      remove: async () => undefined,
    },
  });
  const [row] = await store.living();
  return { row: row as Notice, drawing, drawn };
}

it('a message that is replaced while it is drawn again says so in the end', async () => {
  let retired: Promise<void> | undefined;
  const { row, drawing, drawn } = await sentMessage(() => {
    retired = drawing.retire(row);
  });
  await drawing.redraw([row]);
  await retired;
  expect(drawn).toEqual(['as it stands', 'replaced']);
});

it('a message that was replaced is not drawn again as it stood', async () => {
  const { row, drawing, drawn } = await sentMessage();
  await Promise.all([drawing.retire(row), drawing.redraw([row])]);
  expect(drawn).toEqual(['replaced']);
});
