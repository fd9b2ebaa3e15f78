import { expect, it } from 'vitest';
import { createEngine } from '../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../src/answers/ports.ts';
import { converse } from '../lucca.ts';
import { regionPlan } from '../region.ts';

const TITLE = 'Avvio del portale di pagamento unico';
const plan = regionPlan(2026);
const engine = createEngine(
  [
    {
      ...plan,
      items: plan.items.map((item, at) =>
        at === 0 ? { ...item, title: TITLE, shortTitle: TITLE, weight: 17 } : item,
      ),
    },
  ],
  () => NO_LIVE,
);

it.each(['quanto pesa il portale di pagamento unico?', 'peso del portale di pagamento unico'])(
  'a word for a figure inside the end of a title asks for no figure: %s',
  async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.headline).toContain(TITLE);
    expect(answer.headline).toContain('peso 17');
    expect(answer.headline).not.toContain('liquidato');
  },
);
