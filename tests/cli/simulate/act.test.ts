import type { PagePerson, ShownMessage } from '@traguardo/slack-sandbox/person';
import { expect, it } from 'vitest';
import { approveAll } from '../../../src/cli/simulate/act.ts';

/** A head's request for approvals as the page shows it: a drawing's blocks are not those of the drawing before. */
function request() {
  let drawings = 0;
  let waiting: readonly string[] = [];
  let shown = {} as ShownMessage;
  const draw = (ids: readonly string[]): void => {
    waiting = ids;
    drawings += 1;
    const button = { action_id: 'approval.approve-all', value: `2021//${ids.slice(0, 2).join(',')}` };
    const blocks = ids.length === 0 ? [] : [{ block_id: `b${drawings}`, elements: [button] }];
    shown = { channel: 'D', ts: '1', text: '', blocks } as unknown as ShownMessage;
  };
  /** What happens on the way of the next press. */
  let onTheWay = (): void => undefined;
  const person = {
    async message(wanted) {
      if (!wanted(shown)) throw new Error('waits in vain');
      return shown;
    },
    async pressIfThere(_place, { block_id, value }) {
      onTheWay();
      onTheWay = () => undefined;
      if (!shown.blocks?.some((block) => block.block_id === block_id)) return false;
      const decided = String(value).slice('2021//'.length).split(',');
      draw(waiting.filter((id) => !decided.includes(id)));
      return true;
    },
  } satisfies Partial<PagePerson>;
  return {
    draw,
    waiting: () => waiting,
    person: person as Partial<PagePerson> as PagePerson,
    meanwhile: (work: () => void) => {
      onTheWay = work;
    },
  };
}

it('a head whose request is drawn again with the same button as it is pressed presses it once more', async () => {
  const { draw, waiting, person, meanwhile } = request();
  draw(['1', '2']);
  // One more report came in, which the button does not name yet.
  meanwhile(() => draw(['1', '2', '3']));
  await approveAll(person, 3);
  expect(waiting()).toEqual([]);
});
